using System.Buffers;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>Guesses stars with the live predictor, for the movies that are shown alone.</summary>
internal static class StarGuess
{
    /// <summary>Stars by movie id, 0.5 … 5; empty for a viewer without ratings or while no predictor is live. Movies that it does not know are left out.</summary>
    public static IReadOnlyDictionary<int, double> Of(LiveModelSet live, ViewerTaste taste, IReadOnlyList<int> movieIds)
    {
        var guesses = new Dictionary<int, double>(movieIds.Count);
        if (!taste.HasRatings || live.Predictor is not { } model)
        {
            return guesses;
        }

        int[] rentedRows = ArrayPool<int>.Shared.Rent(movieIds.Count);
        float[] rentedStars = ArrayPool<float>.Shared.Rent(movieIds.Count);
        int count = 0;
        foreach (int movieId in movieIds)
        {
            if (model.Movies.TryRowOf(movieId, out int row))
            {
                rentedRows[count++] = row;
            }
        }

        using var known = taste.In(model.Movies);
        model.Predict(known.Span, rentedRows.AsSpan(0, count), rentedStars.AsSpan(0, count));
        for (int n = 0; n < count; n++)
        {
            guesses[model.Movies.IdOf(rentedRows[n])] = Math.Round(rentedStars[n], 2);
        }

        ArrayPool<int>.Shared.Return(rentedRows);
        ArrayPool<float>.Shared.Return(rentedStars);
        return guesses;
    }
}
