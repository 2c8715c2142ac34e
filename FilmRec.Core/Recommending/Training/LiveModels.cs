using FilmRec.Core.Data;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Blend;
using FilmRec.Core.Recommending.Serving;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Recommending.Training;

/// <summary>Brings the models that are live in the database into this process's <see cref="ModelHolder"/>, and keeps the last good one where the new one is damaged.</summary>
public sealed partial class LiveModels(
    IDbContextFactory<FilmRecDb> databases, ModelStore store, ModelHolder holder, ILogger<LiveModels> logger) : IDisposable
{
    // A damaged file stays damaged: it is tried again when somebody may have put it back, not with every look.
    private const int LooksBetweenTries = 15;

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly Dictionary<int, long> _damaged = [];
    private (int Count, int? Newest) _catalogue;
    private long _looks;

    /// <summary>Compares with the database and swaps in what is new. One small query when nothing is.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var wanted = await db.Models.Where(m => m.State == ModelState.Live).OrderBy(m => m.Kind)
                .Select(m => new LiveRow(m.ModelId, m.Kind)).ToListAsync(cancellationToken);
            bool catalogueMoved = _looks++ % LooksBetweenTries == 0 && await HasCatalogueMovedAsync(db, cancellationToken);
            var current = holder.Current.Models;
            if (holder.IsReady && !catalogueMoved && wanted.All(row => IsServedOrDamaged(row, current) || IsPart(row.Kind, current))
                && current.All(model => wanted.Any(row => row.Kind == model.Model.Kind)))
            {
                return;
            }

            var (movies, facts) = await MovieFactsReader.ReadAsync(db, cancellationToken);
            int[] ratings = await ReadRatingCountsAsync(db, cancellationToken);
            var served = new List<ServedModel>();
            // What is made of others comes first: what it holds is not read, and not kept in memory, a second time.
            foreach (var row in wanted.OrderBy(row => row.Kind != BlendModel.Name))
            {
                if (IsPart(row.Kind, served))
                {
                    continue;
                }

                var model = current.FirstOrDefault(model => model.ModelId == row.ModelId)?.Model
                    ?? await TryLoadAsync(row, cancellationToken);
                if (model is not null)
                {
                    served.Add(ServedModel.Of(row.ModelId, model, movies, facts, ratings));
                }
                else if (await LastGoodAsync(db, row, current, cancellationToken) is var (goodId, good))
                {
                    served.Add(ServedModel.Of(goodId, good, movies, facts, ratings));
                }
            }

            holder.Swap(new LiveModelSet(served));
            if (served.Any(model => current.All(before => before.Model != model.Model)))
            {
                // What was read leaves buffers behind that are larger than the models, and the old models go: their memory is given back now, not some day.
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            }

            LogSwap(string.Join(", ", served.Select(model => model.Name)));
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private bool IsServedOrDamaged(LiveRow row, IReadOnlyList<ServedModel> current)
        => current.Any(model => model.ModelId == row.ModelId) || (_damaged.TryGetValue(row.ModelId, out long look) && _looks - look < LooksBetweenTries);

    private static bool IsPart(string kind, IReadOnlyList<ServedModel> served)
        => served.Any(model => model.Model is BlendModel blend && blend.Parts.Any(part => part.Kind == kind));

    private async Task<bool> HasCatalogueMovedAsync(FilmRecDb db, CancellationToken cancellationToken)
    {
        var now = (await db.Movies.CountAsync(cancellationToken), await db.Movies.MaxAsync(m => (int?)m.MovieId, cancellationToken));
        bool moved = now != _catalogue;
        _catalogue = now;
        return moved;
    }

    private async Task<ITrainedModel?> TryLoadAsync(LiveRow row, CancellationToken cancellationToken)
    {
        try
        {
            var model = await store.LoadAsync(row.ModelId, cancellationToken);
            _damaged.Remove(row.ModelId);
            return model;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            _damaged[row.ModelId] = _looks;
            LogDamaged(e, row.Kind, row.ModelId);
            return null;
        }
    }

    /// <summary>The one in memory, or after a start the youngest retired one that can be read.</summary>
    private async Task<(int ModelId, ITrainedModel Model)?> LastGoodAsync(
        FilmRecDb db, LiveRow row, IReadOnlyList<ServedModel> current, CancellationToken cancellationToken)
    {
        if (current.FirstOrDefault(model => model.Model.Kind == row.Kind) is { } inMemory)
        {
            return (inMemory.ModelId, inMemory.Model);
        }

        var retired = await db.Models.Where(m => m.Kind == row.Kind && m.State == ModelState.Retired).OrderByDescending(m => m.PublishedAt)
            .Select(m => new LiveRow(m.ModelId, m.Kind)).Take(ModelHousekeeping.Kept).ToListAsync(cancellationToken);
        foreach (var older in retired)
        {
            if (await TryLoadAsync(older, cancellationToken) is { } model)
            {
                return (older.ModelId, model);
            }
        }

        return null;
    }

    private static async Task<int[]> ReadRatingCountsAsync(FilmRecDb db, CancellationToken cancellationToken)
        => await db.Movies.OrderBy(m => m.MovieId).Select(m => m.RatingCount).ToArrayAsync(cancellationToken);

    private sealed record LiveRow(int ModelId, string Kind);

    [LoggerMessage(LogLevel.Information, "Serving from {Models}")]
    private partial void LogSwap(string models);

    [LoggerMessage(LogLevel.Error, "The live model {Kind} {ModelId} cannot be used; the last good one goes on serving")]
    private partial void LogDamaged(Exception exception, string kind, int modelId);
}
