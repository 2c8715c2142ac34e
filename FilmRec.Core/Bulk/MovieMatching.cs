using FilmRec.Core.Catalog;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Bulk;

/// <summary>A movie that a line may speak of.</summary>
/// <param name="OwnKey">Its key where the client itself brought it; else null, and it stays as it is.</param>
internal sealed record KnownMovie(int? MovieId, string? OwnKey, string NormalizedTitle, int? Year, string? ImdbId, int? TmdbId);

/// <summary>Finds what the lines of one batch speak of: by the client's own id, by the ids of IMDb and TMDB, then by title and year. At most four queries.</summary>
internal sealed class MovieMatching(string prefix)
{
    private readonly Dictionary<string, KnownMovie> _own = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KnownMovie> _imdb = new(StringComparer.Ordinal);
    private readonly Dictionary<int, KnownMovie> _tmdb = [];
    private readonly Dictionary<(string Title, int? Year), List<KnownMovie>> _titles = [];

    public async Task LearnAsync(FilmRecDb db, IReadOnlyList<MovieLine> lines, CancellationToken cancellationToken)
    {
        string[] keys = [.. lines.Select(line => MovieIdentity.KeyOf(prefix, line)).Distinct()];
        string[] imdb = [.. lines.Select(line => line.ImdbId).OfType<string>().Distinct()];
        int[] tmdb = [.. lines.Select(line => line.TmdbId).OfType<int>().Distinct()];
        string[] titles = [.. lines.Select(line => line.NormalizedTitle).Where(title => title.Length > 0).Distinct()];
        await AddAsync(keys.Length, db.Movies.Where(m => m.Origin == Origin.External && EF.Parameter(keys).Contains(m.OriginKey)));
        await AddAsync(imdb.Length, db.Movies.Where(m => EF.Parameter(imdb).Contains(m.ImdbId)));
        await AddAsync(tmdb.Length, db.Movies.Where(m => m.TmdbId != null && EF.Parameter(tmdb).Contains(m.TmdbId.Value)));
        await AddAsync(titles.Length, db.Movies.Where(m => EF.Parameter(titles).Contains(m.NormalizedTitle)));

        async Task AddAsync(int asked, IQueryable<Movie> some)
        {
            if (asked == 0)
            {
                return;
            }

            // The same batch always finds the same movie first: the oldest.
            await foreach (var m in some.AsNoTracking().OrderBy(m => m.MovieId).Select(m => new { m.MovieId, m.Origin, m.OriginKey, m.NormalizedTitle, m.ReleaseYear, m.ImdbId, m.TmdbId })
                .AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                bool isOwn = m.Origin == Origin.External && m.OriginKey?.StartsWith(prefix, StringComparison.Ordinal) == true;
                Add(new KnownMovie(m.MovieId, isOwn ? m.OriginKey : null, m.NormalizedTitle, m.ReleaseYear, m.ImdbId, m.TmdbId));
            }
        }
    }

    /// <summary>Makes a movie known that a line before has brought.</summary>
    public void Add(KnownMovie movie)
    {
        if (movie.OwnKey is { } key)
        {
            _own[key] = movie;
        }

        if (movie.ImdbId is { } imdbId)
        {
            _imdb.TryAdd(imdbId, movie);
        }

        if (movie.TmdbId is { } tmdbId)
        {
            _tmdb.TryAdd(tmdbId, movie);
        }

        if (!_titles.TryGetValue((movie.NormalizedTitle, movie.Year), out var alike))
        {
            _titles[(movie.NormalizedTitle, movie.Year)] = alike = [];
        }

        alike.Add(movie);
    }

    /// <summary>What a line speaks of; null for a movie that is new.</summary>
    public KnownMovie? Find(MovieLine line)
    {
        if (_own.TryGetValue(MovieIdentity.KeyOf(prefix, line), out var movie)
            || (line.ImdbId is { } imdbId && _imdb.TryGetValue(imdbId, out movie))
            || (line.TmdbId is { } tmdbId && _tmdb.TryGetValue(tmdbId, out movie)))
        {
            return movie;
        }

        return line.NormalizedTitle.Length > 0 && _titles.TryGetValue((line.NormalizedTitle, line.ReleaseYear), out var alike)
            ? alike.FirstOrDefault(known => MayBe(known, line)) : null;
    }

    // Another id elsewhere, or another id of the client's own, is another movie of the same title.
    private bool MayBe(KnownMovie known, MovieLine line)
        => (known.ImdbId is null || line.ImdbId is null || known.ImdbId == line.ImdbId)
            && (known.TmdbId is null || line.TmdbId is null || known.TmdbId == line.TmdbId)
            && !(line.ExternalId is not null && known.OwnKey is { } key && MovieIdentity.HasExternalId(key, prefix));
}
