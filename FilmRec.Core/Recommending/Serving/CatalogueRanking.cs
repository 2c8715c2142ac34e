using FilmRec.Core.Catalog;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>The most rated movies of the catalogue: what is served while no model is live. Filters hold; novelty and diversity wait for a model.</summary>
internal static class CatalogueRanking
{
    public const string Name = "catalogue";

    /// <summary>One query over the index of rating counts.</summary>
    /// <param name="db">To read from.</param>
    /// <param name="genres">All genres.</param>
    /// <param name="taste">What they have rated, watched, hidden or avoid is left out.</param>
    /// <param name="request">Filters.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public static async Task<RankedList> RankAsync(
        FilmRecDb db, IReadOnlyList<GenreCount> genres, ViewerTaste taste, RecommendationRequest request, int count, CancellationToken cancellationToken)
    {
        var ids = genres.ToDictionary(genre => genre.Name, genre => genre.GenreId, StringComparer.OrdinalIgnoreCase);
        if (request.Genres.Any(name => !ids.ContainsKey(name)))
        {
            return new RankedList(Name, Name, []);
        }

        var movies = db.Movies.AsNoTracking();
        foreach (int genreId in request.Genres.Select(name => ids[name]))
        {
            movies = movies.Where(m => db.MovieGenres.Any(l => l.MovieId == m.MovieId && l.GenreId == genreId));
        }

        if (request.AnyGenres.Count > 0)
        {
            int[] wanted = [.. request.AnyGenres.Where(ids.ContainsKey).Select(name => ids[name])];
            movies = movies.Where(m => db.MovieGenres.Any(l => l.MovieId == m.MovieId && wanted.Contains(l.GenreId)));
        }

        IReadOnlyList<string> avoided = request.WithAvoided ? [] : taste.Preferences.AvoidedGenres;
        int[] unwanted = [.. avoided.Except(request.Genres.Concat(request.AnyGenres), StringComparer.OrdinalIgnoreCase).Concat(request.ExcludedGenres)
            .Where(ids.ContainsKey).Select(name => ids[name]).Distinct()];
        if (unwanted.Length > 0)
        {
            movies = movies.Where(m => !db.MovieGenres.Any(l => l.MovieId == m.MovieId && unwanted.Contains(l.GenreId)));
        }

        if (!taste.IsVisitor)
        {
            int viewerId = taste.ViewerId;
            movies = movies.Where(m => !db.Ratings.Any(r => r.ViewerId == viewerId && r.MovieId == m.MovieId)
                && !db.WatchHistory.Any(w => w.ViewerId == viewerId && w.MovieId == m.MovieId)
                && !db.HiddenMovies.Any(h => h.ViewerId == viewerId && h.MovieId == m.MovieId));
        }

        if (request.YearFrom is { } from)
        {
            movies = movies.Where(m => m.ReleaseYear >= from);
        }

        if (request.YearTo is { } to)
        {
            movies = movies.Where(m => m.ReleaseYear <= to);
        }

        var rows = await movies.OrderByDescending(m => m.RatingCount).ThenBy(m => m.MovieId).Take(count)
            .Select(m => new { m.MovieId, m.RatingCount, m.Genre }).ToListAsync(cancellationToken);
        return new RankedList(Name, Name, [.. rows.Select(m => new RankedMovie(m.MovieId, m.RatingCount, Evidence.Popular(FirstGenre(m.Genre))))]);
    }

    private static string? FirstGenre(string genres) => genres.Split('|') is [{ Length: > 0 } first, ..] ? first : null;
}
