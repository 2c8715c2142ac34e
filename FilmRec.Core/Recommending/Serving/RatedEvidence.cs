using System.Buffers;
using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>Finds the signals that carry recommendations, by asking the model once for the whole list.</summary>
internal static class RatedEvidence
{
    private const int MaximumParts = 3;

    /// <summary>For each movie what carries it, the heaviest first that speaks for it; empty where nothing does.</summary>
    /// <param name="model">Ranked the movies.</param>
    /// <param name="known">What it was given.</param>
    /// <param name="movies">Rows.</param>
    /// <param name="carriers">Out: [movies].</param>
    public static void Find(IExplainer model, ReadOnlySpan<KnownRating> known, ReadOnlySpan<int> movies, Span<Carrier[]> carriers)
    {
        float[] rented = ArrayPool<float>.Shared.Rent(movies.Length * known.Length);
        try
        {
            var contributions = rented.AsSpan(0, movies.Length * known.Length);
            model.Explain(known, movies, contributions);
            for (int n = 0; n < movies.Length; n++)
            {
                carriers[n] = Heaviest(model, known, contributions.Slice(n * known.Length, known.Length));
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    private static Carrier[] Heaviest(IExplainer model, ReadOnlySpan<KnownRating> known, ReadOnlySpan<float> contributions)
    {
        Span<int> best = stackalloc int[MaximumParts];
        int count = 0;
        float sum = 0;
        for (int n = 0; n < contributions.Length; n++)
        {
            if (contributions[n] <= 0)
            {
                continue;
            }

            sum += contributions[n];
            int place = count;
            while (place > 0 && Precedes(known, contributions, n, best[place - 1]))
            {
                place--;
            }

            if (place < MaximumParts)
            {
                count = Math.Min(count + 1, MaximumParts);
                best[place..(count - 1)].CopyTo(best[(place + 1)..]);
                best[place] = n;
            }
        }

        // Nobody wants a film because of one they gave a star.
        if (count == 0 || !ViewerTaste.IsLiking(known[best[0]]))
        {
            return [];
        }

        var carriers = new Carrier[count];
        for (int n = 0; n < count; n++)
        {
            var part = known[best[n]];
            carriers[n] = new Carrier(model.Movies.IdOf(part.Movie), KindOf(part.Signal), part.HalfStars, contributions[best[n]] / sum);
        }

        return carriers;
    }

    private static bool Precedes(ReadOnlySpan<KnownRating> known, ReadOnlySpan<float> contributions, int n, int other)
    {
        bool liked = ViewerTaste.IsLiking(known[n]);
        bool otherLiked = ViewerTaste.IsLiking(known[other]);
        return liked == otherLiked ? contributions[n] > contributions[other] : liked;
    }

    internal static SignalKind KindOf(Signal signal) => signal switch
    {
        Signal.Watch => SignalKind.Watch,
        Signal.Watchlist => SignalKind.Watchlist,
        Signal.NotInterested => SignalKind.Hidden,
        _ => SignalKind.Rating,
    };
}
