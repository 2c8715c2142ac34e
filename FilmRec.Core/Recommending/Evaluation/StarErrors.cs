using FilmRec.Core.Recommending.Evaluation.Metrics;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Evaluation;

/// <summary>How far predicted stars are off, in stars.</summary>
/// <param name="Rmse">Root of the mean squared error.</param>
/// <param name="Mae">Mean absolute error.</param>
/// <remarks>
/// Means are over ratings. The errors of one viewer hang together, so intervals take viewers as the independent pieces (the linearised variance of a ratio:
/// Cochran, Sampling Techniques, chapter 6): with m = Σᵤ sᵤ / Σᵤ nᵤ the variance is V/(V − 1) · Σᵤ (sᵤ − m·nᵤ)² / (Σᵤ nᵤ)². They are wider, and truer, than intervals that count every rating as a witness of its own.
/// </remarks>
public readonly record struct StarErrors(Estimate Rmse, Estimate Mae)
{
    /// <param name="ratings">What was given.</param>
    /// <param name="predicted">Stars, [ratings].</param>
    public static StarErrors Of(RatingMatrix ratings, ReadOnlySpan<float> predicted) => Of(ratings, predicted, null);

    /// <summary>How much smaller (negative) or larger the root mean squared error is than another model's, rating by rating compared.</summary>
    /// <param name="ratings">What was given.</param>
    /// <param name="predicted">One model's stars, [ratings].</param>
    /// <param name="others">The other's.</param>
    public static Estimate OfDifference(RatingMatrix ratings, ReadOnlySpan<float> predicted, ReadOnlySpan<float> others)
    {
        var difference = new ViewerSums(ratings.Viewers.Count);
        var (own, other) = (new ViewerSums(ratings.Viewers.Count), new ViewerSums(ratings.Viewers.Count));
        for (int viewer = 0; viewer < ratings.Viewers.Count; viewer++)
        {
            for (int n = ratings.Starts[viewer]; n < ratings.Starts[viewer + 1]; n++)
            {
                double square = Square(predicted[n] - ratings.HalfStars[n] / 2.0);
                double otherSquare = Square(others[n] - ratings.HalfStars[n] / 2.0);
                own.Add(viewer, square);
                other.Add(viewer, otherSquare);
                difference.Add(viewer, square - otherSquare);
            }
        }

        // √a − √b = (a − b) / (√a + √b), and the roots are known far better than the difference.
        double roots = Math.Sqrt(own.Estimate().Mean) + Math.Sqrt(other.Estimate().Mean);
        var squares = difference.Estimate();
        return roots > 0 ? new Estimate(squares.Mean / roots, squares.HalfWidth / roots) : default;
    }

    /// <param name="counted">Which ratings count, [ratings]; null for all.</param>
    internal static StarErrors Of(RatingMatrix ratings, ReadOnlySpan<float> predicted, bool[]? counted)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(predicted.Length, ratings.Count);
        var squares = new ViewerSums(ratings.Viewers.Count);
        var distances = new ViewerSums(ratings.Viewers.Count);
        for (int viewer = 0; viewer < ratings.Viewers.Count; viewer++)
        {
            for (int n = ratings.Starts[viewer]; n < ratings.Starts[viewer + 1]; n++)
            {
                if (counted is null || counted[n])
                {
                    double error = predicted[n] - ratings.HalfStars[n] / 2.0;
                    squares.Add(viewer, Square(error));
                    distances.Add(viewer, Math.Abs(error));
                }
            }
        }

        // The interval of a root follows from that of the mean square: d√m = dm / 2√m.
        var square = squares.Estimate();
        double root = Math.Sqrt(square.Mean);
        return new StarErrors(new Estimate(root, root > 0 ? square.HalfWidth / (2 * root) : 0), distances.Estimate());
    }

    private static double Square(double value) => value * value;

    /// <summary>Sums and numbers of values by viewer.</summary>
    private readonly struct ViewerSums(int viewers)
    {
        private readonly double[] _sums = new double[viewers];
        private readonly int[] _counts = new int[viewers];

        public void Add(int viewer, double value)
        {
            _sums[viewer] += value;
            _counts[viewer]++;
        }

        public Estimate Estimate()
        {
            double count = _counts.Sum();
            double mean = count > 0 ? _sums.Sum() / count : 0;
            int seen = _counts.Count(one => one > 0);
            double squares = 0;
            for (int viewer = 0; viewer < _sums.Length; viewer++)
            {
                squares += Square(_sums[viewer] - mean * _counts[viewer]);
            }

            return new Estimate(mean, seen < 2 ? 0 : Metrics.Estimate.Deviations * Math.Sqrt(squares * seen / (seen - 1)) / count);
        }
    }
}
