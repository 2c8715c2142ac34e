using FilmRec.Core.Numerics;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.Blend;

/// <summary>Makes viewers of the training data new once: trains the parts without them, shows the parts what they rated but for some that they liked.</summary>
internal static class BlendCases
{
    private const int FewestLiked = 5;

    /// <param name="data">All that training may see.</param>
    /// <param name="whole">The parts as trained on all of it; those that learn nothing from ratings are taken as they are.</param>
    /// <param name="options">Folds, viewers, hidden share, candidates.</param>
    /// <param name="settings">Seed and threads; the cases do not depend on the threads.</param>
    /// <param name="progress">Told by fold and part.</param>
    /// <param name="cancellationToken">Looked at by the parts and every few viewers.</param>
    public static BlendCase[] Collect(
        TrainingData data, IReadOnlyList<IRecommender> whole, BlendOptions options, TrainingSettings settings, IProgress<WorkProgress> progress,
        CancellationToken cancellationToken)
    {
        var random = new Random(settings.Seed);
        int[] viewers = [.. Enumerable.Range(0, data.Ratings.Viewers.Count).Where(viewer => LikedOf(data.Ratings, viewer).Length >= FewestLiked)];
        random.Shuffle(viewers);
        bool once = viewers.Length > 2 * options.MostViewers;
        int folds = once ? 1 : options.Folds;
        var cases = new List<BlendCase>();
        for (int fold = 0; fold < folds; fold++)
        {
            int[] own = once ? viewers[..options.MostViewers] : [.. viewers.Where((_, n) => n % folds == fold)];
            if (own.Length == 0)
            {
                continue;
            }

            int[][] hidden = [.. own.Select(viewer => Hide(LikedOf(data.Ratings, viewer), options.HiddenShare, random))];
            var apart = own.ToHashSet();
            int[] others = [.. Enumerable.Range(0, data.Ratings.Viewers.Count).Where(viewer => !apart.Contains(viewer))];
            var rest = data with { Ratings = data.Ratings.OfViewers(others) };
            var phase = new Prefixed(progress, $"Blend, {(once ? "held-out viewers" : $"fold {fold + 1} of {folds}")}");
            var parts = BlendParts.Train(rest, [.. whole.Where(part => part is Content.ContentModel)], settings, phase, cancellationToken);
            var found = new BlendCase[own.Length];
            float[][][] buffers = [.. Enumerable.Range(0, settings.Threads).Select(_ => parts.Select(part => new float[part.Movies.Count]).ToArray())];
            RowLoop.Run(own.Length, buffers, (n, buffer) => found[n] = BlendCase.Of(
                parts, KnownOf(data.Ratings, own[n], hidden[n]), hidden[n], options.Candidates, buffer), cancellationToken);
            cases.AddRange(found);
        }

        return [.. cases];
    }

    private static int[] LikedOf(RatingMatrix ratings, int viewer)
    {
        var movies = ratings.ColumnsOf(viewer);
        var halfStars = ratings.HalfStarsOf(viewer);
        var liked = new List<int>();
        for (int n = 0; n < movies.Length; n++)
        {
            if (halfStars[n] >= Feedback.Liked)
            {
                liked.Add(movies[n]);
            }
        }

        return [.. liked];
    }

    private static int[] Hide(int[] liked, float share, Random random)
    {
        random.Shuffle(liked);
        int[] hidden = liked[..Math.Clamp((int)Math.Round(share * liked.Length), 1, liked.Length - 1)];
        Array.Sort(hidden);
        return hidden;
    }

    private static KnownRating[] KnownOf(RatingMatrix ratings, int viewer, int[] hidden)
    {
        var movies = ratings.ColumnsOf(viewer);
        var halfStars = ratings.HalfStarsOf(viewer);
        var times = ratings.RatedAtOf(viewer);
        var known = new List<KnownRating>();
        for (int n = 0; n < movies.Length; n++)
        {
            if (Array.BinarySearch(hidden, movies[n]) < 0)
            {
                known.Add(new KnownRating(movies[n], halfStars[n], times.IsEmpty ? 0 : times[n]));
            }
        }

        return [.. known];
    }

    private sealed class Prefixed(IProgress<WorkProgress> progress, string phase) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => progress.Report(value with { Phase = $"{phase}: {value.Phase}" });
    }
}
