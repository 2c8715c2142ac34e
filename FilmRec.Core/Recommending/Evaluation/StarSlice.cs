using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Evaluation;

/// <summary>The ratings for which about as much was known.</summary>
/// <param name="Name">Short and stable: "film 5–19" is a film that 5 to 19 viewers rated in training, "viewer 0" one of whom nothing is known.</param>
/// <param name="Ratings">How many.</param>
/// <param name="Errors">Over these ratings.</param>
public sealed record StarSlice(string Name, int Ratings, StarErrors Errors)
{
    /// <summary>Where each slice begins, in known ratings.</summary>
    private static readonly int[] Beginnings = [0, 1, 5, 20, 100];

    /// <summary>Slices by film, then by viewer; those without a rating are left out.</summary>
    internal static IEnumerable<StarSlice> Of(RatingMatrix ratings, float[] predicted, KnownCounts known)
    {
        foreach (var (side, counts) in new[] { ("film", known.Film), ("viewer", known.Viewer) })
        {
            for (int slice = 0; slice < Beginnings.Length; slice++)
            {
                int first = Beginnings[slice];
                int end = slice + 1 < Beginnings.Length ? Beginnings[slice + 1] : int.MaxValue;
                bool[] counted = [.. counts.Select(count => count >= first && count < end)];
                if (counted.Contains(true))
                {
                    string range = end == int.MaxValue ? $"{first}+" : end == first + 1 ? $"{first}" : $"{first}–{end - 1}";
                    yield return new StarSlice($"{side} {range}", counted.Count(one => one), StarErrors.Of(ratings, predicted, counted));
                }
            }
        }
    }
}

/// <summary>How many ratings training held of the film and of the viewer, by rating, [ratings] each.</summary>
internal sealed record KnownCounts(int[] Film, int[] Viewer);
