using FilmRec.Core.Data.Bulk;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.SampleData.MovieLens;

/// <summary>Viewer ids here by their ids in MovieLens; viewers who are new get a row inside the writer's transaction.</summary>
/// <remarks>About 40 bytes a viewer.</remarks>
internal sealed class ViewerBook(ImportRun run)
{
    private const string NameStart = "movielens-";

    private readonly Dictionary<int, int> _ids = [];
    private readonly HashSet<int> _met = [];
    private readonly HashSet<string> _takenNames = new(StringComparer.OrdinalIgnoreCase);

    public long Count => _met.Count;
    public long New { get; private set; }

    public async Task LearnKnownAsync(CancellationToken cancellationToken)
    {
        var db = run.Writer.Db;
        var known = db.Users.AsNoTracking().Where(u => u.Origin == Origin.MovieLens).Select(u => new { u.OriginKey, u.Id });
        await foreach (var viewer in known.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (OriginKeys.TryRead(viewer.OriginKey, run.Layout.ViewerPrefix, out int id))
            {
                _ids[id] = viewer.Id;
            }
        }

        // Somebody may have registered under such a name.
        string start = NameStart.ToUpperInvariant();
        _takenNames.UnionWith(await db.Users.Where(u => u.Origin != Origin.MovieLens && u.NormalizedUserName!.StartsWith(start))
            .Select(u => u.UserName!).ToListAsync(cancellationToken)); // both columns are required
    }

    /// <summary>The id of a viewer who was prepared.</summary>
    public int IdOf(int viewer) => _ids[viewer];

    /// <summary>Makes rows for those who have none.</summary>
    public async Task PrepareAsync(IEnumerable<int> viewers, CancellationToken cancellationToken)
    {
        var distinct = viewers.ToHashSet();
        int[] unknown = [.. distinct.Where(v => !_ids.ContainsKey(v)).Order()];
        if (unknown.Length > 0)
        {
            int[] ids = await run.Writer.WriteViewersAsync([.. unknown.Select(Row)], cancellationToken);
            for (int place = 0; place < ids.Length; place++)
            {
                _ids[unknown[place]] = ids[place];
            }

            New += unknown.Length;
        }

        _met.UnionWith(distinct);
    }

    private ViewerRow Row(int viewer)
    {
        string key = OriginKeys.Of(run.Layout.ViewerPrefix, viewer);
        string name = NameStart + key;
        return new ViewerRow(Origin.MovieLens, key, _takenNames.Contains(name) ? $"{name}-imported" : name, run.Now);
    }
}
