using FilmRec.Core.Catalog.Searching;

namespace FilmRec.Core.Catalog;

/// <summary>The movies as people browse them. Everything is answered from a short-lived cache where it can be.</summary>
public sealed class MovieCatalog
{
    private readonly CatalogReader _reader;
    private readonly CatalogCache _cache;

    private long _version;

    internal MovieCatalog(CatalogReader reader, CatalogCache cache) => (_reader, _cache) = (reader, cache);

    /// <summary>Grows when many movies have changed, as this server has noticed: what was made of cards before may name movies that are gone.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>One page of the movies that match. At most three queries: the page, its total, the cards that are not in memory.</summary>
    /// <exception cref="ArgumentException">The query has problems: see <see cref="MovieQuery.FindProblems"/>.</exception>
    public async Task<MoviePage> BrowseAsync(MovieQuery query, CancellationToken cancellationToken)
    {
        if (query.FindProblems().FirstOrDefault() is { Key: not null } problem)
        {
            throw new ArgumentException(problem.Value, nameof(query));
        }

        var filter = MovieFilter.Of(query, await GenresAsync(cancellationToken));
        if (filter.MatchesNothing)
        {
            return new MoviePage([], null, 0);
        }

        int total = await _cache.GetAsync($"total/{filter.Key}", CatalogCache.Shortly, token => _reader.CountAsync(filter, token), cancellationToken);
        var list = await _cache.GetAsync($"list/{query.EffectiveSort}/{query.Limit}/{query.Cursor ?? $"#{query.Page}"}/{filter.Key}",
            CatalogCache.Briefly, token => _reader.ListAsync(query, filter, token), cancellationToken);
        return new MoviePage(await CardsAsync(list.MovieIds, cancellationToken), list.NextCursor, Math.Max(total, list.MovieIds.Length));
    }

    /// <summary>Ids of the first movies of the whole catalogue in an order, without their number. At most one query.</summary>
    /// <param name="sort">In which order.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public async Task<IReadOnlyList<int>> TopAsync(MovieSort sort, int count, CancellationToken cancellationToken)
        => (await _cache.GetAsync($"top/{sort}/{count}", CatalogCache.Shortly, token => _reader.ListAsync(new MovieQuery { Sort = sort, Limit = count }, MovieFilter.Of(new MovieQuery(), []), token), cancellationToken)).MovieIds;

    /// <summary>One movie with the histogram of its ratings, or null. At most two queries.</summary>
    public async Task<MovieDetails?> FindAsync(int movieId, CancellationToken cancellationToken)
    {
        var details = await _cache.GetAsync(DetailsKey(movieId), CatalogCache.Shortly, token => _reader.ReadMovieAsync(movieId, token), cancellationToken);
        if (details is null)
        {
            await _cache.ForgetAsync([DetailsKey(movieId)], cancellationToken); // or a movie added now would be missing for a while
        }

        return details;
    }

    /// <summary>Cards in the order of the ids; unknown ones are left out. One query for all that are not in memory, none if all are.</summary>
    public async Task<IReadOnlyList<MovieCard>> CardsAsync(IReadOnlyList<int> movieIds, CancellationToken cancellationToken)
    {
        var known = new Dictionary<int, MovieCard>(movieIds.Count);
        var missing = new List<int>();
        foreach (int movieId in movieIds)
        {
            if (known.ContainsKey(movieId))
            {
                continue;
            }

            if (await _cache.FindAsync<MovieCard>(CardKey(movieId), cancellationToken) is { } card)
            {
                known[movieId] = card;
            }
            else
            {
                missing.Add(movieId);
            }
        }

        foreach (var card in missing.Count == 0 ? Enumerable.Empty<MovieCard>() : await _reader.ReadCardsAsync(missing, cancellationToken))
        {
            known[card.MovieId] = card;
            await _cache.PutAsync(CardKey(card.MovieId), card, cancellationToken);
        }

        return [.. movieIds.Where(known.ContainsKey).Select(movieId => known[movieId])];
    }

    /// <summary>The genres that some movie has, by name.</summary>
    public async Task<IReadOnlyList<GenreCount>> GenresAsync(CancellationToken cancellationToken)
        => (await _cache.GetAsync("genres", CatalogCache.Shortly, _reader.ReadGenresAsync, cancellationToken)).Genres;

    public async Task<CatalogSize> SizeAsync(CancellationToken cancellationToken)
        => await _cache.GetAsync("size", CatalogCache.Shortly, _reader.ReadSizeAsync, cancellationToken);

    /// <summary>Call after one movie has changed: the next answer about it is fresh on this server.</summary>
    public ValueTask ForgetAsync(int movieId, CancellationToken cancellationToken)
        => _cache.ForgetAsync([CardKey(movieId), DetailsKey(movieId)], cancellationToken);

    /// <summary>Call after many movies have changed, by an import for instance.</summary>
    public ValueTask ForgetAllAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _version);
        return _cache.ForgetAllAsync(cancellationToken);
    }

    private static string CardKey(int movieId) => $"card/{movieId}";

    private static string DetailsKey(int movieId) => $"movie/{movieId}";
}
