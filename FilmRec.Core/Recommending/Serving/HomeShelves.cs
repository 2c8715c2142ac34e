using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>Fills the home page: what is known of the viewer is read once, the rows are chosen in memory, and all their cards are fetched together.</summary>
/// <remarks>Warm, two queries: the viewer's signals and their marks. Cards and the lists of the catalogue that are not in memory take one more each.</remarks>
public sealed partial class HomeShelves
{
    /// <summary>A row with fewer films would look like a mistake.</summary>
    public const int Fewest = 4;

    /// <summary>As many as a row keeps ready to be scrolled to.</summary>
    public const int Most = 14;

    private const int MostGems = 6;
    private const int MostFavourites = 5;
    private const int Faces = 4;
    private const int Ranked = RecommendationRequest.MaximumLimit;
    private const int Listed = 120;

    private readonly ModelHolder _models;
    private readonly Shelf _shelf;
    private readonly MovieCatalog _catalog;
    private readonly MarkBook _marks;
    private readonly TasteMaps _maps;
    private readonly SharedShelves _shared;
    private readonly TimeProvider _clock;
    private readonly ILogger<HomeShelves> _logger;
    private Task _drawing = Task.CompletedTask;

    internal HomeShelves(
        ModelHolder models, Shelf shelf, MovieCatalog catalog, MarkBook marks, TasteMaps maps, SharedShelves shared, TimeProvider clock, ILogger<HomeShelves> logger)
        => (_models, _shelf, _catalog, _marks, _maps, _shared, _clock, _logger) = (models, shelf, catalog, marks, maps, shared, clock, logger);

    /// <param name="viewerId">Who looks; null for a visitor.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public async Task<HomeFilms> ReadAsync(int? viewerId, CancellationToken cancellationToken)
    {
        long began = _clock.GetTimestamp();
        var live = _models.Current;
        var shared = _shared.Of(live);
        var taste = viewerId is { } id ? await _shelf.TasteAsync(id, cancellationToken) : ViewerTaste.Visitor;
        var ranked = taste.IsVisitor ? null : await _shelf.RankAsync(live, taste, new RecommendationRequest { Limit = Ranked }, Ranked, cancellationToken);

        // In the order in which the rows stand on the page.
        var choice = new HomeChoice(live, taste);
        IReadOnlyList<RankedMovie> best = ranked?.Movies ?? [];
        int[] faces = taste.HasRatings ? [] : choice.Take(await _catalog.TopAsync(MovieSort.Rating, Listed, cancellationToken), Faces);
        int[] first = taste.HasRatings ? choice.TakeFirst(best) : [];
        int[] forYou = choice.Take(best.Select(movie => movie.MovieId), Most);
        var seeded = taste.HasRatings ? choice.TakeSeeded(best, Most) : null;
        int[] gems = choice.TakeGems(shared.Gems, MostGems);
        var cluster = choice.TakeCluster(MostFavourites);
        int[] trending = choice.Take(shared.Trending, Most);
        int[] popular = taste.HasRatings && trending.Length > 0 ? [] : choice.Take(await _catalog.TopAsync(MovieSort.Popularity, Listed, cancellationToken), Most);
        int[] released = choice.Take(await _catalog.TopAsync(MovieSort.Year, Listed, cancellationToken), Most);

        int[] shown = [.. faces, .. first, .. forYou, .. seeded?.Films ?? [], .. gems, .. cluster?.Favourites ?? [], .. trending, .. popular, .. released];
        var reasons = best.Where(movie => first.Contains(movie.MovieId) || forYou.Contains(movie.MovieId)).ToDictionary(movie => movie.MovieId);
        var cards = (await _catalog.CardsAsync(
            [.. shown, .. seeded is null ? Array.Empty<int>() : [seeded.Seed.MovieId], .. reasons.Values.SelectMany(movie => movie.Evidence.Carriers).Select(carrier => carrier.MovieId)],
            cancellationToken)).DistinctBy(card => card.MovieId).ToDictionary(card => card.MovieId);
        var guesses = StarGuess.Of(live, taste, shown);
        var items = Recommended([.. first, .. forYou], reasons, cards, guesses);
        if (!taste.IsVisitor && items.Count > 0)
        {
            _shelf.Note(taste, ranked!, items, began);
        }

        var hero = first.Length > 0 && items is [var one, ..] && one.Movie.MovieId == first[0] ? one : null;
        return new HomeFilms
        {
            LastRatedAt = LastRatedAt(taste),
            Movies = shared.Movies,
            Faces = Row(faces, cards),
            First = hero,
            Evidence = hero is null ? [] : [.. hero.Reason.Parts.Select(part => part.MovieId).Where(cards.ContainsKey).Select(movie => cards[movie])],
            ForYou = hero is null ? items : [.. items.Skip(1)],
            Because = seeded is null ? null : Because(seeded, cards),
            Gems = Row(gems, cards),
            Cluster = cluster is var (model, own, favourites) ? new ClusterShelf(own, model.Clusters.Sum(c => c.Size), Row(favourites, cards), Map(), PlaceOf(taste)) : null,
            Trending = Row(trending, cards),
            Popular = Row(popular, cards),
            New = Row(released, cards),
            Guesses = guesses,
            Marks = taste.IsVisitor ? null : await _marks.ReadAsync(taste.ViewerId, shown, cancellationToken),
        };
    }

    private static DateTimeOffset? LastRatedAt(ViewerTaste taste)
        => taste.HasRatings ? At(taste.Signals.Where(signal => signal.Kind == SignalKind.Rating).Max(signal => signal.At)) : null;

    private static DateTimeOffset At(uint seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);

    private static IReadOnlyList<MovieCard> Row(int[] movies, Dictionary<int, MovieCard> cards)
        => [.. movies.Where(cards.ContainsKey).Select(movie => cards[movie])];

    private static List<RecommendedMovie> Recommended(
        int[] movies, Dictionary<int, RankedMovie> reasons, Dictionary<int, MovieCard> cards, IReadOnlyDictionary<int, double> guesses)
    {
        var items = new List<RecommendedMovie>(movies.Length);
        foreach (int movie in movies.Where(cards.ContainsKey))
        {
            items.Add(new RecommendedMovie(
                items.Count + 1, cards[movie], reasons[movie].Score, guesses.TryGetValue(movie, out double guess) ? guess : null, Reasons.Of(reasons[movie].Evidence, cards)));
        }

        return items;
    }

    private static SeededShelf? Because(HomeChoice.Seeded seeded, Dictionary<int, MovieCard> cards)
        => cards.TryGetValue(seeded.Seed.MovieId, out var seed)
            ? new SeededShelf(seed, Stars.OfHalfStars(seeded.Seed.HalfStars), At(seeded.Seed.At), seeded.IsEvidence, Row(seeded.Films, cards))
            : null;

    // Drawing reads the ratings of many viewers: nobody waits for it, and the next look has it.
    private TasteMap? Map()
    {
        if (_maps.Drawn is { } drawn)
        {
            return drawn;
        }

        if (_drawing.IsCompleted)
        {
            _drawing = Task.Run(async () =>
            {
                try
                {
                    await _maps.LiveAsync(CancellationToken.None);
                }
                catch (Exception failure)
                {
                    LogUndrawn(failure);
                }
            });
        }

        return null;
    }

    private TastePoint? PlaceOf(ViewerTaste taste) => _maps.Place(taste);

    [LoggerMessage(LogLevel.Error, "The map of taste could not be drawn")]
    private partial void LogUndrawn(Exception exception);
}
