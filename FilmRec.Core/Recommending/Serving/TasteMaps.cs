using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using FilmRec.Core.Data;
using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Clusters;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>Draws the viewers of the live taste clusters as a map, once for each model, and finds a viewer on it.</summary>
public sealed class TasteMaps(ModelHolder models, ISignalReader signals, IDbContextFactory<FilmRecDb> databases) : IDisposable
{
    /// <summary>Viewers on a map at most.</summary>
    public const int MostPoints = 1500;

    // Somebody who has rated half the catalogue lies no more precisely for it.
    private const int MostRatings = 600_000;

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly ConcurrentDictionary<string, DrawnMap> _drawn = [];

    /// <summary>The map of the live clusters; null while none are live.</summary>
    /// <param name="kind"><see cref="ClusterModel.Name"/>, whose clusters viewers hear of, or <see cref="ClusterModel.FactorsName"/>.</param>
    /// <param name="cancellationToken">Of the request.</param>
    /// <remarks>The first look at a model reads the ratings of the sample, in one query; afterwards it costs nothing.</remarks>
    public async Task<TasteMap?> LiveAsync(string kind, CancellationToken cancellationToken)
        => Live(kind) is { } live ? (await DrawnAsync(live, cancellationToken)).Map : null;

    /// <inheritdoc cref="LiveAsync(string, CancellationToken)"/>
    public Task<TasteMap?> LiveAsync(CancellationToken cancellationToken) => LiveAsync(ClusterModel.Name, cancellationToken);

    /// <summary>Where a viewer lies on the map of <see cref="LiveAsync(CancellationToken)"/>; null while none are live, and for somebody who has rated nothing.</summary>
    public async Task<TastePoint?> PlaceAsync(int viewerId, CancellationToken cancellationToken)
    {
        if (Live(ClusterModel.Name) is not { } live || await signals.ReadAsync(viewerId, cancellationToken) is not { } read)
        {
            return null;
        }

        var taste = new ViewerTaste(read);
        if (!taste.HasRatings)
        {
            return null;
        }

        var drawn = await DrawnAsync(live, cancellationToken);
        using var known = taste.In(live.Model.Movies);
        return known.Span.IsEmpty ? null : drawn.Frame.Of(Place(live.Model, drawn.Plane, known.Span));
    }

    /// <summary>The map of the live clusters if it is drawn already, else null.</summary>
    public TasteMap? Drawn => DrawnOf(ClusterModel.Name)?.Map;

    public void Dispose() => _oneAtATime.Dispose();

    /// <summary>Where this taste lies on <see cref="Drawn"/>; null while that is null, and where nothing was rated.</summary>
    internal TastePoint? Place(ViewerTaste taste)
    {
        if (!taste.HasRatings || Live(ClusterModel.Name) is not { } live || DrawnOf(ClusterModel.Name) is not { } drawn)
        {
            return null;
        }

        using var known = taste.In(live.Model.Movies);
        return known.Span.IsEmpty ? null : drawn.Frame.Of(Place(live.Model, drawn.Plane, known.Span));
    }

    private (int ModelId, ClusterModel Model)? Live(string kind)
        => models.Current.Find(kind) is { Model: ClusterModel clusters } served ? (served.ModelId, clusters) : null;

    private DrawnMap? DrawnOf(string kind)
        => Live(kind) is { } live && _drawn.TryGetValue(kind, out var drawn) && drawn.Map.ModelId == live.ModelId ? drawn : null;

    private async Task<DrawnMap> DrawnAsync((int ModelId, ClusterModel Model) live, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (!_drawn.TryGetValue(live.Model.Kind, out var drawn) || drawn.Map.ModelId != live.ModelId)
            {
                _drawn[live.Model.Kind] = drawn = Draw(live.ModelId, live.Model, await SampleAsync(live.Model, cancellationToken));
            }

            return drawn;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private static DrawnMap Draw(int modelId, ClusterModel model, float[] sample)
    {
        int columns = model.Centroids.Columns;
        var plane = ClusterPlane.Of(model.Centroids, sample);
        TastePoint[] points = [.. Enumerable.Range(0, sample.Length / columns).Select(n => PlaceOf(sample.AsSpan(n * columns, columns)))];
        TastePoint[] centres = [.. model.Clusters.Select(cluster => PlaceOf(model.Centroids.Of(cluster.Index)) with { Cluster = cluster.Index })];
        var frame = Frame.Around([.. points, .. centres]);
        return new DrawnMap(plane, frame, new TasteMap(modelId, model.Kind, model.Clusters, [.. centres.Select(frame.Of)], [.. points.Select(frame.Of)]));

        TastePoint PlaceOf(ReadOnlySpan<float> point)
        {
            var (x, y) = plane.Place(point);
            return new TastePoint(x, y, model.Centroids.To(point).Cluster);
        }
    }

    private static TastePoint Place(ClusterModel model, ClusterPlane plane, ReadOnlySpan<KnownRating> known)
    {
        Span<float> point = stackalloc float[model.Centroids.Columns];
        model.Place(known, point);
        var (x, y) = plane.Place(point);
        return new TastePoint(x, y, model.Centroids.To(point).Cluster);
    }

    /// <summary>Points of viewers, [n × columns]: every so many-th account, so that the same accounts give the same picture.</summary>
    private async Task<float[]> SampleAsync(ClusterModel model, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        int step = Math.Max(1, (await db.Users.CountAsync(cancellationToken) + MostPoints - 1) / MostPoints);
        var rows = db.Users.Where(u => u.Id % step == 0).OrderBy(u => u.Id).Take(MostPoints)
            .SelectMany(u => db.Ratings.Where(r => r.ViewerId == u.Id)).OrderBy(r => r.ViewerId).ThenBy(r => r.MovieId).Take(MostRatings)
            .Select(r => new Row(r.ViewerId, r.MovieId, r.Stars));
        var points = new List<float>();
        var known = new List<KnownRating>();
        float[] point = new float[model.Centroids.Columns];
        int viewer = 0;
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (row.ViewerId != viewer)
            {
                Finish();
                viewer = row.ViewerId;
            }

            if (model.Movies.TryRowOf(row.MovieId, out int movie))
            {
                known.Add(new KnownRating(movie, row.Stars.HalfStars));
            }
        }

        Finish();
        return [.. points];

        void Finish()
        {
            if (known.Count > 0)
            {
                model.Place(CollectionsMarshal.AsSpan(known), point);
                points.AddRange(point);
                known.Clear();
            }
        }
    }

    private readonly record struct Row(int ViewerId, int MovieId, Stars Stars);

    private sealed record DrawnMap(ClusterPlane Plane, Frame Frame, TasteMap Map);

    /// <summary>Brings places to 0 … 1; the few that lie far out stand at the edge, or they would press all others together.</summary>
    private sealed record Frame(float Left, float Width, float Top, float Height)
    {
        private const double FarOut = 0.005;

        public static Frame Around(IReadOnlyList<TastePoint> places)
        {
            var (left, width) = Range([.. places.Select(place => place.X)]);
            var (top, height) = Range([.. places.Select(place => place.Y)]);
            return new Frame(left, width, top, height);
        }

        public TastePoint Of(TastePoint place)
            => place with { X = Math.Clamp((place.X - Left) / Width, 0, 1), Y = 1 - Math.Clamp((place.Y - Top) / Height, 0, 1) };

        private static (float Start, float Length) Range(float[] values)
        {
            Array.Sort(values);
            float first = values[(int)(values.Length * FarOut)];
            float last = values[values.Length - 1 - (int)(values.Length * FarOut)];
            return last - first > 1e-6f ? (first, last - first) : (first - 0.5f, 1); // all in one place: in the middle
        }
    }
}
