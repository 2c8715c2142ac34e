using System.Numerics.Tensors;

namespace FilmRec.Core.Recommending.Models.Als;

/// <summary>What ALS makes smaller with every sweep.</summary>
internal static class AlsLoss
{
    /// <summary>Σ c·(x·y − t)² over the ratings + α₀·Σ (x·y)² over all pairs + the ridges of both sides.</summary>
    /// <param name="byViewer">viewers × movies.</param>
    /// <param name="byMovie">The same, turned round.</param>
    /// <param name="viewers">Holds the viewers' factors.</param>
    /// <param name="movies">Holds the movies' factors.</param>
    /// <param name="options">Confidences, targets and weights.</param>
    /// <remarks>O(ratings·k + k²): the sum over all pairs is the inner product of the two Gram matrices.</remarks>
    public static double Of(AlsFeedback byViewer, AlsFeedback byMovie, AlsEquation viewers, AlsEquation movies, AlsOptions options)
        => Fit(byViewer, viewers, movies, options)
            + options.UnobservedWeight * AllPairs(viewers.Gram, movies.Gram, options.Factors)
            + Ridges(byViewer, viewers, movies, options)
            + Ridges(byMovie, movies, viewers, options);

    private static double Fit(AlsFeedback byViewer, AlsEquation viewers, AlsEquation movies, AlsOptions options)
    {
        int k = options.Factors;
        double sum = 0;
        for (int viewer = 0; viewer < byViewer.Rows; viewer++)
        {
            var x = viewers.Factors.AsSpan(viewer * k, k);
            var columns = byViewer.ColumnsOf(viewer);
            var halfStars = byViewer.HalfStarsOf(viewer);
            for (int n = 0; n < columns.Length; n++)
            {
                double error = TensorPrimitives.Dot<float>(x, movies.Factors.AsSpan(columns[n] * k, k)) - options.TargetOf(halfStars[n]);
                sum += options.ConfidenceOf(halfStars[n]) * error * error;
            }
        }

        return sum;
    }

    private static double AllPairs(ReadOnlySpan<float> viewers, ReadOnlySpan<float> movies, int k)
    {
        double sum = 0;
        for (int i = 0; i < k; i++)
        {
            // The lower triangle stands for both halves; the diagonal counts once.
            double below = TensorPrimitives.Dot(viewers.Slice(i * k, i), movies.Slice(i * k, i));
            sum += 2 * below + (double)viewers[i * k + i] * movies[i * k + i];
        }

        return sum;
    }

    private static double Ridges(AlsFeedback feedback, AlsEquation own, AlsEquation other, AlsOptions options)
    {
        int k = options.Factors;
        double sum = 0;
        for (int row = 0; row < feedback.Rows; row++)
        {
            double weight = 0;
            foreach (byte halfStars in feedback.HalfStarsOf(row))
            {
                weight += options.ConfidenceOf(halfStars);
            }

            sum += other.RidgeOf(weight) * (double)TensorPrimitives.SumOfSquares<float>(own.Factors.AsSpan(row * k, k));
        }

        return sum;
    }
}
