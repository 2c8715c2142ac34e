using System.Diagnostics;
using FilmRec.Core.Accounts;
using FilmRec.Core.Numerics;
using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Als;
using FilmRec.Core.Recommending.Models.Blend;
using FilmRec.Core.Recommending.Models.Content;
using FilmRec.Core.Recommending.Models.Ease;
using FilmRec.Core.Recommending.Models.Neighbours;
using FilmRec.Core.Recommending.Models.Trends;
using FilmRec.Core.Recommending.Serving;

namespace FilmRec.Core.Benchmarks;

/// <summary>One recommendation as a server makes it once it has read the viewer's signals: fold-in, blend of all parts, filters, the best 20, their reasons. One thread.</summary>
/// <remarks>
/// Speed depends on the sizes of the parts and on how much is known of the viewer, not on what the weights say. So ALS is trained, in two sweeps; EASE, neighbours, trends and content, whose
/// training would take minutes, are filled with numbers at the sizes that their default options keep. The viewers are those nearest to the median number of ratings.
/// </remarks>
internal sealed class RecommendBench : IBench
{
    private const int Wanted = 20;
    private const int Viewers = 2_000;
    private const int Sweeps = 2;
    private const uint Start = 1_100_000_000;
    private const uint Evening = 3 * 3600;
    private const uint Span = 10 * 365 * 86_400;

    public string Name => "recommend";
    public string Summary => "one recommendation with reasons for a median viewer (ALS trained in 2 sweeps; EASE, neighbours, trends and content filled at their pruned size)";

    public IReadOnlyList<BenchResult> Run(BenchSettings settings, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        var ratings = InventedRatings.Create(settings.Shape, settings.Seed, progress, cancellationToken);
        var tastes = MedianTastes(ratings, settings.Seed);
        return [.. settings.Factors.Select(factors => Measure(ratings, tastes, factors, settings, progress, cancellationToken))];
    }

    private static BenchResult Measure(
        RatingMatrix ratings, ViewerTaste[] tastes, int factors, BenchSettings settings, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        var ease = new EaseOptions();
        var live = Live(ratings, factors, ease, settings, progress, cancellationToken);
        var request = new RecommendationRequest { Limit = Wanted };
        PeakMemory.Reset();
        int next = 0;
        BenchClock.WarmUp(() => Ranking.Rank(live, tastes[next++ % tastes.Length], request, Wanted));

        double[] microseconds = new double[tastes.Length * settings.Iterations];
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        for (int n = 0; n < microseconds.Length; n++)
        {
            long start = Stopwatch.GetTimestamp();
            Ranking.Rank(live, tastes[n % tastes.Length], request, Wanted);
            microseconds[n] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        return new BenchResult("recommend").With("factors", factors)
            .With("microseconds_p50", BenchClock.Quantile(microseconds, 0.5)).With("microseconds_p99", BenchClock.Quantile(microseconds, 0.99))
            .With("allocated_bytes", Math.Round((double)allocated / microseconds.Length)).With("ratings_of_the_viewer", tastes[tastes.Length / 2].Signals.Count)
            .With("trained_sweeps_of_als", Sweeps).With("filled_ease_weights_per_movie", ease.WeightsPerMovie)
            .With("filled_neighbours_per_movie", new NeighboursOptions().Neighbours).WithPeakMemory();
    }

    private static LiveModelSet Live(
        RatingMatrix ratings, int factors, EaseOptions ease, BenchSettings settings, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        int movies = ratings.Movies.Count;
        var dice = new Dice((ulong)settings.Seed);
        var als = AlsTrainer.Train(
            ratings, new AlsOptions { Factors = factors, Sweeps = Sweeps }, new TrainingSettings(settings.Seed, settings.Threads), progress, cancellationToken);
        IRecommender[] parts =
        [
            new EaseModel(ratings.Movies, Weights(movies, Math.Min(movies, ease.DenseMovies), ease.WeightsPerMovie, ref dice), Ones()),
            als,
            new NeighboursModel(ratings.Movies, Ones(), Neighbours(movies, new NeighboursOptions().Neighbours, ref dice)),
            new TrendsModel(ratings.Movies, Start, (double)Span / new TrendsOptions().Moments, Noise(new TrendsOptions().Moments * movies, settings.Seed)),
            new ContentModel(ratings.Movies, new ContentOptions().Factors, new ContentOptions().NeutralHalfStars, Noise(movies * new ContentOptions().Factors, settings.Seed + 1)),
        ];
        float[] weights = new float[parts.Length * BlendWeights.Slices];
        weights.AsSpan().Fill(1);
        var facts = new MovieFacts([.. Enumerable.Range(0, 20).Select(n => $"Genre {n}")], new ulong[movies], new short[movies]);
        int[] popularity = new int[movies];
        for (int movie = 0; movie < movies; movie++)
        {
            (facts.Genres[movie], facts.Years[movie]) = ((1UL << dice.Below(20)) | (1UL << dice.Below(20)), (short)(1930 + dice.Below(95)));
        }

        foreach (int movie in ratings.Columns)
        {
            popularity[movie]++;
        }

        return new LiveModelSet([ServedModel.Of(1, new BlendModel(ratings.Movies, parts, new BlendWeights(weights)), ratings.Movies, facts, popularity)]);
    }

    /// <summary>Those of the middle by number of ratings, each of whom rated in one to three evenings.</summary>
    private static ViewerTaste[] MedianTastes(RatingMatrix ratings, int seed)
    {
        var dice = new Dice((ulong)seed);
        int[] bySize = [.. Enumerable.Range(0, ratings.Viewers.Count).OrderBy(viewer => ratings.ColumnsOf(viewer).Length)];
        int count = Math.Min(Viewers, bySize.Length);
        var tastes = new ViewerTaste[count];
        for (int n = 0; n < count; n++)
        {
            int viewer = bySize[(bySize.Length - count) / 2 + n];
            var signals = new ViewerSignal[ratings.ColumnsOf(viewer).Length];
            uint[] evenings = new uint[1 + dice.Below(3)];
            for (int evening = 0; evening < evenings.Length; evening++)
            {
                evenings[evening] = Start + (uint)dice.Below((int)Span);
            }

            for (int place = 0; place < signals.Length; place++)
            {
                signals[place] = new ViewerSignal(ratings.Movies.IdOf(ratings.ColumnsOf(viewer)[place]), SignalKind.Rating, ratings.HalfStarsOf(viewer)[place],
                    evenings[dice.Below(evenings.Length)] + (uint)dice.Below((int)Evening));
            }

            tastes[n] = new ViewerTaste(new ViewerSignals(viewer, 1, new ViewerPreferences(viewer), signals));
        }

        return tastes;
    }

    private static ItemWeights Weights(int movies, int rows, int perMovie, ref Dice dice)
    {
        int[][] columns = new int[movies][];
        float[][] weights = new float[movies][];
        for (int movie = 0; movie < movies; movie++)
        {
            columns[movie] = new int[movie < rows ? Math.Min(perMovie, movies) : 0];
            Scatter(columns[movie], movies, ref dice);
            weights[movie] = Noise(columns[movie].Length, movie);
        }

        return ItemWeights.FromKnown(columns, weights);
    }

    private static ItemWeights Neighbours(int movies, int perMovie, ref Dice dice)
    {
        int[][] sources = new int[movies][];
        float[][] weights = new float[movies][];
        for (int movie = 0; movie < movies; movie++)
        {
            sources[movie] = new int[Math.Min(perMovie, movies)];
            Scatter(sources[movie], movies, ref dice);
            weights[movie] = Noise(sources[movie].Length, movie);
        }

        return ItemWeights.FromTargets(sources, weights);
    }

    /// <summary>Different movies, ascending, spread over all.</summary>
    private static void Scatter(Span<int> columns, int movies, ref Dice dice)
    {
        for (int n = 0; n < columns.Length; n++)
        {
            int from = (int)((long)n * movies / columns.Length);
            int to = (int)((long)(n + 1) * movies / columns.Length);
            columns[n] = from + dice.Below(to - from);
        }
    }

    private static float[] Ones()
    {
        float[] weights = new float[Feedback.Codes];
        weights.AsSpan().Fill(1);
        return weights;
    }

    private static float[] Noise(int count, int seed)
    {
        float[] values = new float[count];
        GaussianNoise.Fill(values, 0.05f, seed);
        return values;
    }
}
