using System.Buffers;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>Guesses stars with the live predictor.</summary>
internal static class StarGuess
{
    /// <summary>Stars by movie id, 0.5 … 5; empty for a viewer without ratings or while no predictor is live.</summary>
    public static IReadOnlyDictionary<int, double> Of(LiveModelSet live, ViewerTaste taste, IReadOnlyList<int> movieIds)
    {
        var guesses = new Dictionary<int, double>(movieIds.Count);
        if (!taste.HasRatings || Predictor(live) is not { } model)
        {
            return guesses;
        }

        float[] rented = ArrayPool<float>.Shared.Rent(model.Movies.Count);
        var stars = rented.AsSpan(0, model.Movies.Count);
        using var known = taste.In(model.Movies);
        model.Predict(known.Span, stars);
        foreach (int movieId in movieIds)
        {
            if (model.Movies.TryRowOf(movieId, out int row))
            {
                guesses[movieId] = Math.Round(stars[row], 2);
            }
        }

        ArrayPool<float>.Shared.Return(rented);
        return guesses;
    }

    private static IStarPredictor? Predictor(LiveModelSet live)
    {
        foreach (var model in live.Models)
        {
            if (model.Model is IStarPredictor predictor)
            {
                return predictor;
            }
        }

        return null;
    }
}
