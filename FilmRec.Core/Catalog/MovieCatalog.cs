using FilmRec.Core.Catalog.Searching;

namespace FilmRec.Core.Catalog;

/// <summary>The movies as people browse them. Lists are answered from an index in memory, cards and details from a short-lived cache where they can be.</summary>
public sealed class MovieCatalog
{
    private readonly MovieReader _reader;
    private readonly CatalogIndex _index;
    private readonly CatalogCache _cache;
    private readonly SearchTurns _searches;
    private long _changes;

    internal MovieCatalog(MovieReader reader, CatalogIndex index, CatalogCache cache, SearchTurns searches)
        => (_reader, _index, _cache, _searches) = (reader, index, cache, searches);

    /// <summary>Grows when many movies have changed, as this server has noticed: what was made of cards before may name movies that are gone.</summary>
    public long Version => _index.Version;

    /// <summary>Grows whenever an answer about some movie would be another one, as this server knows: a rating is enough.</summary>
    public long Changes => Interlocked.Read(ref _changes);

    /// <summary>One page of the movies that match. At most one query, for the cards that are not in memory; deep pages cost what the first costs.</summary>
    /// <remarks>The very first call waits until the index is read, half a second for 60,000 movies.</remarks>
    /// <exception cref="ArgumentException">The query has problems: see <see cref="MovieQuery.FindProblems"/>.</exception>
    /// <exception cref="OverloadedException">It searches for words, and too many others do so at this moment.</exception>
    public async Task<MoviePage> BrowseAsync(MovieQuery query, CancellationToken cancellationToken)
    {
        Check(query);
        var catalog = await _index.GetAsync(cancellationToken);
        using var turn = string.IsNullOrWhiteSpace(query.Text) ? null : await _searches.EnterAsync(cancellationToken);
        var result = MovieFilter.Apply(catalog, query);
        var (ids, next) = MovieOrder.Page(catalog, result, query);
        return await PageAsync(catalog, result, query, ids, next, cancellationToken);
    }

    /// <summary>The same in an order of the caller's: highest value first, then what has none by popularity. The query's order and cursor do not count.</summary>
    /// <param name="query">Pages by number.</param>
    /// <param name="value">Gives the movies that match their values, or some of them.</param>
    /// <param name="cancellationToken">Of the request.</param>
    /// <exception cref="ArgumentException">The query has problems: see <see cref="MovieQuery.FindProblems"/>.</exception>
    public async Task<MoviePage> BrowseAsync(
        MovieQuery query, Func<IReadOnlyList<int>, CancellationToken, Task<IReadOnlyDictionary<int, double>>> value, CancellationToken cancellationToken)
    {
        Check(query);
        var catalog = await _index.GetAsync(cancellationToken);
        var result = MovieFilter.Apply(catalog, query);
        int[] all = MovieOrder.All(catalog, result.Rows, MovieSort.Popularity);
        var values = await value(all, cancellationToken);
        int[] page = [.. all.OrderByDescending(movieId => values.TryGetValue(movieId, out double of) ? of : double.NegativeInfinity)
            .Skip((query.Page - 1) * query.Limit).Take(query.Count)];
        return await PageAsync(catalog, result, query, page, null, cancellationToken);
    }

    /// <summary>Ids of the first movies of the whole catalogue in an order. No query.</summary>
    /// <param name="sort">In which order.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public async Task<IReadOnlyList<int>> TopAsync(MovieSort sort, int count, CancellationToken cancellationToken)
    {
        var catalog = await _index.GetAsync(cancellationToken);
        var order = catalog.Order(sort == MovieSort.Match ? MovieSort.Popularity : sort);
        return [.. order[..Math.Min(count, order.Length)].ToArray().Select(row => catalog.Movies[row].MovieId)];
    }

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
    public async Task<IReadOnlyList<GenreCount>> GenresAsync(CancellationToken cancellationToken) => (await _index.GetAsync(cancellationToken)).Genres;

    /// <summary>The size, where it is in memory: never waits and never fails.</summary>
    public CatalogSize? KnownSize => _index.Known?.Size;

    public async Task<CatalogSize> SizeAsync(CancellationToken cancellationToken) => (await _index.GetAsync(cancellationToken)).Size;

    /// <summary>Call after one movie has changed: the next answer about it is fresh on this server.</summary>
    public async ValueTask ForgetAsync(int movieId, CancellationToken cancellationToken)
    {
        await _cache.ForgetAsync([CardKey(movieId), DetailsKey(movieId)], cancellationToken);
        Interlocked.Increment(ref _changes); // not before: who asks between gets what was right before
    }

    /// <summary>
    /// Call once after many movies have changed on this server, when an import, a generation or the removal of sample data has ended, also one that was
    /// cancelled halfway: cards, lists, search, facets and counts are fresh with the next answer, and remembered recommendations are made anew.
    /// </summary>
    /// <remarks>
    /// It costs one reading of the catalogue, by whoever asks next; so not after each batch. Without this call, lists and search notice new and removed
    /// movies within <see cref="CatalogIndex.CheckedEvery"/>, as on all other servers.
    /// </remarks>
    public async ValueTask ForgetAllAsync(CancellationToken cancellationToken)
    {
        _index.Outdate();
        await _cache.ForgetAllAsync(cancellationToken);
        Interlocked.Increment(ref _changes);
    }

    private async Task<MoviePage> PageAsync(
        CatalogSnapshot catalog, FilteredMovies result, MovieQuery query, IReadOnlyList<int> ids, string? next, CancellationToken cancellationToken)
        => new(await CardsAsync(ids, cancellationToken), next, result.Rows.Count)
        {
            Facets = query.WithFacets ? MovieFacets.Of(catalog, result) : null,
            FoundBy = result.FoundBy,
            Closest = result.IsUnknownText ? await CardsAsync(ClosestTitles.Find(catalog, result.Text), cancellationToken) : [],
        };

    private static void Check(MovieQuery query)
    {
        if (query.FindProblems().FirstOrDefault() is { Key: not null } problem)
        {
            throw new ArgumentException(problem.Value, nameof(query));
        }
    }

    private static string CardKey(int movieId) => $"card/{movieId}";

    private static string DetailsKey(int movieId) => $"movie/{movieId}";
}
