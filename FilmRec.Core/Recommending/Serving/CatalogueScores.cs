using System.Buffers;
using FilmRec.Core.Numerics;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>A rented score for every movie of a model, and the best of them. Dispose of it.</summary>
internal readonly ref struct CatalogueScores(ServedModel served)
{
    private readonly float[] _rented = ArrayPool<float>.Shared.Rent(served.Model.Movies.Count);

    public Span<float> Span => _rented.AsSpan(0, served.Model.Movies.Count);

    /// <summary>False where every movie has the same score: there is nothing to rank by.</summary>
    public bool Differ() => Span.Length > 0 && Span.ContainsAnyExcept(Span[0]);

    /// <summary>The best that may be shown; ties go to the lower row. What the request, the preferences and the controls say acts here, after scoring.</summary>
    /// <param name="live">Knows which movies are alike.</param>
    /// <param name="taste">Whose preferences count.</param>
    /// <param name="request">Filters and controls.</param>
    /// <param name="done">Rows that are not recommended any more, ascending.</param>
    /// <param name="weighed">The scores hold the preferences already.</param>
    /// <param name="best">Out: rows, best first.</param>
    /// <returns>How many were found.</returns>
    public int Best(LiveModelSet live, ViewerTaste taste, RecommendationRequest request, ReadOnlySpan<int> done, bool weighed, Span<int> best)
    {
        new ShelfFilter(request, taste.Preferences, served.Facts).Apply(served, Span);
        var controls = new Controls(request, weighed ? default(Wishes?) : new Wishes(served.Facts, taste.Preferences));
        if (controls.AreNone)
        {
            return Shown(best[..TopRanked.Select(Span, done, best)]);
        }

        int[] rented = ArrayPool<int>.Shared.Rent(Controls.Candidates);
        var candidates = rented.AsSpan(0, Controls.Candidates);
        int found = Shown(candidates[..TopRanked.Select(Span, done, candidates)]);
        int chosen = controls.Choose(live, served, candidates[..found], Span, best);
        ArrayPool<int>.Shared.Return(rented);
        return chosen;
    }

    /// <summary>The best, each with its evidence by id and row.</summary>
    public RankedList List(
        LiveModelSet live, ViewerTaste taste, RecommendationRequest request, ReadOnlySpan<int> done, int count, bool weighed, Func<int, int, Evidence> evidence)
    {
        int[] rented = ArrayPool<int>.Shared.Rent(count);
        var rows = rented.AsSpan(0, Best(live, taste, request, done, weighed, rented.AsSpan(0, count)));
        var ranked = new RankedMovie[rows.Length];
        for (int n = 0; n < ranked.Length; n++)
        {
            int movieId = served.Model.Movies.IdOf(rows[n]);
            ranked[n] = new RankedMovie(movieId, Span[rows[n]], evidence(movieId, rows[n]));
        }

        ArrayPool<int>.Shared.Return(rented);
        return new RankedList(served.Name, served.Model.Kind, ranked);
    }

    public void Dispose() => ArrayPool<float>.Shared.Return(_rented);

    // What may not be shown stands last, at −∞.
    private int Shown(ReadOnlySpan<int> rows)
    {
        int count = rows.Length;
        while (count > 0 && _rented[rows[count - 1]] == float.NegativeInfinity)
        {
            count--;
        }

        return count;
    }
}
