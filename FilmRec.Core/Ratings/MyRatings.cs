using System.Linq.Expressions;
using FilmRec.Core.Catalog;
using FilmRec.Core.Catalog.Searching;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Ratings;

/// <summary>The queries behind a viewer's list of their own ratings.</summary>
internal static class MyRatings
{
    public static Expression<Func<RatedMovie, MyRating>> AsRow { get; } = m => new MyRating(
        MovieCard.Of(m.Movie.MovieId, m.Movie.Title, m.Movie.Genre, m.Movie.ReleaseYear, m.Movie.Rating, m.Movie.RatingCount, m.Movie.Description),
        m.Rating.Stars, m.Rating.RatedAt);

    public static IQueryable<RatedMovie> Of(FilmRecDb db, int viewerId)
        => from rating in db.Ratings.AsNoTracking()
           where rating.ViewerId == viewerId
           join movie in db.Movies.AsNoTracking() on rating.MovieId equals movie.MovieId
           select new RatedMovie { Rating = rating, Movie = movie };

    public static async Task<MyRatingPage> PageAsync(FilmRecDb db, int viewerId, MyRatingQuery query, int? genreId, CancellationToken cancellationToken)
    {
        var matching = Filter(db, Of(db, viewerId), query, genreId);
        int total = await matching.CountAsync(cancellationToken);
        var page = PageCursor.TryParse(query.Cursor, query.OrderName, out var cursor)
            ? Sort(After(matching, query.Sort, cursor), query.Sort)
            : Sort(matching, query.Sort).Skip((query.Page - 1) * query.Limit);
        var rows = await page.Take(query.Limit + 1).Select(AsRow).ToListAsync(cancellationToken);

        string? next = rows.Count > query.Limit ? CursorOf(rows[query.Limit - 1], query).Encode() : null;
        return new MyRatingPage([.. rows.Take(query.Limit)], next, total);
    }

    private static IQueryable<RatedMovie> Filter(FilmRecDb db, IQueryable<RatedMovie> mine, MyRatingQuery query, int? genreId)
    {
        string text = TitleNormalizer.Normalize(query.Text ?? "");
        if (text.Length == 0 && !string.IsNullOrWhiteSpace(query.Text))
        {
            return mine.Where(_ => false);
        }

        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct())
        {
            mine = mine.Where(m => m.Movie.NormalizedTitle.Contains(word));
        }

        if (query.Stars is { } stars)
        {
            mine = mine.Where(m => m.Rating.Stars == stars);
        }

        if (query.Decade is { } from)
        {
            int until = from + 10;
            mine = mine.Where(m => m.Movie.SortYear >= from && m.Movie.SortYear < until);
        }

        if (query.RatedFrom is { } since)
        {
            mine = mine.Where(m => m.Rating.RatedAt >= since);
        }

        if (query.RatedBefore is { } before)
        {
            mine = mine.Where(m => m.Rating.RatedAt < before);
        }

        return genreId is { } genre
            ? mine.Where(m => db.MovieGenres.Where(g => g.GenreId == genre).Select(g => g.MovieId).Contains(m.Movie.MovieId))
            : mine;
    }

    private static IQueryable<RatedMovie> Sort(IQueryable<RatedMovie> mine, MyRatingSort sort) => sort switch
    {
        MyRatingSort.Stars => mine.OrderByDescending(m => m.Rating.Stars).ThenByDescending(m => m.Rating.MovieId),
        MyRatingSort.Title => mine.OrderBy(m => m.Movie.NormalizedTitle).ThenBy(m => m.Rating.MovieId),
        MyRatingSort.Everyone => mine.OrderByDescending(m => m.Movie.Rating ?? 0).ThenByDescending(m => m.Rating.MovieId),
        MyRatingSort.Difference => mine.OrderByDescending(Distance).ThenByDescending(m => m.Rating.MovieId),
        _ => mine.OrderByDescending(m => m.Rating.RatedAt).ThenByDescending(m => m.Rating.MovieId),
    };

    // By way of object, because stars are a number to the database alone.
    private static Expression<Func<RatedMovie, double>> Distance { get; }
        = m => Math.Abs(((short)(object)m.Rating.Stars / 2.0) - (m.Movie.Rating ?? 0));

    private static IQueryable<RatedMovie> After(IQueryable<RatedMovie> mine, MyRatingSort sort, PageCursor cursor)
    {
        (string title, int id) = (cursor.Text, (int)Math.Clamp(cursor.Id, int.MinValue, int.MaxValue));
        switch (sort)
        {
            case MyRatingSort.Stars:
                var stars = Stars.OfHalfStars((int)Math.Clamp(cursor.Number, Stars.MinimumHalfStars, Stars.MaximumHalfStars));
                return mine.Where(m => m.Rating.Stars < stars || (m.Rating.Stars == stars && m.Rating.MovieId < id));
            case MyRatingSort.Title:
                return mine.Where(m => m.Movie.NormalizedTitle.CompareTo(title) > 0 || (m.Movie.NormalizedTitle == title && m.Rating.MovieId > id));
            case MyRatingSort.Everyone:
                double mean = cursor.Real;
                return mine.Where(m => (m.Movie.Rating ?? 0) < mean || ((m.Movie.Rating ?? 0) == mean && m.Rating.MovieId < id));
            case MyRatingSort.Difference:
                double distance = cursor.Real;
                return mine.Where(m => Math.Abs(((short)(object)m.Rating.Stars / 2.0) - (m.Movie.Rating ?? 0)) < distance
                    || (Math.Abs(((short)(object)m.Rating.Stars / 2.0) - (m.Movie.Rating ?? 0)) == distance && m.Rating.MovieId < id));
            default:
                var ratedAt = StoredTime.OfTicks(cursor.Number);
                return mine.Where(m => m.Rating.RatedAt <= ratedAt && (m.Rating.RatedAt < ratedAt || m.Rating.MovieId < id));
        }
    }

    private static PageCursor CursorOf(MyRating row, MyRatingQuery query) => query.Sort switch
    {
        MyRatingSort.Stars => new PageCursor(query.OrderName, row.Stars.HalfStars, "", row.Movie.MovieId),
        MyRatingSort.Title => new PageCursor(query.OrderName, 0, TitleNormalizer.Normalize(row.Movie.Title), row.Movie.MovieId),
        MyRatingSort.Everyone => PageCursor.OfReal(query.OrderName, row.Movie.Rating ?? 0, row.Movie.MovieId),
        MyRatingSort.Difference => PageCursor.OfReal(query.OrderName, Math.Abs(row.Stars.Value - (row.Movie.Rating ?? 0)), row.Movie.MovieId),
        _ => new PageCursor(query.OrderName, row.RatedAt.UtcTicks, "", row.Movie.MovieId),
    };

    internal sealed class RatedMovie
    {
        public required Rating Rating { get; init; }
        public required Movie Movie { get; init; }
    }
}
