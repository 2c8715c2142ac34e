using FilmRec.Core.Recommending.Evaluation.Metrics;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Evaluation;

/// <summary>How well known each movie is in the training data of a fold.</summary>
/// <param name="Bits">Self-information by movie row, [movies].</param>
/// <param name="IsHead">Whether it is one of the most rated movies that hold half of all ratings between them, [movies].</param>
internal sealed record Popularity(double[] Bits, bool[] IsHead)
{
    public static Popularity Of(RatingMatrix training)
    {
        int[] raters = new int[training.Movies.Count];
        foreach (int movie in training.Columns)
        {
            raters[movie]++;
        }

        bool[] isHead = new bool[raters.Length];
        long held = 0;
        foreach (int movie in Enumerable.Range(0, raters.Length).OrderByDescending(movie => raters[movie]).ThenBy(movie => movie))
        {
            if (2 * held >= training.Count)
            {
                break;
            }

            isHead[movie] = true;
            held += raters[movie];
        }

        return new Popularity(Novelty.BitsOf(raters, training.Viewers.Count), isHead);
    }
}
