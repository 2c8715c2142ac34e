using System.Numerics.Tensors;

namespace FilmRec.Core.Recommending.Models.Als;

/// <summary>What ALS makes smaller with every sweep.</summary>
internal static class AlsLoss
{
    /// <summary>Σ c·(x·y − t)² over the ratings + α₀·Σ (x·y)² over all pairs + the ridges of both sides.</summary>
    /// <param name="byViewer">viewers × movies.</param>
    /// <param name="byMovie">The same, turned round.</param>
    /// <param name="viewers">Holds the viewers' factors X, XᵀX diagonal.</param>
    /// <param name="movies">The movies' factors Y in the same basis, row-major, [movies × k].</param>
    /// <param name="options">Confidences, targets and weights.</param>
    /// <remarks>O(ratings·k): with XᵀX diagonal, the sum over all pairs is Σᵢ Σₖ (XᵀX)ₖ·yᵢₖ².</remarks>
    public static double Of(AlsFeedback byViewer, AlsFeedback byMovie, AlsEquation viewers, ReadOnlySpan<float> movies, AlsOptions options)
    {
        int k = viewers.K;
        double sum = 0;
        for (int movie = 0; movie < byMovie.Rows; movie++)
        {
            var y = movies.Slice(movie * k, k);
            var columns = byMovie.ColumnsOf(movie);
            var halfStars = byMovie.HalfStarsOf(movie);
            double pairs = 0;
            for (int i = 0; i < k; i++)
            {
                pairs += viewers.Spectrum[i] * y[i] * y[i];
            }

            sum += options.UnobservedWeight * pairs + (double)viewers.RidgeOf(halfStars) * TensorPrimitives.SumOfSquares(y);
            for (int n = 0; n < columns.Length; n++)
            {
                double error = TensorPrimitives.Dot(viewers.Row(columns[n]), y) - options.TargetOf(halfStars[n]);
                sum += options.ConfidenceOf(halfStars[n]) * error * error;
            }
        }

        for (int viewer = 0; viewer < byViewer.Rows; viewer++)
        {
            sum += AlsEquation.Ridge(byViewer.HalfStarsOf(viewer), byMovie.Rows, options)
                * (double)TensorPrimitives.SumOfSquares(viewers.Row(viewer));
        }

        return sum;
    }
}
