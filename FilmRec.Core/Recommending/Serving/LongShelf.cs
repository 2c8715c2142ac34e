using FilmRec.Core.Accounts;
using FilmRec.Core.Catalog;
using FilmRec.Core.Data;
using FilmRec.Core.Ratings;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>Long lists that are read page by page, also for people without an account; ranked as <see cref="Shelf"/> ranks.</summary>
public sealed class LongShelf(
    ModelHolder models, ISignalReader signals, MovieCatalog catalog, IDbContextFactory<FilmRecDb> databases, RecommendationLog log, TimeProvider clock)
{
    /// <summary>Orders the best movies for a viewer. One query; no titles are read yet.</summary>
    /// <param name="viewerId">Who asks; an unknown one is treated as a visitor.</param>
    /// <param name="request">Without problems; its limit does not count.</param>
    /// <param name="cancellationToken">Of the request.</param>
    /// <exception cref="ArgumentException">The request has problems.</exception>
    public async Task<LongList> RankAsync(int viewerId, RecommendationRequest request, CancellationToken cancellationToken)
    {
        var taste = await TasteAsync(viewerId, cancellationToken);
        return await RankAsync(taste, request, LongList.Longest, cancellationToken) with { ViewerId = taste.IsVisitor ? null : viewerId };
    }

    /// <summary>Orders the best movies for somebody without an account, from these ratings alone: the list that an account with them would get.</summary>
    /// <param name="ratings">At most one a movie.</param>
    /// <param name="request">As above.</param>
    /// <param name="cancellationToken">Of the request.</param>
    /// <exception cref="ArgumentException">The request has problems.</exception>
    public Task<LongList> RankAsync(IReadOnlyList<GivenRating> ratings, RecommendationRequest request, CancellationToken cancellationToken)
    {
        uint now = (uint)clock.GetUtcNow().ToUnixTimeSeconds();
        ViewerSignal[] given = [.. ratings.Select(rating => new ViewerSignal(rating.MovieId, SignalKind.Rating, rating.Stars.HalfStars, now))];
        var taste = given.Length == 0 ? ViewerTaste.Visitor : new ViewerTaste(ViewerSignals.Of(0, 0, new ViewerPreferences(0), given));
        return RankAsync(taste, request, LongList.Longest, cancellationToken);
    }

    /// <summary>A page of a list, with titles, guesses and reasons. One query for cards that are not in memory; movies that left the catalogue meanwhile are missing.</summary>
    /// <param name="list">As it was ranked.</param>
    /// <param name="from">Place of the first one, 0 for the best.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="log">Whether this is the first time that the viewer is shown these: the recommendation log takes it then.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public async Task<Recommendation> ReadAsync(LongList list, int from, int count, bool log, CancellationToken cancellationToken)
    {
        LongListEntry[] page = [.. list.Entries.Skip(from).Take(count)];
        var cards = (await catalog.CardsAsync(
            [.. page.SelectMany(entry => entry.Evidence.Carriers.Select(carrier => carrier.MovieId).Prepend(entry.MovieId)).Distinct()], cancellationToken))
            .ToDictionary(card => card.MovieId);
        RecommendedMovie[] items = [.. page.Index()
            .Where(entry => cards.ContainsKey(entry.Item.MovieId))
            .Select(entry => new RecommendedMovie(
                from + entry.Index + 1, cards[entry.Item.MovieId], entry.Item.Score, entry.Item.Guess, Reasons.Of(entry.Item.Evidence, cards)))];
        var answer = new Recommendation(Guid.CreateVersion7(clock.GetUtcNow()), list.Model, list.ProfileVersion, items);
        if (log && list.ViewerId is { } viewerId)
        {
            LogAnswer(viewerId, answer);
        }

        return answer;
    }

    /// <summary>Goes on with an answer that was given before, on this server or another: the next movies of the same request, without those.</summary>
    /// <param name="viewerId">Who asks.</param>
    /// <param name="request">As the answer was asked for; its limit says how many come now.</param>
    /// <param name="given">Every movie that was answered so far.</param>
    /// <param name="model">Which one ranked the answer, and ranks on.</param>
    /// <param name="cancellationToken">Of the request.</param>
    /// <returns>Null when the model is not live any more.</returns>
    /// <remarks>
    /// As long as the viewer has not changed this is exactly the continuation of the one list; after a change it goes on with what is best now.
    /// Either way no movie comes twice. Empty once <see cref="LongList.Longest"/> movies have been answered.
    /// </remarks>
    /// <exception cref="ArgumentException">The request has problems.</exception>
    public async Task<Recommendation?> ContinueAsync(
        int viewerId, RecommendationRequest request, IReadOnlySet<int> given, string model, CancellationToken cancellationToken)
    {
        if (models.Current.RankingBy(model) is not { } live)
        {
            return null;
        }

        var taste = await TasteAsync(viewerId, cancellationToken);
        int count = Math.Min(given.Count + request.Limit, LongList.Longest);
        int left = Math.Max(0, count - given.Count);
        var list = await RankAsync(live, taste, request, count + 1, cancellationToken); // one more, to see whether there is one
        LongListEntry[] rest = [.. list.Entries.Where(entry => !given.Contains(entry.MovieId))];
        list = list with { ViewerId = taste.IsVisitor ? null : viewerId, Entries = rest };
        var page = await ReadAsync(list, 0, left, log: false, cancellationToken);
        page = page with
        {
            Items = [.. page.Items.Select(item => item with { Rank = item.Rank + given.Count })],
            HasMore = rest.Length > left && count < LongList.Longest,
        };
        if (list.ViewerId is not null)
        {
            log.Add(viewerId, page, clock.GetUtcNow(), new Continuation(request, given));
        }

        return page;
    }

    /// <summary>Which of the viewer's ratings count most for one movie of a list, and what preferences and controls did to its place. One scoring of the catalogue.</summary>
    /// <returns>Null where the live model cannot say: it ranks by popularity, or another one has taken its place.</returns>
    public async Task<WhyInFull?> ExplainAsync(LongList list, int movieId, CancellationToken cancellationToken)
    {
        int place = list.Entries.Index().Where(entry => entry.Item.MovieId == movieId).Select(entry => entry.Index + 1).FirstOrDefault();
        if (place == 0 || list.ViewerId is not { } viewerId || WhyRanked.Find(models.Current, await TasteAsync(viewerId, cancellationToken), list, place) is not { } found)
        {
            return null;
        }

        var cards = (await catalog.CardsAsync([.. found.Parts.Select(part => part.MovieId)], cancellationToken)).ToDictionary(card => card.MovieId);
        return new WhyInFull(
            [.. found.Parts.Where(part => cards.ContainsKey(part.MovieId)).Select(part => new WhyPart(cards[part.MovieId], part.Kind, part.HalfStars, part.Weight))],
            found.Rest, found.RestCount, found.Change);
    }

    private async Task<ViewerTaste> TasteAsync(int viewerId, CancellationToken cancellationToken)
        => await signals.ReadAsync(viewerId, cancellationToken) is { } known ? new ViewerTaste(known) : ViewerTaste.Visitor;

    private Task<LongList> RankAsync(ViewerTaste taste, RecommendationRequest request, int count, CancellationToken cancellationToken)
        => RankAsync(models.Current, taste, request, count, cancellationToken);

    private async Task<LongList> RankAsync(LiveModelSet live, ViewerTaste taste, RecommendationRequest request, int count, CancellationToken cancellationToken)
    {
        if (request.FindProblems().FirstOrDefault() is { Key: not null } problem)
        {
            throw new ArgumentException(problem.Value, nameof(request));
        }

        var ranked = Ranking.Rank(live, taste, request, count) ?? await RankCatalogueAsync(taste, request, count, cancellationToken);
        var done = new HashSet<int>();
        var watchlist = new HashSet<int>();
        foreach (var signal in taste.Signals)
        {
            (signal.Kind == SignalKind.Watchlist ? watchlist : done).Add(signal.MovieId);
        }

        RankedMovie[] movies = [.. ranked.Movies.Where(movie => !done.Contains(movie.MovieId)).Take(count)];
        var guesses = StarGuess.Of(live, taste, [.. movies.Select(movie => movie.MovieId)]);
        LongListEntry[] entries = [.. movies.Select(movie => new LongListEntry(
            movie.MovieId, movie.Score, movie.Evidence, guesses.TryGetValue(movie.MovieId, out double guess) ? guess : null, watchlist.Contains(movie.MovieId)))];
        return new LongList(ranked.Model, taste.ProfileVersion, taste.Signals.Count(signal => signal.Kind == SignalKind.Rating), request, entries);
    }

    // Somebody without an account has no rows that the query could leave out, so as many more are asked for as they have rated.
    private async Task<RankedList> RankCatalogueAsync(ViewerTaste taste, RecommendationRequest request, int count, CancellationToken cancellationToken)
    {
        var genres = await catalog.GenresAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await CatalogueRanking.RankAsync(db, genres, taste, request, taste.ViewerId == 0 ? count + taste.Signals.Count : count, cancellationToken);
    }

    private void LogAnswer(int viewerId, Recommendation answer) => log.Add(viewerId, answer, clock.GetUtcNow());
}
