using System.Globalization;
using FilmRec.Core.Numerics;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.Neighbours;

/// <summary>Finds for each movie those that the same viewers chose: shrunken cosine similarity.</summary>
/// <remarks>Deshpande and Karypis, "Item-Based Top-N Recommendation Algorithms" (TOIS 22, 2004); shrinkage as in Bell and Koren (ICDM 2007).</remarks>
public static class NeighboursTrainer
{
    private const int Blocks = 50;

    /// <param name="ratings">viewers × movies.</param>
    /// <param name="options">Validated here.</param>
    /// <param name="settings">Threads; the model does not depend on them.</param>
    /// <param name="progress">Told now and then.</param>
    /// <param name="cancellationToken">Looked at every few movies.</param>
    /// <remarks>Σ (ratings of a viewer)² additions. Memory: 5 bytes a rating, 12 bytes a movie and thread, 8 bytes a neighbour twice.</remarks>
    public static NeighboursModel Train(
        RatingMatrix ratings, NeighboursOptions options, TrainingSettings settings, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        options.Validate();
        cancellationToken.ThrowIfCancellationRequested();
        int movies = ratings.Movies.Count;
        float[] weights = options.Weights();
        float[] activity = [.. Enumerable.Range(0, ratings.Viewers.Count)
            .Select(viewer => (float)Math.Pow(Math.Max(1, ratings.ColumnsOf(viewer).Length), -options.ActivityExponent))];
        var (starts, raters, halfStars) = SparseTurn.Of(ratings.Starts, ratings.Columns, ratings.HalfStars, movies);
        float[] lengths = Lengths(starts, raters, halfStars, weights, activity);
        int[][] sources = new int[movies][];
        float[][] similarities = new float[movies][];
        Buffers[] buffers = [.. Enumerable.Range(0, settings.Threads).Select(_ => new Buffers(movies))];
        int step = Math.Max(1, movies / Blocks);
        for (int first = 0; first < movies; first += step)
        {
            int from = first;
            RowLoop.Run(Math.Min(step, movies - from), buffers, (n, buffer) =>
            {
                int movie = from + n;
                buffer.Clear();
                for (int place = starts[movie]; place < starts[movie + 1]; place++)
                {
                    Add(ratings, weights, raters[place], weights[halfStars[place]] * activity[raters[place]], buffer);
                }

                buffer.Sums[movie] = 0;
                Shrink(buffer, lengths[movie], lengths, options.Shrinkage);
                (sources[movie], similarities[movie]) = ItemWeights.Heaviest(buffer.Sums, options.Neighbours, buffer.Absolute);
            }, cancellationToken);
            progress.Report(new WorkProgress("Finding neighbours of films", Math.Min(first + step, movies), movies));
        }

        var found = ItemWeights.FromTargets(sources, similarities);
        progress.Report(new WorkProgress("Finding neighbours of films", movies, movies, string.Create(CultureInfo.InvariantCulture, $"{found.Count} pairs")));
        return new NeighboursModel(ratings.Movies, weights, found);
    }

    private static void Add(RatingMatrix ratings, float[] weights, int viewer, float factor, Buffers buffer)
    {
        var columns = ratings.ColumnsOf(viewer);
        var halfStars = ratings.HalfStarsOf(viewer);
        for (int n = 0; n < columns.Length; n++)
        {
            buffer.Sums[columns[n]] += factor * weights[halfStars[n]];
            buffer.Common[columns[n]]++;
        }
    }

    private static void Shrink(Buffers buffer, float length, float[] lengths, float shrinkage)
    {
        for (int other = 0; other < lengths.Length; other++)
        {
            if (buffer.Common[other] > 0)
            {
                float product = length * lengths[other];
                buffer.Sums[other] = product > 0 ? buffer.Sums[other] / product * buffer.Common[other] / (buffer.Common[other] + shrinkage) : 0;
            }
        }
    }

    private static float[] Lengths(int[] starts, int[] raters, byte[] halfStars, float[] weights, float[] activity)
    {
        float[] lengths = new float[starts.Length - 1];
        for (int movie = 0; movie < lengths.Length; movie++)
        {
            double sum = 0;
            for (int place = starts[movie]; place < starts[movie + 1]; place++)
            {
                double given = weights[halfStars[place]];
                sum += given * given * activity[raters[place]];
            }

            lengths[movie] = (float)Math.Sqrt(sum);
        }

        return lengths;
    }

    private sealed class Buffers(int movies)
    {
        public float[] Sums { get; } = new float[movies];
        public int[] Common { get; } = new int[movies];
        public float[] Absolute { get; } = new float[movies];

        public void Clear()
        {
            Sums.AsSpan().Clear();
            Common.AsSpan().Clear();
        }
    }
}
