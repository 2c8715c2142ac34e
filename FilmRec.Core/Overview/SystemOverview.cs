using FilmRec.Core.Catalog;
using FilmRec.Core.Data;
using FilmRec.Core.Quality;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Core.Recommending.Training;
using FilmRec.Core.Traffic;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Overview;

/// <summary>Gathers what an administrator looks at first. Made to be asked every few seconds: big tables are never counted for it more than once a minute.</summary>
public sealed class SystemOverview(
    IDbContextFactory<FilmRecDb> databases,
    IDatabaseProvider provider,
    MovieCatalog catalog,
    QualityInspector inspector,
    TrafficHistory traffic,
    TrafficRecorder recorder,
    ModelHolder models,
    ProcessMeter process,
    OverviewLooks looks,
    TimeProvider clock) : IDisposable
{
    /// <summary>Length of a stretch in the picture of the day.</summary>
    public static readonly TimeSpan TrafficStep = TimeSpan.FromMinutes(30);

    /// <summary>Who has asked for something within this time counts as active.</summary>
    public static readonly TimeSpan Active = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan SizeFreshness = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LooksFreshness = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _oneCount = new(1);
    private DataSize? _size;
    private long _sizeReadAt;
    private Looks? _looks;

    public async Task<OverviewReport> ReadAsync(CancellationToken cancellationToken)
    {
        var machine = process.Look();
        var size = await SizeAsync(cancellationToken);
        var live = await LiveAsync(cancellationToken);
        var found = await LooksAsync(machine.DataFolder, size, live, cancellationToken);
        return new OverviewReport(
            clock.GetUtcNow(), Problems(live, machine.DataFolder), await traffic.LastDayAsync(TrafficStep, cancellationToken), recorder.ActiveViewers(Active),
            live, machine, size, found);
    }

    public void Dispose() => _oneCount.Dispose();

    // That the database answers is shown by there being a report at all.
    private List<string> Problems(ModelSummary? live, DiskSpace disk)
    {
        var problems = new List<string>();
        if (live is not null && models.Current.Find(live.Kind) is null)
        {
            problems.Add("The live model is not in this server's memory");
        }

        if (disk.UsedShare > OverviewLooks.DiskFull)
        {
            problems.Add("The disk is full");
        }

        return problems;
    }

    private async Task<DataSize> SizeAsync(CancellationToken cancellationToken)
    {
        if (_size is { } known && clock.GetElapsedTime(_sizeReadAt) < SizeFreshness)
        {
            return known;
        }

        await _oneCount.WaitAsync(cancellationToken);
        try
        {
            if (_size is { } fresh && clock.GetElapsedTime(_sizeReadAt) < SizeFreshness)
            {
                return fresh;
            }

            var films = await catalog.SizeAsync(cancellationToken);
            long? watches = (await inspector.LatestAsync(cancellationToken))?.Counts.Watches;
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            long viewers = await db.Users.LongCountAsync(cancellationToken);
            _size = new DataSize(films.Movies, viewers, films.Ratings, watches, await provider.MeasureAsync(cancellationToken), provider.Name);
            _sizeReadAt = clock.GetTimestamp();
            return _size;
        }
        finally
        {
            _oneCount.Release();
        }
    }

    // They ask six tables; several administrators who look at once share the answer.
    private async Task<IReadOnlyList<NeedsLook>> LooksAsync(DiskSpace disk, DataSize size, ModelSummary? live, CancellationToken cancellationToken)
    {
        if (_looks is { } known && known.Movies == size.Movies && known.ModelId == live?.ModelId && clock.GetElapsedTime(known.At) < LooksFreshness)
        {
            return known.Found;
        }

        var found = await looks.FindAsync(disk, size, live, cancellationToken);
        _looks = new Looks(found, size.Movies, live?.ModelId, clock.GetTimestamp());
        return found;
    }

    // The blend where there is one: it is what viewers with ratings are served by.
    private async Task<ModelSummary?> LiveAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var live = await ModelSummaries.ReadAsync(db.Models.Where(m => m.State == ModelState.Live).OrderBy(m => m.ModelId).Take(20), cancellationToken);
        return ModelKinds.All.Reverse().Select(kind => live.FirstOrDefault(model => model.Kind == kind.Name)).FirstOrDefault(model => model is not null);
    }

    private sealed record Looks(IReadOnlyList<NeedsLook> Found, long Movies, int? ModelId, long At);
}
