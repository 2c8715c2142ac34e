using FilmRec.Core.Numerics;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Popularity;
using FilmRec.Core.Recommending.Models.Trends;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>Lists of the home page that are the same for all viewers: made once for each set of live models, and kept while it is live.</summary>
internal sealed class SharedShelves
{
    /// <summary>So many are kept of each list; the viewer's own films leave it before it is shown.</summary>
    public const int Kept = 120;

    /// <summary>Among so many little known films the viewer's gems are looked for.</summary>
    public const int GemsKept = 400;

    // Rated by so few, a mean is chance.
    private const int FewestRatings = 5;

    private volatile Made? _made;

    public Lists Of(LiveModelSet live)
    {
        if (_made is not { } made || made.Number != live.Number)
        {
            _made = made = new Made(live.Number, new Lists(Trending(live), Gems(live), CountOf(live))); // twice at worst, with the same result
        }

        return made.Lists;
    }

    private static int[] Trending(LiveModelSet live)
    {
        if (Find<TrendsModel>(live) is not var (served, model))
        {
            return [];
        }

        float[] scores = new float[model.Movies.Count];
        model.Score([], scores);
        return Best(served, scores, Kept);
    }

    // Rated by no more people than the middle one of the films that enough people have rated.
    private static int[] Gems(LiveModelSet live)
    {
        if (Find<PopularityModel>(live) is not var (served, model))
        {
            return [];
        }

        int[] counts = [.. served.Ratings.Where(count => count >= FewestRatings).Order()];
        if (counts.Length == 0)
        {
            return [];
        }

        int few = counts[counts.Length / 2];
        float[] scores = new float[model.Movies.Count];
        for (int row = 0; row < scores.Length; row++)
        {
            scores[row] = served.Ratings[row] >= FewestRatings && served.Ratings[row] <= few ? model.DampedMeans[row] : 0;
        }

        return Best(served, scores, GemsKept);
    }

    // Live in its own right, or as part of another, whose rows it shares.
    private static (ServedModel Served, TModel Model)? Find<TModel>(LiveModelSet live)
        where TModel : class, ITrainedModel
    {
        foreach (var served in live.Models)
        {
            if (LiveModelSet.PartsOf(served.Model).OfType<TModel>().FirstOrDefault() is { } model)
            {
                return (served, model);
            }
        }

        return null;
    }

    private static int? CountOf(LiveModelSet live)
        => live.Models.Where(model => model.Model is IRecommender).Select(model => (int?)model.InCatalogue.Count(there => there)).Max();

    private static int[] Best(ServedModel served, float[] scores, int count)
    {
        for (int row = 0; row < scores.Length; row++)
        {
            scores[row] = served.InCatalogue[row] ? scores[row] : 0;
        }

        int[] best = new int[count];
        best = best[..TopRanked.Select(scores, [], best)];
        return [.. best.TakeWhile(row => scores[row] > 0).Select(served.Model.Movies.IdOf)];
    }

    /// <param name="Trending">Movie ids, liked most lately first.</param>
    /// <param name="Gems">Movie ids of films that few have rated, best mean first.</param>
    /// <param name="Movies">Movies that can be recommended; null while no model is live.</param>
    internal sealed record Lists(int[] Trending, int[] Gems, int? Movies);

    private sealed record Made(long Number, Lists Lists);
}
