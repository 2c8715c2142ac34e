using System.Numerics.Tensors;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.Trends;

/// <summary>Counts how popular each movie was at each of a number of moments.</summary>
public static class TrendsTrainer
{
    private const double SecondsPerDay = 86_400;

    /// <param name="ratings">viewers × movies; without times everything happened at one moment.</param>
    /// <param name="options">Validated here.</param>
    /// <param name="cancellationToken">Looked at before and after counting.</param>
    /// <remarks>O(ratings + moments·movies) time, 4 bytes a moment and movie.</remarks>
    public static TrendsModel Train(RatingMatrix ratings, TrendsOptions options, CancellationToken cancellationToken)
    {
        options.Validate();
        cancellationToken.ThrowIfCancellationRequested();
        int movies = ratings.Movies.Count;
        var (first, last) = Span(ratings);
        int moments = last > first ? options.Moments : 1;
        double seconds = Math.Max(1, ((double)last - first) / moments);
        float[] counts = new float[moments * movies];
        for (int viewer = 0; viewer < ratings.Viewers.Count; viewer++)
        {
            var columns = ratings.ColumnsOf(viewer);
            var halfStars = ratings.HalfStarsOf(viewer);
            var times = ratings.RatedAtOf(viewer);
            for (int n = 0; n < columns.Length; n++)
            {
                int moment = times.IsEmpty ? 0 : Math.Min(moments - 1, (int)((times[n] - first) / seconds));
                counts[moment * movies + columns[n]] += halfStars[n] >= options.PositiveHalfStars ? 1 : (float)options.ChosenWeight;
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        float decay = (float)Math.Pow(0.5, seconds / (options.HalfLifeDays * SecondsPerDay));
        return new TrendsModel(ratings.Movies, first, seconds, Spread(counts, moments, movies, decay, (float)options.LastingShare));
    }

    private static (uint First, uint Last) Span(RatingMatrix ratings)
    {
        uint first = uint.MaxValue;
        uint last = 0;
        for (int viewer = 0; viewer < ratings.Viewers.Count; viewer++)
        {
            foreach (uint time in ratings.RatedAtOf(viewer))
            {
                first = Math.Min(first, time);
                last = Math.Max(last, time);
            }
        }

        return first <= last ? (first, last) : (0, 0);
    }

    /// <summary>lasting·Σ counts + (1 − lasting)·Σ counts·decay^distance, for every moment: one pass forwards and one back.</summary>
    private static float[] Spread(float[] counts, int moments, int movies, float decay, float lasting)
    {
        float[] spread = new float[counts.Length];
        float[] running = new float[movies];
        float[] all = new float[movies];
        for (int moment = 0; moment < moments; moment++)
        {
            var here = counts.AsSpan(moment * movies, movies);
            TensorPrimitives.MultiplyAdd(running, decay, here, running);
            TensorPrimitives.Add(all, here, all);
            running.CopyTo(spread.AsSpan(moment * movies));
        }

        running.AsSpan().Clear();
        for (int moment = moments - 1; moment >= 0; moment--)
        {
            var here = spread.AsSpan(moment * movies, movies);
            TensorPrimitives.Multiply(running, decay, running);
            TensorPrimitives.Add(here, running, here);
            TensorPrimitives.Multiply(here, 1 - lasting, here);
            TensorPrimitives.MultiplyAdd(all, lasting, here, here);
            TensorPrimitives.Add(running, counts.AsSpan(moment * movies, movies), running);
        }

        return spread;
    }
}
