using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Factorisation;

namespace FilmRec.Tests.Recommending.Models.Factorisation;

/// <summary>The fold-in as its equations say it, in double precision, with dense inverses.</summary>
internal static class NaiveFoldIn
{
    public static double[] Direction(StarPosterior posterior, KnownRating[] known)
    {
        var layout = posterior.Layout;
        double[] direction = new double[layout.ExpectedWidth];
        direction[layout.MeanBias] = 1;
        double alpha = posterior.Noise[0];
        for (int draw = 0; draw < layout.Draws; draw++)
        {
            double[] tastes = Solve(posterior, known, draw, draw == 0 ? 4 : 0, ref alpha);
            for (int i = 0; i < layout.Tastes; i++)
            {
                int place = i < layout.Traits ? i : layout.Expected(draw) + i - layout.Traits;
                direction[place] += tastes[i] / layout.Draws;
            }
        }

        return direction;
    }

    /// <summary>The precision of the viewer's noise, after the turns of the first draw.</summary>
    public static double Noise(StarPosterior posterior, KnownRating[] known)
    {
        double alpha = posterior.Noise[0];
        Solve(posterior, known, 0, 4, ref alpha);
        return alpha;
    }

    private static double[] Solve(StarPosterior posterior, KnownRating[] known, int draw, int turns, ref double alpha)
    {
        var layout = posterior.Layout;
        int size = layout.Tastes;
        var prior = posterior.Priors[draw];
        double[,] gram = new double[size, size];
        double[][] rows = [.. known.Select(rating => Row(posterior, rating, draw))];
        double[] y = [.. known.Select(rating => rating.HalfStars / 2.0 - posterior.Level - posterior.Drawn[rating.Movie * layout.DrawnWidth + layout.Bias(draw)])];
        double[] tastes = [];
        for (int turn = 0; turn <= turns; turn++)
        {
            double[,] system = new double[size, size];
            double[] right = new double[size];
            for (int i = 0; i < size; i++)
            {
                for (int j = 0; j < size; j++)
                {
                    gram[i, j] = rows.Sum(row => row[i] * row[j]);
                    system[i, j] = alpha * gram[i, j] + prior.Precision[i * size + j];
                    right[i] += prior.Precision[i * size + j] * prior.Mean[j];
                }

                right[i] += alpha * rows.Zip(y, (row, value) => row[i] * value).Sum();
            }

            double[,] inverse = Inverse(system);
            tastes = [.. Enumerable.Range(0, size).Select(i => Enumerable.Range(0, size).Sum(j => inverse[i, j] * right[j]))];
            if (turn < turns)
            {
                double residual = rows.Zip(y, (row, value) => Math.Pow(value - row.Zip(tastes, (z, a) => z * a).Sum(), 2)).Sum();
                double spread = Enumerable.Range(0, size).Sum(i => Enumerable.Range(0, size).Sum(j => gram[i, j] * inverse[j, i]));
                alpha = (posterior.NoiseFreedom + known.Length) / (posterior.NoiseFreedom / posterior.Noise[draw] + residual + spread);
            }
        }

        return tastes;
    }

    private static double[] Row(StarPosterior posterior, KnownRating rating, int draw)
    {
        var layout = posterior.Layout;
        var film = posterior.Drawn.AsSpan(rating.Movie * layout.DrawnWidth, layout.DrawnWidth);
        return [.. film[..layout.Traits].ToArray().Concat(film.Slice(layout.Drawn(draw), layout.Factors).ToArray()).Select(value => (double)value)];
    }

    /// <summary>Gauss and Jordan, with pivots.</summary>
    private static double[,] Inverse(double[,] matrix)
    {
        int size = matrix.GetLength(0);
        double[,] left = (double[,])matrix.Clone();
        double[,] right = new double[size, size];
        for (int i = 0; i < size; i++)
        {
            right[i, i] = 1;
        }

        for (int column = 0; column < size; column++)
        {
            int pivot = Enumerable.Range(column, size - column).MaxBy(row => Math.Abs(left[row, column]));
            for (int j = 0; j < size; j++)
            {
                (left[column, j], left[pivot, j]) = (left[pivot, j], left[column, j]);
                (right[column, j], right[pivot, j]) = (right[pivot, j], right[column, j]);
            }

            double divisor = left[column, column];
            for (int j = 0; j < size; j++)
            {
                left[column, j] /= divisor;
                right[column, j] /= divisor;
            }

            for (int row = 0; row < size; row++)
            {
                double factor = left[row, column];
                for (int j = 0; row != column && j < size; j++)
                {
                    left[row, j] -= factor * left[column, j];
                    right[row, j] -= factor * right[column, j];
                }
            }
        }

        return right;
    }
}
