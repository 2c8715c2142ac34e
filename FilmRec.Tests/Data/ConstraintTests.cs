using System.Data.Common;
using FilmRec.Core.Accounts;
using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Tests.Data;

/// <summary>What the tables refuse by themselves, whatever the program does.</summary>
public sealed class ConstraintTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static readonly string[] Forbidden =
    [
        "UPDATE ratings SET half_stars = 0",
        "UPDATE ratings SET half_stars = 11",
        "UPDATE ratings SET half_stars = NULL",
        "UPDATE ratings SET movie_id = 999",
        "UPDATE ratings SET user_id = 999",
        "INSERT INTO ratings (user_id, movie_id, half_stars, rated_at) SELECT user_id, movie_id, 5, rated_at FROM ratings",
        "UPDATE users SET normalized_username = 'BEN'",
        "UPDATE users SET normalized_email = 'BEN@EXAMPLE.ORG'",
        "UPDATE users SET username = NULL",
        "UPDATE users SET username = ''",
        "UPDATE users SET origin = 'Own', origin_key = 'same'",
        "UPDATE movies SET rating = 5.5",
        "UPDATE movies SET rating_count = -1",
        "UPDATE movies SET rating_sum = 0",
        "UPDATE movies SET release_year = 1869",
        "UPDATE movies SET title = ''",
        "UPDATE movies SET damped_rating = 5",
        "UPDATE watch_history SET rating = 0.4",
        "UPDATE watch_history SET watch_duration = 0",
        "UPDATE watch_history SET watch_duration = 1441",
        "INSERT INTO genres (name) VALUES ('Drama')",
        "INSERT INTO movie_genres (movie_id, genre_id) SELECT movie_id, genre_id FROM movie_genres",
    ];

    [Theory, DatabaseUnderTest]
    public async Task The_database_refuses_what_must_not_be(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int movie = await world.AddMovieAsync("Low Tide", 1999, ["Drama"]);
        await using var db = world.Open();
        foreach (string name in (string[])["ada", "ben"])
        {
            db.Users.Add(new Account
            {
                UserName = name,
                NormalizedUserName = name.ToUpperInvariant(),
                Email = $"{name}@example.org",
                NormalizedEmail = $"{name}@EXAMPLE.ORG".ToUpperInvariant(),
                CreatedAt = SmallWorld.Start,
            });
        }

        await db.SaveChangesAsync(Token);
        int viewer = await db.Users.Select(u => u.Id).FirstAsync(Token);
        await world.Ratings.RateAsync(viewer, movie, Stars.OfHalfStars(9), 90, Token);
        var accepted = new List<string>();
        foreach (string change in Forbidden)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Token);
            try
            {
                await db.Database.ExecuteSqlRawAsync(change, Token);
                accepted.Add(change);
            }
            catch (DbException)
            {
                // as it must be
            }
        }

        accepted.ShouldBeEmpty();
        (await db.Database.ExecuteSqlRawAsync("UPDATE ratings SET half_stars = 10", Token)).ShouldBe(1); // what may be, is
    }

    [Theory, DatabaseUnderTest]
    public async Task Two_accounts_without_a_mail_are_fine(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);

        int ada = await world.AddViewerAsync("ada");

        (await world.AddViewerAsync("ben")).ShouldNotBe(ada);
    }

    [Theory, DatabaseUnderTest]
    public async Task An_account_takes_what_it_owns_along(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int movie = await world.AddMovieAsync("Low Tide");
        int viewer = await world.AddViewerAsync("ada");
        await world.Ratings.RateAsync(viewer, movie, Stars.OfHalfStars(9), 90, Token);
        await world.Preferences.SaveAsync(viewer, new ViewerPreferences(viewer), Token);
        await using var db = world.Open();
        db.Tags.Add(new Tag(viewer, movie, "sea", SmallWorld.Start));
        db.Add(new WatchlistMovie(viewer, movie, SmallWorld.Start));
        db.Add(new HiddenMovie(viewer, movie, SmallWorld.Start));
        await db.SaveChangesAsync(Token);

        await db.Users.Where(u => u.Id == viewer).ExecuteDeleteAsync(Token);

        (await db.Ratings.CountAsync(Token) + await db.WatchHistory.CountAsync(Token) + await db.Preferences.CountAsync(Token) + await db.Tags.CountAsync(Token)
            + await db.Watchlist.CountAsync(Token) + await db.HiddenMovies.CountAsync(Token)).ShouldBe(0);
    }

    [Theory, DatabaseUnderTest]
    public async Task The_database_computes_what_lists_sort_by(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        await world.AddMovieAsync("Nobody's");
        await world.AddMovieAsync("One enthusiast's", 1999, ratings: 1, stars: 5);
        await world.AddMovieAsync("Everybody's", 1950, ratings: 990, stars: 4.5);
        await using var db = world.Open();

        var movies = await db.Movies.OrderBy(m => m.MovieId).ToListAsync(Token);

        movies.Select(m => m.SortYear).ShouldBe([0, 1999, 1950]);
        movies[0].DampedRating.ShouldBe(0);
        movies[1].DampedRating.ShouldBe((5 + 10 * 3.5) / 11, 1e-12);
        movies[2].DampedRating.ShouldBe((990 * 4.5 + 10 * 3.5) / 1000, 1e-12);
    }
}
