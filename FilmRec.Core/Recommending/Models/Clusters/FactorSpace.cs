using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using FilmRec.Core.Numerics;
using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models.Als;

namespace FilmRec.Core.Recommending.Models.Clusters;

/// <summary>Places viewers by factors of taste: who likes the same films lies in the same direction, whatever their genres are called.</summary>
/// <param name="als">A small model that is trained for this alone.</param>
internal sealed class FactorSpace(AlsModel als)
{
    public const int MaximumFactors = 64;

    public AlsModel Als => als;
    public int Columns => als.Options.Factors;

    public static FactorSpace Train(
        RatingMatrix ratings, int factors, TrainingSettings settings, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
        => new(AlsTrainer.Train(ratings, new AlsOptions { Factors = factors }, settings, progress, cancellationToken));

    /// <summary>The direction of a viewer's factors; zeros where nothing is known that counts.</summary>
    /// <param name="known">As in <see cref="IRecommender.Score"/>.</param>
    /// <param name="point">Out: of length 1, [columns].</param>
    public void Place(ReadOnlySpan<KnownRating> known, Span<float> point)
    {
        als.FoldIn(known, point);
        float length = TensorPrimitives.Norm<float>(point);
        if (length > 0)
        {
            TensorPrimitives.Divide(point, length, point);
        }
    }

    /// <summary>Points of the viewers who have rated, [active × columns].</summary>
    public float[] PlaceAll(RatingMatrix ratings, int threads, CancellationToken cancellationToken)
    {
        int[] active = [.. Enumerable.Range(0, ratings.Viewers.Count).Where(viewer => ratings.ColumnsOf(viewer).Length > 0)];
        float[] points = new float[active.Length * Columns];
        List<KnownRating>[] buffers = [.. Enumerable.Range(0, threads).Select(_ => new List<KnownRating>())];
        RowLoop.Run(active.Length, buffers, (n, known) =>
        {
            var columns = ratings.ColumnsOf(active[n]);
            var halfStars = ratings.HalfStarsOf(active[n]);
            known.Clear();
            for (int place = 0; place < columns.Length; place++)
            {
                known.Add(new KnownRating(columns[place], halfStars[place]));
            }

            Place(CollectionsMarshal.AsSpan(known), points.AsSpan(n * Columns, Columns));
        }, cancellationToken);
        return points;
    }
}
