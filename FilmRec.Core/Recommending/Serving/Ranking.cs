using System.Buffers;
using System.Numerics;
using FilmRec.Core.Numerics;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Als;
using FilmRec.Core.Recommending.Models.Clusters;
using FilmRec.Core.Recommending.Models.Popularity;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>Ranks the movies of the live models for one viewer. In memory, with rented buffers; O(movies) beyond what the model costs.</summary>
internal static class Ranking
{
    // How much more a movie of a favourite genre, of a preferred decade, or like what the viewer disliked counts before there is anything they liked.
    private const float FavouriteGenre = 2;
    private const float PreferredDecade = 1.5f;
    private const float DislikedGenre = 0.5f;

    /// <summary>The best list that the live models and what is known of the viewer allow; null when no model is live that ranks.</summary>
    public static RankedList? Rank(LiveModelSet live, ViewerTaste taste, RecommendationRequest request, int count)
    {
        if (taste.HasPositiveRating)
        {
            if (live.Find(AlsModel.Name) is { Model: IExplainer explainer } als && KnowsSomethingLiked(als, taste))
            {
                return Explained(als, explainer, taste, request, count);
            }

            if (live.Find(ClusterModel.Name) is { Model: ClusterModel clusters } served)
            {
                using var known = taste.In(clusters.Movies);
                return Clustered(served, clusters, clusters.ClusterOf(known.Span), taste, request, count, wishes: false);
            }
        }
        else if (taste.Preferences.FavouriteGenres.Count > 0 && live.Find(ClusterModel.Name) is { Model: ClusterModel clusters } served
            && clusters.ClusterFor(taste.Preferences.FavouriteGenres) is { } cluster)
        {
            return Clustered(served, clusters, cluster, taste, request, count, wishes: true);
        }

        return live.Find(PopularityModel.Name) is { Model: IRecommender } popularity ? Popular(popularity, taste, request, count)
            : live.Models.FirstOrDefault(model => model.Model is IRecommender) is { } any ? Popular(any, taste, request, count)
            : null;
    }

    /// <summary>The viewer's ratings that speak for one movie, or null where the live model finds none.</summary>
    public static Evidence? Explain(LiveModelSet live, ViewerTaste taste, int movieId)
    {
        if (live.Find(AlsModel.Name) is not { Model: IExplainer model } || !model.Movies.TryRowOf(movieId, out int row))
        {
            return null;
        }

        using var known = taste.In(model.Movies);
        var carriers = RatedEvidence.Of(model, known.Span, row);
        return carriers is [{ HalfStars: >= ViewerTaste.PositiveHalfStars }, ..] ? new Evidence(ReasonKind.Rated, null, carriers) : null;
    }

    private static bool KnowsSomethingLiked(ServedModel model, ViewerTaste taste)
    {
        foreach (var rating in taste.Profile.Ratings)
        {
            if (rating.HalfStars >= ViewerTaste.PositiveHalfStars && model.Model.Movies.TryRowOf(rating.MovieId, out _))
            {
                return true;
            }
        }

        return false;
    }

    private static RankedList Explained(ServedModel served, IExplainer model, ViewerTaste taste, RecommendationRequest request, int count)
    {
        using var known = taste.In(model.Movies);
        using var scores = new Scores(model.Movies.Count);
        model.Score(known.Span, scores.Span);
        var ranked = scores.Best(served, taste, request, known.Rows, count);
        for (int n = 0; n < ranked.Count; n++)
        {
            model.Movies.TryRowOf(ranked[n].MovieId, out int row);
            var carriers = RatedEvidence.Of(model, known.Span, row);
            ranked[n] = ranked[n] with
            {
                Evidence = carriers.Length > 0 && carriers[0].HalfStars >= ViewerTaste.PositiveHalfStars ? new Evidence(ReasonKind.Rated, null, carriers) : Evidence.Popular(GenreOf(served, row, 0)),
            };
        }

        return new RankedList(served.Name, model.Kind, ranked);
    }

    private static RankedList Clustered(
        ServedModel served, ClusterModel model, TasteCluster? cluster, ViewerTaste taste, RecommendationRequest request, int count, bool wishes)
    {
        using var known = taste.In(model.Movies);
        using var scores = new Scores(model.Movies.Count);
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
            Weigh(served, known.Span, taste, scores.Span);
        }

        ulong wanted = Wanted(served, taste, request);
        var ranked = scores.Best(served, taste, request, known.Rows, count);
        for (int n = 0; n < ranked.Count; n++)
        {
            model.Movies.TryRowOf(ranked[n].MovieId, out int row);
            bool favourite = cluster is not null && (!wishes || cluster.Favourites.Contains(ranked[n].MovieId));
            ranked[n] = ranked[n] with { Evidence = favourite ? Evidence.Cluster(cluster!.Name) : Evidence.Popular(GenreOf(served, row, wanted)) };
        }

        return new RankedList(served.Name, model.Kind, ranked);
    }

    private static RankedList Popular(ServedModel served, ViewerTaste taste, RecommendationRequest request, int count)
    {
        var model = (IRecommender)served.Model;
        using var known = taste.In(model.Movies);
        using var scores = new Scores(model.Movies.Count);
        model.Score([], scores.Span);
        Weigh(served, known.Span, taste, scores.Span);
        ulong wanted = Wanted(served, taste, request);
        var ranked = scores.Best(served, taste, request, known.Rows, count);
        for (int n = 0; n < ranked.Count; n++)
        {
            model.Movies.TryRowOf(ranked[n].MovieId, out int row);
            ranked[n] = ranked[n] with { Evidence = Evidence.Popular(GenreOf(served, row, wanted)) };
        }

        return new RankedList(served.Name, model.Kind, ranked);
    }

    /// <summary>Weighs scores of at least 0 by what the viewer has said in words, and by what they disliked.</summary>
    private static void Weigh(ServedModel served, ReadOnlySpan<KnownRating> known, ViewerTaste taste, Span<float> scores)
    {
        ulong favourites = ShelfFilter.Bits(served.Facts, taste.Preferences.FavouriteGenres, out _);
        ulong disliked = 0;
        foreach (var rating in known)
        {
            disliked |= rating.HalfStars < ViewerTaste.PositiveHalfStars ? served.Facts.Genres[rating.Movie] : 0;
        }

        disliked &= ~favourites;
        for (int movie = 0; movie < scores.Length; movie++)
        {
            ulong genres = served.Facts.Genres[movie];
            scores[movie] *= ((genres & favourites) != 0 ? FavouriteGenre : 1)
                * ((genres & disliked) != 0 ? DislikedGenre : 1)
                * (taste.Preferences.PreferredDecades.Contains(served.Facts.Years[movie] / 10 * 10) ? PreferredDecade : 1);
        }
    }

    private static ulong Wanted(ServedModel served, ViewerTaste taste, RecommendationRequest request)
    {
        ulong asked = ShelfFilter.Bits(served.Facts, request.Genres, out _);
        return asked != 0 ? asked : ShelfFilter.Bits(served.Facts, taste.Preferences.FavouriteGenres, out _);
    }

    // Rather a genre that the viewer wants than the first of the movie.
    private static string? GenreOf(ServedModel served, int row, ulong wanted)
    {
        ulong genres = served.Facts.Genres[row];
        ulong chosen = (genres & wanted) != 0 ? genres & wanted : genres;
        return chosen == 0 ? null : served.Facts.GenreNames[BitOperations.TrailingZeroCount(chosen)];
    }

    /// <summary>A rented score for every movie.</summary>
    private readonly ref struct Scores(int movies)
    {
        private readonly float[] _rented = ArrayPool<float>.Shared.Rent(movies);

        public Span<float> Span => _rented.AsSpan(0, movies);

        /// <summary>The best that may be shown and have not been rated; ties go to the lower row.</summary>
        public List<RankedMovie> Best(ServedModel served, ViewerTaste taste, RecommendationRequest request, ReadOnlySpan<int> rated, int count)
        {
            new ShelfFilter(request, taste.Preferences, served.Facts).Apply(served, Span);
            int[] rented = ArrayPool<int>.Shared.Rent(count);
            int found = TopRanked.Select(Span, rated, rented.AsSpan(0, count));
            var ranked = new List<RankedMovie>(found);
            for (int n = 0; n < found && _rented[rented[n]] > float.NegativeInfinity; n++)
            {
                ranked.Add(new RankedMovie(served.Model.Movies.IdOf(rented[n]), _rented[rented[n]], default));
            }

            ArrayPool<int>.Shared.Return(rented);
            return ranked;
        }

        public void Dispose() => ArrayPool<float>.Shared.Return(_rented);
    }
}
