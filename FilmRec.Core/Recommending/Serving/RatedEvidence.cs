using System.Buffers;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>Finds the ratings that carry a recommendation, by asking the model.</summary>
internal static class RatedEvidence
{
    private const int MaximumParts = 3;

    /// <summary>The heaviest ratings behind one movie, the heaviest positive one first; empty where none speaks for it.</summary>
    /// <param name="model">Ranked the movie.</param>
    /// <param name="known">What it was given.</param>
    /// <param name="movie">Row.</param>
    public static Carrier[] Of(IExplainer model, ReadOnlySpan<KnownRating> known, int movie)
    {
        float[] rented = ArrayPool<float>.Shared.Rent(known.Length);
        try
        {
            var contributions = rented.AsSpan(0, known.Length);
            model.Explain(known, [movie], contributions);
            return Heaviest(model, known, contributions);
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

        var carriers = new Carrier[count];
        for (int n = 0; n < count; n++)
        {
            carriers[n] = new Carrier(model.Movies.IdOf(known[best[n]].Movie), known[best[n]].HalfStars, contributions[best[n]] / sum);
        }

        return carriers;
    }

    // What the viewer liked comes before what they did not: nobody wants a film because of one they gave a star.
    private static bool Precedes(ReadOnlySpan<KnownRating> known, ReadOnlySpan<float> contributions, int n, int other)
    {
        bool liked = known[n].HalfStars >= ViewerTaste.PositiveHalfStars;
        bool otherLiked = known[other].HalfStars >= ViewerTaste.PositiveHalfStars;
        return liked == otherLiked ? contributions[n] > contributions[other] : liked;
    }
}
