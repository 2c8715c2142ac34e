using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Models.Clusters;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>Chooses the movies of the home page's rows one after the other, by id, so that none is in two of them.</summary>
internal sealed class HomeChoice
{
    private const int MostSimilar = 60;
    private const int AmongTheBest = 5;

    // Below, a rating is one of many reasons for a film.
    private const float FewestShare = 0.1f;

    private readonly LiveModelSet _live;
    private readonly ViewerTaste _taste;
    private readonly HashSet<int> _taken;
    private readonly ServedModel? _served;
    private readonly ulong _avoided;

    public HomeChoice(LiveModelSet live, ViewerTaste taste)
    {
        (_live, _taste) = (live, taste);
        _taken = [.. taste.Signals.Where(signal => signal.Kind != SignalKind.Watchlist).Select(signal => signal.MovieId)];
        _served = live.Models is [var any, ..] ? any : null;
        _avoided = _served is null ? 0 : ShelfFilter.Bits(_served.Facts, taste.Preferences.AvoidedGenres, out _);
    }

    /// <summary>The first movies that are neither taken, nor known to the viewer, nor of a genre that they avoid; too few are given back.</summary>
    public int[] Take(IEnumerable<int> movies, int most, int fewest = HomeShelves.Fewest)
    {
        int[] chosen = [.. movies.Where(IsFree).Distinct().Take(most)];
        if (chosen.Length < fewest)
        {
            return [];
        }

        _taken.UnionWith(chosen);
        return chosen;
    }

    /// <summary>Of the best recommendations the one that the viewer would give most stars.</summary>
    public int[] TakeFirst(IReadOnlyList<RankedMovie> ranked)
    {
        int[] best = [.. ranked.Select(movie => movie.MovieId).Where(IsFree).Take(AmongTheBest)];
        var guesses = StarGuess.Of(_live, _taste, best);
        return Take(best.OrderByDescending(movie => guesses.GetValueOrDefault(movie)), 1, fewest: 1);
    }

    /// <summary>The rating that carries most of what is left of the recommendations, and what it carries; else the latest film that was liked, and what is like it.</summary>
    public Seeded? TakeSeeded(IReadOnlyList<RankedMovie> ranked, int most)
    {
        var carried = from movie in ranked
                      where IsFree(movie.MovieId)
                      from carrier in movie.Evidence.Carriers
                      where carrier is { Kind: SignalKind.Rating, HalfStars: >= ViewerTaste.PositiveHalfStars, Share: >= FewestShare }
                      group (movie.MovieId, carrier.Share) by carrier.MovieId;
        var strongest = carried.Select(group => (Seed: group.Key, Films: group.OrderByDescending(film => film.Share).Take(most).ToList()))
            .Where(seed => seed.Films.Count >= HomeShelves.Fewest)
            .OrderByDescending(seed => seed.Films.Sum(film => film.Share)).ThenBy(seed => seed.Seed).FirstOrDefault();
        if (strongest.Films is not null && Take(strongest.Films.Select(film => film.MovieId), most) is { Length: > 0 } films)
        {
            return new Seeded(SignalOf(strongest.Seed), IsEvidence: true, films);
        }

        var liked = _taste.Signals.Where(signal => signal.HalfStars >= ViewerTaste.PositiveHalfStars).OrderByDescending(signal => signal.At).Take(1).ToList();
        return liked is [var latest] && Take(SimilarMovies.Find(_live, latest.MovieId, MostSimilar).MovieIds, most) is { Length: > 0 } alike
            ? new Seeded(latest, IsEvidence: false, alike)
            : null;
    }

    /// <summary>Of little known movies those that the viewer would give most stars; of somebody unknown those with the best mean.</summary>
    public int[] TakeGems(int[] littleKnown, int most)
    {
        int[] free = [.. littleKnown.Where(IsFree)];
        var guesses = StarGuess.Of(_live, _taste, free);
        return Take(guesses.Count == 0 ? free : free.Where(guesses.ContainsKey).OrderByDescending(movie => guesses[movie]), most);
    }

    /// <summary>The viewer's taste cluster, and its favourites that are not taken; null where nothing is known, or too few are left.</summary>
    public (ClusterModel Model, TasteCluster Cluster, int[] Favourites)? TakeCluster(int most)
    {
        if (!_taste.HasRatings || _live.Find(ClusterModel.Name) is not { Model: ClusterModel model })
        {
            return null;
        }

        using var known = _taste.In(model.Movies);
        return model.ClusterOf(known.Span) is { } cluster && Take(cluster.Favourites, most) is { Length: > 0 } favourites ? (model, cluster, favourites) : null;
    }

    private bool IsFree(int movieId)
        => !_taken.Contains(movieId)
            && (_avoided == 0 || !_served!.Model.Movies.TryRowOf(movieId, out int row) || (_served.Facts.Genres[row] & _avoided) == 0);

    private ViewerSignal SignalOf(int movieId) => _taste.Signals.First(signal => signal.MovieId == movieId);

    internal sealed record Seeded(ViewerSignal Seed, bool IsEvidence, int[] Films);
}
