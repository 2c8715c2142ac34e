using System.Buffers;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Clusters;
using FilmRec.Core.Recommending.Models.Popularity;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>Ranks the movies of the live models for one viewer. In memory, with rented buffers; O(movies) beyond what the model costs.</summary>
public static class Ranking
{
    /// <summary>The best list that the live models and what is known of the viewer allow; null when no model is live that ranks.</summary>
    /// <param name="live">Taken once for the whole request.</param>
    /// <param name="taste">Of the viewer.</param>
    /// <param name="request">Without problems.</param>
    /// <param name="count">Movies wanted.</param>
    public static RankedList? Rank(LiveModelSet live, ViewerTaste taste, RecommendationRequest request, int count)
    {
        if (taste.HasLiking)
        {
            if (live.Explainer is { } explainer && Explained(live, explainer, taste, request, count) is { } explained)
            {
                return explained;
            }

            if (live.Find(ClusterModel.Name) is { Model: ClusterModel clusters } served)
            {
                using var known = taste.In(clusters.Movies);
                return Clustered(live, served, clusters, clusters.ClusterOf(known.Span), taste, request, count, wishes: false);
            }
        }
        else if (taste.Preferences.FavouriteGenres.Count > 0 && live.Find(ClusterModel.Name) is { Model: ClusterModel clusters } served
            && clusters.ClusterFor(taste.Preferences.FavouriteGenres) is { } cluster)
        {
            return Clustered(live, served, clusters, cluster, taste, request, count, wishes: true);
        }

        return live.Find(PopularityModel.Name) is { Model: IRecommender } popularity ? Popular(live, popularity, taste, request, count)
            : live.Models.FirstOrDefault(model => model.Model is IRecommender) is { } any ? Popular(live, any, taste, request, count)
            : null;
    }

    /// <summary>What of the viewer's speaks for one movie, or null where the live model finds nothing.</summary>
    internal static Evidence? Explain(LiveModelSet live, ViewerTaste taste, int movieId)
    {
        if (live.Explainer is not { Model: IExplainer model } || !model.Movies.TryRowOf(movieId, out int row))
        {
            return null;
        }

        using var known = taste.In(model.Movies);
        var found = new Carrier[1][];
        RatedEvidence.Find(model, known.Span, [row], found);
        return found[0].Length > 0 ? new Evidence(ReasonKind.Rated, null, found[0]) : null;
    }

    /// <summary>Null where the model knows nothing that the viewer liked, or cannot tell the movies apart by it.</summary>
    private static RankedList? Explained(LiveModelSet live, ServedModel served, ViewerTaste taste, RecommendationRequest request, int count)
    {
        var model = (IExplainer)served.Model; // or it would not be the set's explainer
        using var known = taste.In(model.Movies);
        if (!KnowsSomethingLiked(known.Span))
        {
            return null;
        }

        using var scores = new CatalogueScores(served);
        model.Score(known.Span, scores.Span);
        if (!scores.Differ())
        {
            return null;
        }

        int[] rented = ArrayPool<int>.Shared.Rent(count);
        var carriers = ArrayPool<Carrier[]>.Shared.Rent(count);
        var rows = rented.AsSpan(0, scores.Best(live, taste, request, known.Done, Wishes.AsTieBreak, rented.AsSpan(0, count)));
        RatedEvidence.Find(model, known.Span, rows, carriers);
        var ranked = new RankedMovie[rows.Length];
        for (int n = 0; n < ranked.Length; n++)
        {
            var evidence = carriers[n].Length > 0 ? new Evidence(ReasonKind.Rated, null, carriers[n]) : Evidence.Popular(served.GenreOf(rows[n], 0));
            ranked[n] = new RankedMovie(model.Movies.IdOf(rows[n]), scores.Span[rows[n]], evidence);
        }

        ArrayPool<int>.Shared.Return(rented);
        ArrayPool<Carrier[]>.Shared.Return(carriers, clearArray: true);
        return new RankedList(served.Name, model.Kind, ranked);
    }

    private static bool KnowsSomethingLiked(ReadOnlySpan<KnownRating> known)
    {
        foreach (var signal in known)
        {
            if (ViewerTaste.IsLiking(signal))
            {
                return true;
            }
        }

        return false;
    }

    private static RankedList Clustered(
        LiveModelSet live, ServedModel served, ClusterModel model, TasteCluster? cluster, ViewerTaste taste, RecommendationRequest request, int count, bool wishes)
    {
        using var known = taste.In(model.Movies);
        using var scores = new CatalogueScores(served);
        if (cluster is null)
        {
            model.Score([], scores.Span);
        }
        else
        {
            model.ScoreFor(cluster, scores.Span);
        }

        if (wishes)
        {
            Wishes.Weigh(served, known.Span, taste.Preferences, scores.Span);
        }

        ulong wanted = Wanted(served, taste, request);
        return scores.List(live, taste, request, known.Done, count, wishes ? Wishes.Weighed : Wishes.AsTieBreak, (movieId, row) =>
            cluster is not null && (!wishes || cluster.Favourites.Contains(movieId)) ? Evidence.Cluster(cluster.Name) : Evidence.Popular(served.GenreOf(row, wanted)));
    }

    private static RankedList Popular(LiveModelSet live, ServedModel served, ViewerTaste taste, RecommendationRequest request, int count)
    {
        var model = (IRecommender)served.Model;
        using var known = taste.In(model.Movies);
        using var scores = new CatalogueScores(served);
        model.Score([], scores.Span);
        Wishes.Weigh(served, known.Span, taste.Preferences, scores.Span);
        ulong wanted = Wanted(served, taste, request);
        return scores.List(live, taste, request, known.Done, count, Wishes.Weighed, (_, row) => Evidence.Popular(served.GenreOf(row, wanted)));
    }

    private static ulong Wanted(ServedModel served, ViewerTaste taste, RecommendationRequest request)
    {
        ulong asked = ShelfFilter.Bits(served.Facts, request.Genres, out _);
        return asked != 0 ? asked : ShelfFilter.Bits(served.Facts, taste.Preferences.FavouriteGenres, out _);
    }
}
