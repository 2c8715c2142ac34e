using System.Numerics.Tensors;
using FilmRec.Core.Numerics;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.Factorisation;

/// <summary>Where each film stands among audiences: the leading right singular vectors of who rated what, whatever the stars.</summary>
/// <remarks>
/// What is rated says much of taste by itself (the implicit feedback of Koren, KDD 2008), and films of few stars borrow strength from films with the same audience.
/// A rating counts 1 / ((nᵤ + 5)(nᵢ + 5))^p, so that neither busy viewers nor well-known films decide alone. Subspace iteration (Golub and Van Loan, section 8.2).
/// </remarks>
internal static class Audiences
{
    private const double Damping = 5;
    private const double Exponent = 0.3;
    private const int Turns = 20;

    /// <summary>Singular vectors, each divided by the film's damping, row-major, [films × count]; zeros where there are fewer films or viewers than vectors.</summary>
    /// <param name="ratings">viewers × movies.</param>
    /// <param name="byFilm">The same.</param>
    /// <param name="count">How many vectors.</param>
    /// <param name="settings">Seed and threads; the result does not depend on the threads.</param>
    /// <param name="cancellationToken">Looked at every few rows.</param>
    /// <remarks>40 · ratings · count multiply-adds.</remarks>
    public static float[] Of(RatingMatrix ratings, RatingsByFilm byFilm, int count, TrainingSettings settings, CancellationToken cancellationToken)
    {
        float[] films = new float[byFilm.Films * count];
        float[] viewers = new float[ratings.Viewers.Count * count];
        float[] filmWeights = [.. Enumerable.Range(0, byFilm.Films).Select(film => Weight(byFilm.CountOf(film)))];
        float[] viewerWeights = [.. Enumerable.Range(0, ratings.Viewers.Count).Select(viewer => Weight(ratings.ColumnsOf(viewer).Length))];
        int[] threads = new int[settings.Threads];
        GaussianNoise.Fill(films, 1, settings.Seed);
        for (int turn = 0; turn < Turns && count > 0; turn++)
        {
            RowLoop.Run(ratings.Viewers.Count, threads, (viewer, _) =>
                Gather(ratings.ColumnsOf(viewer), filmWeights, films, viewerWeights[viewer], viewers.AsSpan(viewer * count, count)), cancellationToken);
            RowLoop.Run(byFilm.Films, threads, (film, _) =>
                Gather(byFilm.ViewersOf(film), viewerWeights, viewers, filmWeights[film], films.AsSpan(film * count, count)), cancellationToken);
            Orthonormalise(films, count);
        }

        for (int film = 0; film < byFilm.Films; film++)
        {
            var row = films.AsSpan(film * count, count);
            TensorPrimitives.Multiply(row, filmWeights[film], row);
        }

        return films;
    }

    private static float Weight(int ratings) => (float)Math.Pow(ratings + Damping, -Exponent);

    private static void Gather(ReadOnlySpan<int> others, float[] weights, float[] rows, float own, Span<float> sum)
    {
        sum.Clear();
        foreach (int other in others)
        {
            TensorPrimitives.MultiplyAdd(rows.AsSpan(other * sum.Length, sum.Length), own * weights[other], sum, sum);
        }
    }

    /// <summary>Gram and Schmidt, column by column.</summary>
    private static void Orthonormalise(float[] rows, int count)
    {
        for (int column = 0; column < count; column++)
        {
            double before = Dot(rows, count, column, column);
            for (int other = 0; other < column; other++)
            {
                Add(rows, count, column, other, -Dot(rows, count, column, other));
            }

            // What is left of a column that depends on those before it is noise of rounding.
            double square = Dot(rows, count, column, column);
            Add(rows, count, column, column, square > 1e-8 * before && before > 0 ? 1 / Math.Sqrt(square) - 1 : -1);
        }
    }

    private static double Dot(float[] rows, int count, int column, int other)
    {
        double sum = 0;
        for (int start = 0; start < rows.Length; start += count)
        {
            sum += (double)rows[start + column] * rows[start + other];
        }

        return sum;
    }

    private static void Add(float[] rows, int count, int column, int other, double factor)
    {
        for (int start = 0; start < rows.Length; start += count)
        {
            rows[start + column] += (float)(factor * rows[start + other]);
        }
    }
}
