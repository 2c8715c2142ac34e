using System.ComponentModel;
using FilmRec.Core.Catalog.Searching;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Catalog;

/// <summary>The movies as people browse them. Everything is answered from a short-lived cache where it can be.</summary>
public sealed class MovieCatalog
{
    private readonly IDbContextFactory<FilmRecDb> _databases;
    private readonly CatalogCache _cache;

    internal MovieCatalog(IDbContextFactory<FilmRecDb> databases, CatalogCache cache) => (_databases, _cache) = (databases, cache);

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

        int total = await _cache.GetAsync($"total/{filter.Key}", CatalogCache.Shortly, token => CountAsync(filter, token), cancellationToken);
        var list = await _cache.GetAsync($"list/{query.EffectiveSort}/{query.Limit}/{query.Cursor ?? $"#{query.Page}"}/{filter.Key}",
            CatalogCache.Briefly, token => ListAsync(query, filter, token), cancellationToken);
        return new MoviePage(await CardsAsync(list.MovieIds, cancellationToken), list.NextCursor, Math.Max(total, list.MovieIds.Length));
    }

    /// <summary>One movie with the histogram of its ratings, or null. At most two queries.</summary>
    public async Task<MovieDetails?> FindAsync(int movieId, CancellationToken cancellationToken)
    {
        var details = await _cache.GetAsync(DetailsKey(movieId), CatalogCache.Shortly, token => ReadAsync(movieId, token), cancellationToken);
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

        foreach (var card in missing.Count == 0 ? Enumerable.Empty<MovieCard>() : await ReadCardsAsync(missing, cancellationToken))
        {
            known[card.MovieId] = card;
            await _cache.PutAsync(CardKey(card.MovieId), card, cancellationToken);
        }

        return [.. movieIds.Where(known.ContainsKey).Select(movieId => known[movieId])];
    }

    /// <summary>The genres that some movie has, by name.</summary>
    public async Task<IReadOnlyList<GenreCount>> GenresAsync(CancellationToken cancellationToken)
        => (await _cache.GetAsync("genres", CatalogCache.Shortly, ReadGenresAsync, cancellationToken)).Genres;

    public async Task<CatalogSize> SizeAsync(CancellationToken cancellationToken)
        => await _cache.GetAsync("size", CatalogCache.Shortly, ReadSizeAsync, cancellationToken);

    /// <summary>Call after one movie has changed: the next answer about it is fresh on this server.</summary>
    public ValueTask ForgetAsync(int movieId, CancellationToken cancellationToken)
        => _cache.ForgetAsync([CardKey(movieId), DetailsKey(movieId)], cancellationToken);

    /// <summary>Call after many movies have changed, by an import for instance.</summary>
    public ValueTask ForgetAllAsync(CancellationToken cancellationToken) => _cache.ForgetAllAsync(cancellationToken);

    private static string CardKey(int movieId) => $"card/{movieId}";

    private static string DetailsKey(int movieId) => $"movie/{movieId}";

    private async ValueTask<int> CountAsync(MovieFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellationToken);
        return await filter.Apply(db).CountAsync(cancellationToken);
    }

    private async ValueTask<MovieList> ListAsync(MovieQuery query, MovieFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellationToken);
        bool hasCursor = PageCursor.TryParse(query.Cursor, MoviePage.OrderName(query.EffectiveSort), out var cursor);
        var movies = MovieOrder.Keys(filter.Apply(db), filter.Text);
        var page = hasCursor
            ? MovieOrder.Sort(MovieOrder.After(movies, query.EffectiveSort, cursor), query.EffectiveSort)
            : MovieOrder.Sort(movies, query.EffectiveSort).Skip((query.Page - 1) * query.Limit);
        var rows = await page.Take(query.Limit + 1).ToListAsync(cancellationToken);

        bool more = rows.Count > query.Limit;
        string? next = more ? MovieOrder.CursorOf(rows[query.Limit - 1], query.EffectiveSort).Encode() : null;
        return new MovieList([.. rows.Take(query.Limit).Select(r => r.MovieId)], next);
    }

    private async ValueTask<MovieDetails?> ReadAsync(int movieId, CancellationToken cancellationToken)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellationToken);
        var movie = await db.Movies.AsNoTracking().Where(m => m.MovieId == movieId).Select(m => new
        {
            Card = MovieCard.Of(m.MovieId, m.Title, m.Genre, m.ReleaseYear, m.Rating, m.RatingCount, m.Description),
            m.RuntimeMinutes,
            m.ImdbId,
            m.TmdbId,
            m.CreatedAt,
        }).SingleOrDefaultAsync(cancellationToken);
        if (movie is null)
        {
            return null;
        }

        var counts = await db.Ratings.Where(r => r.MovieId == movieId).GroupBy(r => r.Stars)
            .Select(g => new { Stars = g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        int[] histogram = new int[10];
        foreach (var bar in counts)
        {
            histogram[bar.Stars.HalfStars - 1] = bar.Count;
        }

        return new MovieDetails(movie.Card, movie.RuntimeMinutes, movie.ImdbId, movie.TmdbId, histogram, movie.CreatedAt);
    }

    private async Task<List<MovieCard>> ReadCardsAsync(List<int> movieIds, CancellationToken cancellationToken)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellationToken);
        return await db.Movies.AsNoTracking().Where(m => movieIds.Contains(m.MovieId))
            .Select(m => MovieCard.Of(m.MovieId, m.Title, m.Genre, m.ReleaseYear, m.Rating, m.RatingCount, m.Description))
            .ToListAsync(cancellationToken);
    }

    private async ValueTask<GenreList> ReadGenresAsync(CancellationToken cancellationToken)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellationToken);
        var genres = await db.Genres.AsNoTracking()
            .Select(g => new GenreCount(g.GenreId, g.Name, db.MovieGenres.Count(m => m.GenreId == g.GenreId))).ToListAsync(cancellationToken);
        return new GenreList([.. genres.Where(g => g.MovieCount > 0).OrderBy(g => g.Name, StringComparer.Ordinal)]);
    }

    private async ValueTask<CatalogSize> ReadSizeAsync(CancellationToken cancellationToken)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellationToken);
        return await db.Movies.GroupBy(_ => 1).Select(all => new CatalogSize(
                all.Count(), all.Sum(m => (long)m.RatingCount), all.Min(m => m.ReleaseYear), all.Max(m => m.ReleaseYear)))
            .SingleOrDefaultAsync(cancellationToken) ?? new CatalogSize(0, 0, null, null);
    }

    [ImmutableObject(true)]
    private sealed record MovieList(int[] MovieIds, string? NextCursor);

    [ImmutableObject(true)]
    private sealed record GenreList(GenreCount[] Genres);
}
