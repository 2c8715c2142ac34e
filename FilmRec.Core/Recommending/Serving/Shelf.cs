using FilmRec.Core.Accounts;
using FilmRec.Core.Catalog;
using FilmRec.Core.Data;
using FilmRec.Core.Ratings;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>What is put before a viewer: their ratings as they stand now, folded into the live models.</summary>
/// <remarks>Nothing is kept per viewer, so a rating changes the next answer, on every server.</remarks>
public sealed class Shelf(
    ModelHolder models, RatingBook ratings, PreferenceBook preferences, MovieCatalog catalog, IDbContextFactory<FilmRecDb> databases, RecommendationLog log, TimeProvider clock)
{
    // Movies that left the catalogue a moment ago still rank; so many more are asked for once when some are missed.
    private const int Spare = 100;

    /// <summary>The best movies for a viewer that they have not rated. Two small queries, and one more for cards that are not in memory.</summary>
    /// <param name="viewerId">Who asks; an unknown one is treated as a visitor.</param>
    /// <param name="request">Without problems: see <see cref="RecommendationRequest.FindProblems"/>.</param>
    /// <param name="cancellationToken">Of the request.</param>
    /// <exception cref="ArgumentException">The request has problems.</exception>
    public async Task<Recommendation> RecommendAsync(int viewerId, RecommendationRequest request, CancellationToken cancellationToken)
    {
        long began = clock.GetTimestamp();
        Check(request);
        var taste = await TasteAsync(viewerId, cancellationToken);
        var answer = await AnswerAsync(taste, request, began, cancellationToken);
        if (taste.ViewerId is not null)
        {
            log.Add(viewerId, answer, clock.GetUtcNow());
        }

        return answer;
    }

    /// <summary>What somebody sees of whom nothing is known: the most popular movies.</summary>
    /// <exception cref="ArgumentException">The request has problems.</exception>
    public Task<Recommendation> WelcomeAsync(RecommendationRequest request, CancellationToken cancellationToken)
    {
        Check(request);
        return AnswerAsync(ViewerTaste.Visitor, request, clock.GetTimestamp(), cancellationToken);
    }

    /// <summary>Stars that a viewer would give, 0.5 … 5, by movie id. Empty for a viewer without ratings, of whom nothing can be guessed; movies that the model does not know are left out.</summary>
    public async Task<IReadOnlyDictionary<int, double>> PredictAsync(int viewerId, IReadOnlyList<int> movieIds, CancellationToken cancellationToken)
        => await ratings.ProfileAsync(viewerId, cancellationToken) is { } profile
            ? StarGuess.Of(models.Current, new ViewerTaste(viewerId, profile, ViewerTaste.Visitor.Preferences), movieIds)
            : new Dictionary<int, double>();

    /// <summary>Which of a viewer's ratings speak for one movie; null where none does, or nothing is known of viewer or movie.</summary>
    public async Task<Reason?> ExplainAsync(int viewerId, int movieId, CancellationToken cancellationToken)
    {
        if (await ratings.ProfileAsync(viewerId, cancellationToken) is not { Ratings.Count: > 0 } profile
            || Ranking.Explain(models.Current, new ViewerTaste(viewerId, profile, ViewerTaste.Visitor.Preferences), movieId) is not { } evidence)
        {
            return null;
        }

        var cards = await catalog.CardsAsync([.. evidence.Ratings.Select(rating => rating.MovieId)], cancellationToken);
        return Reasons.Of(evidence, cards.ToDictionary(card => card.MovieId)) is { Kind: ReasonKind.Rated } reason ? reason : null;
    }

    private static void Check(RecommendationRequest request)
    {
        if (request.FindProblems().FirstOrDefault() is { Key: not null } problem)
        {
            throw new ArgumentException(problem.Value, nameof(request));
        }
    }

    private async Task<ViewerTaste> TasteAsync(int viewerId, CancellationToken cancellationToken)
    {
        var wishes = preferences.FindAsync(viewerId, cancellationToken);
        var profile = await ratings.ProfileAsync(viewerId, cancellationToken);
        return profile is null ? ViewerTaste.Visitor with { Preferences = await wishes } : new ViewerTaste(viewerId, profile, await wishes);
    }

    private async Task<Recommendation> AnswerAsync(ViewerTaste taste, RecommendationRequest request, long began, CancellationToken cancellationToken)
    {
        var live = models.Current;
        var ranked = await RankAsync(live, taste, request, request.Limit, cancellationToken);
        var cards = await CardsAsync(ranked, cancellationToken);
        if (ranked.Movies.Any(movie => !cards.ContainsKey(movie.MovieId)))
        {
            ranked = await RankAsync(live, taste, request, request.Limit + Spare, cancellationToken);
            cards = await CardsAsync(ranked, cancellationToken);
        }

        var shown = ranked.Movies.Where(movie => cards.ContainsKey(movie.MovieId)).Take(request.Limit).ToList();
        var stars = StarGuess.Of(live, taste, [.. shown.Select(movie => movie.MovieId)]);
        var items = shown.Select((movie, n) => new RecommendedMovie(
            n + 1, cards[movie.MovieId], movie.Score, stars.TryGetValue(movie.MovieId, out double guess) ? guess : null, Reasons.Of(movie.Evidence, cards))).ToList();
        ServingMetrics.Answered(ranked.Kind, fallback: taste.HasRatings && items is not [{ Reason.Kind: ReasonKind.Rated }, ..], clock.GetElapsedTime(began));
        return new Recommendation(Guid.CreateVersion7(clock.GetUtcNow()), ranked.Model, taste.Profile.ProfileVersion, items);
    }

    private async Task<RankedList> RankAsync(LiveModelSet live, ViewerTaste taste, RecommendationRequest request, int count, CancellationToken cancellationToken)
    {
        if (Ranking.Rank(live, taste, request, count) is { } ranked)
        {
            return ranked;
        }

        var genres = await catalog.GenresAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await CatalogueRanking.RankAsync(db, genres, taste, request, count, cancellationToken);
    }

    /// <summary>Cards of the movies and of the rated ones behind them, in one go.</summary>
    private async Task<Dictionary<int, MovieCard>> CardsAsync(RankedList ranked, CancellationToken cancellationToken)
    {
        var ids = new HashSet<int>(ranked.Movies.Count * 2);
        foreach (var movie in ranked.Movies)
        {
            ids.Add(movie.MovieId);
            foreach (var carrier in movie.Evidence.Ratings)
            {
                ids.Add(carrier.MovieId);
            }
        }

        var cards = await catalog.CardsAsync([.. ids], cancellationToken);
        return cards.ToDictionary(card => card.MovieId);
    }
}
