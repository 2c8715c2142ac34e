using FilmRec.Core.Catalog;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>What is put before a viewer: what is known of them now, folded into the live models.</summary>
/// <remarks>Nothing is precomputed for a viewer, so a rating changes the next answer, on every server.</remarks>
public sealed class Shelf(
    ModelHolder models, ISignalReader signals, MovieCatalog catalog, AnswerCache answers, IDbContextFactory<FilmRecDb> databases, RecommendationLog log, TimeProvider clock)
{
    // Movies that left the catalogue a moment ago still rank; so many more are asked for once when some are missed.
    private const int Spare = 100;

    /// <summary>The best movies for a viewer that they have neither rated, watched nor hidden. One small query, and one more for cards that are not in memory.</summary>
    /// <param name="viewerId">Who asks; an unknown one is treated as a visitor.</param>
    /// <param name="request">Without problems: see <see cref="RecommendationRequest.FindProblems"/>.</param>
    /// <param name="cancellationToken">Of the request.</param>
    /// <exception cref="ArgumentException">The request has problems.</exception>
    public Task<Recommendation> RecommendAsync(int viewerId, RecommendationRequest request, CancellationToken cancellationToken)
    {
        long began = clock.GetTimestamp();
        Check(request);
        return RecommendAsync(models.Current, viewerId, request, began, cancellationToken);
    }

    /// <summary>The same as text for the outside world: while nothing has changed, the answer that was given before, with its id.</summary>
    /// <param name="viewerId">As in <see cref="RecommendAsync(int, RecommendationRequest, CancellationToken)"/>.</param>
    /// <param name="request">As there.</param>
    /// <param name="write">Makes the text.</param>
    /// <param name="cancellationToken">Of the request.</param>
    /// <remarks>A remembered answer costs one look-up of the profile version; the README of this folder says when it is given.</remarks>
    /// <exception cref="ArgumentException">The request has problems.</exception>
    public async Task<ServedAnswer> ServeAsync(int viewerId, RecommendationRequest request, Func<Recommendation, byte[]> write, CancellationToken cancellationToken)
    {
        long began = clock.GetTimestamp();
        Check(request);
        var state = new AnswerState(models.Current.Number, catalog.Version);
        if (answers.Find(viewerId, request, state) is { } kept && await signals.ReadVersionAsync(viewerId, cancellationToken) == kept.ProfileVersion)
        {
            ServingMetrics.Remembered(clock.GetElapsedTime(began));
            return kept.Answer;
        }

        var live = models.Current;
        state = state with { Models = live.Number };
        var answer = await RecommendAsync(live, viewerId, request, began, cancellationToken);
        var served = new ServedAnswer(write(answer), answer.HasMore ? answer.Id : null);
        answers.Keep(viewerId, request, state, answer.ProfileVersion, served);
        return served;
    }

    /// <summary>What somebody sees of whom nothing is known: the most popular movies.</summary>
    /// <exception cref="ArgumentException">The request has problems.</exception>
    public Task<Recommendation> WelcomeAsync(RecommendationRequest request, CancellationToken cancellationToken)
    {
        Check(request);
        return AnswerAsync(models.Current, ViewerTaste.Visitor, request, clock.GetTimestamp(), cancellationToken);
    }

    /// <summary>What a viewer would see with these models. Nobody is shown it, so nothing of it is logged or remembered.</summary>
    /// <exception cref="ArgumentException">The request has problems.</exception>
    public async Task<Recommendation> PreviewAsync(LiveModelSet live, int viewerId, RecommendationRequest request, CancellationToken cancellationToken)
    {
        Check(request);
        return await AnswerAsync(live, await TasteAsync(viewerId, cancellationToken), request, clock.GetTimestamp(), cancellationToken);
    }

    /// <summary>Stars that a viewer would give, 0.5 … 5, by movie id. Empty for a viewer without ratings, of whom nothing can be guessed; movies that the model does not know are left out.</summary>
    public async Task<IReadOnlyDictionary<int, double>> PredictAsync(int viewerId, IReadOnlyList<int> movieIds, CancellationToken cancellationToken)
        => StarGuess.Of(models.Current, await TasteAsync(viewerId, cancellationToken), movieIds);

    /// <summary>What of a viewer's speaks for one movie; null where nothing does, or nothing is known of viewer or movie.</summary>
    public async Task<Reason?> ExplainAsync(int viewerId, int movieId, CancellationToken cancellationToken)
    {
        var taste = await TasteAsync(viewerId, cancellationToken);
        if (taste.Signals.Count == 0 || Ranking.Explain(models.Current, taste, movieId) is not { } evidence)
        {
            return null;
        }

        var cards = await catalog.CardsAsync([.. evidence.Carriers.Select(carrier => carrier.MovieId)], cancellationToken);
        return Reasons.Of(evidence, cards.ToDictionary(card => card.MovieId)) is { Kind: ReasonKind.Rated } reason ? reason : null;
    }

    private static void Check(RecommendationRequest request)
    {
        if (request.FindProblems().FirstOrDefault() is { Key: not null } problem)
        {
            throw new ArgumentException(problem.Value, nameof(request));
        }
    }

    /// <summary>What is known of a viewer now; of an unknown one what is known of a visitor. One query.</summary>
    internal async Task<ViewerTaste> TasteAsync(int viewerId, CancellationToken cancellationToken)
        => await signals.ReadAsync(viewerId, cancellationToken) is { } known ? new ViewerTaste(known) : ViewerTaste.Visitor;

    /// <summary>Writes down what was shown to a viewer, and how long it took.</summary>
    internal void Note(ViewerTaste taste, RankedList ranked, IReadOnlyList<RecommendedMovie> items, long began)
    {
        ServingMetrics.Answered(ranked.Kind, fallback: taste.HasRatings && items is not [{ Reason.Kind: ReasonKind.Rated }, ..], clock.GetElapsedTime(began));
        log.Add(taste.ViewerId, new Recommendation(Guid.CreateVersion7(clock.GetUtcNow()), ranked.Model, taste.ProfileVersion, items), clock.GetUtcNow());
    }

    private async Task<Recommendation> RecommendAsync(
        LiveModelSet live, int viewerId, RecommendationRequest request, long began, CancellationToken cancellationToken)
    {
        var taste = await TasteAsync(viewerId, cancellationToken);
        var answer = await AnswerAsync(live, taste, request, began, cancellationToken);
        if (!taste.IsVisitor)
        {
            log.Add(viewerId, answer, clock.GetUtcNow(), new Continuation(request, []));
        }

        return answer;
    }

    private async Task<Recommendation> AnswerAsync(LiveModelSet live, ViewerTaste taste, RecommendationRequest request, long began, CancellationToken cancellationToken)
    {
        int wanted = request.Limit + 1; // one more, to see whether there is one
        var ranked = await RankAsync(live, taste, request, wanted, cancellationToken);
        var cards = await CardsAsync(ranked, cancellationToken);
        if (ranked.Movies.Any(movie => !cards.ContainsKey(movie.MovieId)))
        {
            ranked = await RankAsync(live, taste, request, wanted + Spare, cancellationToken);
            cards = await CardsAsync(ranked, cancellationToken);
        }

        RankedMovie[] present = [.. ranked.Movies.Where(movie => cards.ContainsKey(movie.MovieId)).Take(wanted)];
        var shown = present.AsSpan(0, Math.Min(present.Length, request.Limit)).ToArray();
        var stars = StarGuess.Of(live, taste, [.. shown.Select(movie => movie.MovieId)]);
        var items = new RecommendedMovie[shown.Length];
        for (int n = 0; n < items.Length; n++)
        {
            var movie = shown[n];
            items[n] = new RecommendedMovie(
                n + 1, cards[movie.MovieId], movie.Score, stars.TryGetValue(movie.MovieId, out double guess) ? guess : null, Reasons.Of(movie.Evidence, cards));
        }

        ServingMetrics.Answered(ranked.Kind, fallback: taste.HasRatings && items is not [{ Reason.Kind: ReasonKind.Rated }, ..], clock.GetElapsedTime(began));
        return new Recommendation(Guid.CreateVersion7(clock.GetUtcNow()), ranked.Model, taste.ProfileVersion, items) { HasMore = present.Length > shown.Length };
    }

    /// <summary>The best movies by id, from the live models or else from the catalogue.</summary>
    internal async Task<RankedList> RankAsync(LiveModelSet live, ViewerTaste taste, RecommendationRequest request, int count, CancellationToken cancellationToken)
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
            foreach (var carrier in movie.Evidence.Carriers)
            {
                ids.Add(carrier.MovieId);
            }
        }

        var cards = await catalog.CardsAsync([.. ids], cancellationToken);
        return cards.ToDictionary(card => card.MovieId);
    }
}

/// <summary>An answer as it is sent.</summary>
/// <param name="Body">The text that the caller made of it.</param>
/// <param name="Next">The id to go on with; null where nothing follows.</param>
public sealed record ServedAnswer(ReadOnlyMemory<byte> Body, Guid? Next);
