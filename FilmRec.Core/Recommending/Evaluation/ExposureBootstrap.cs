using FilmRec.Core.Numerics;
using FilmRec.Core.Recommending.Evaluation.Metrics;

namespace FilmRec.Core.Recommending.Evaluation;

/// <summary>Coverage and Gini's coefficient of all lists together, and of viewers drawn with replacement, which tells how far they may be off.</summary>
internal static class ExposureBootstrap
{
    private const int Draws = 200;

    /// <param name="lists">Movie rows, −1 where a list is shorter, row-major, [viewers × length].</param>
    /// <param name="length">Of a list.</param>
    /// <param name="movies">Movies of the catalogue.</param>
    /// <param name="seed">The same seed draws the same viewers, so that models can be compared draw by draw.</param>
    /// <param name="threads">Results do not depend on it.</param>
    /// <param name="cancellationToken">Looked at between draws.</param>
    public static (MetricScore Coverage, MetricScore Gini) Of(int[] lists, int length, int movies, int seed, int threads, CancellationToken cancellationToken)
    {
        int viewers = lists.Length / length;
        double[] coverage = new double[Draws + 1];
        double[] gini = new double[Draws + 1];
        int[][] buffers = [.. Enumerable.Range(0, threads).Select(_ => new int[movies])];
        RowLoop.Run(Draws + 1, buffers, Draw, cancellationToken);
        return (new MetricScore($"coverage@{length}", coverage[0], coverage[1..]), new MetricScore($"gini@{length}", gini[0], gini[1..]));

        void Draw(int draw, int[] shown)
        {
            Array.Clear(shown);
            var random = new Random(unchecked((seed * 486_187_739) + draw));
            for (int n = 0; n < viewers; n++)
            {
                int viewer = draw == 0 ? n : random.Next(viewers);
                foreach (int movie in lists.AsSpan(viewer * length, length))
                {
                    if (movie >= 0)
                    {
                        shown[movie]++;
                    }
                }
            }

            coverage[draw] = Exposure.Coverage(shown);
            gini[draw] = Exposure.Gini(shown);
        }
    }
}
