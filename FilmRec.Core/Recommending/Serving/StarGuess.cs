using System.Buffers;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>Guesses stars with the live predictor.</summary>
internal static class StarGuess
{
    /// <summary>Stars by movie id, 0.5 … 5; empty for a viewer without ratings or while no predictor is live.</summary>
    public static IReadOnlyDictionary<int, double> Of(LiveModelSet live, ViewerTaste taste, IReadOnlyList<int> movieIds)
    {
        var guesses = new Dictionary<int, double>(movieIds.Count);
        if (!taste.HasRatings || live.Predictor is not { } model)
        {
            return guesses;
        }

        int[] rows = ArrayPool<int>.Shared.Rent(movieIds.Count);
        float[] stars = ArrayPool<float>.Shared.Rent(movieIds.Count);
        int[] ids = ArrayPool<int>.Shared.Rent(movieIds.Count);
        int count = 0;
        foreach (int movieId in movieIds)
        {
            if (model.Movies.TryRowOf(movieId, out int row))
            {
                (rows[count], ids[count]) = (row, movieId);
                count++;
            }
        }

        using (var known = taste.In(model.Movies))
        {
            model.Predict(known.Span, rows.AsSpan(0, count), stars.AsSpan(0, count));
        }

        for (int n = 0; n < count; n++)
        {
            guesses[ids[n]] = Math.Round(stars[n], 2);
        }

        ArrayPool<int>.Shared.Return(rows);
        ArrayPool<float>.Shared.Return(stars);
        ArrayPool<int>.Shared.Return(ids);
        return guesses;
    }

}
