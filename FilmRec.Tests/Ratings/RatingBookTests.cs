using FilmRec.Core.Ratings;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Tests.Ratings;

public sealed class RatingBookTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task Rating_a_movie_again_replaces_the_old_rating(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int movie = await world.AddMovieAsync("Low Tide");
        int viewer = await world.AddViewerAsync("ada");

        var first = await world.Ratings.RateAsync(viewer, movie, Stars.OfHalfStars(9), null, Token);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await world.Ratings.RateAsync(viewer, movie, Stars.OfHalfStars(4), null, Token);

        first.ShouldBe(new RatingReceipt(movie, Stars.OfHalfStars(9), SmallWorld.Start, 1));
        second.ShouldBe(new RatingReceipt(movie, Stars.OfHalfStars(4), SmallWorld.Start.AddMinutes(1), 2));
        await using var db = world.Open();
        var rating = await db.Ratings.SingleAsync(Token);
        rating.Stars.Value.ShouldBe(2);
        rating.RatedAt.ShouldBe(SmallWorld.Start.AddMinutes(1));
    }

    [Theory, DatabaseUnderTest]
    public async Task A_movies_sums_follow_every_rating_and_withdrawal(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int movie = await world.AddMovieAsync("Low Tide");
        int ada = await world.AddViewerAsync("ada");
        int ben = await world.AddViewerAsync("ben");

        await world.Ratings.RateAsync(ada, movie, Stars.OfHalfStars(9), null, Token);
        await world.Ratings.RateAsync(ben, movie, Stars.OfHalfStars(4), null, Token);
        (await SumsAsync(world, movie)).ShouldBe((2, 13, 3.25));
        await world.Ratings.RateAsync(ben, movie, Stars.OfHalfStars(1), null, Token);
        (await SumsAsync(world, movie)).ShouldBe((2, 10, 2.5));
        (await world.Ratings.WithdrawAsync(ada, movie, Token)).ShouldBe(2);
        (await SumsAsync(world, movie)).ShouldBe((1, 1, 0.5));
        (await world.Ratings.WithdrawAsync(ben, movie, Token)).ShouldBe(3);
        (await SumsAsync(world, movie)).ShouldBe((0, 0, null));
    }

    [Theory, DatabaseUnderTest]
    public async Task An_unknown_movie_or_viewer_changes_nothing(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int movie = await world.AddMovieAsync("Low Tide");
        int viewer = await world.AddViewerAsync("ada");

        (await world.Ratings.RateAsync(viewer, movie + 1, Stars.OfHalfStars(9), 90, Token)).ShouldBeNull();
        (await world.Ratings.RateAsync(viewer + 1, movie, Stars.OfHalfStars(9), 90, Token)).ShouldBeNull();
        (await world.Ratings.WithdrawAsync(viewer, movie, Token)).ShouldBeNull();

        await using var db = world.Open();
        (await db.Users.Select(u => u.ProfileVersion).SingleAsync(Token)).ShouldBe(0);
        (await db.Ratings.CountAsync(Token)).ShouldBe(0);
        (await db.WatchHistory.CountAsync(Token)).ShouldBe(0);
        (await SumsAsync(world, movie)).ShouldBe((0, 0, null));
    }

    [Theory, DatabaseUnderTest]
    public async Task With_minutes_a_rating_is_also_a_watch_and_a_repeated_request_is_not_a_second(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int movie = await world.AddMovieAsync("Low Tide");
        int viewer = await world.AddViewerAsync("ada");

        await world.Ratings.RateAsync(viewer, movie, Stars.OfHalfStars(9), 90, Token);
        world.Clock.Advance(TimeSpan.FromSeconds(30));
        await world.Ratings.RateAsync(viewer, movie, Stars.OfHalfStars(9), 90, Token);
        (await HistoryAsync(world, viewer)).ShouldBe([(SmallWorld.Start, 4.5, 90)]);

        world.Clock.Advance(TimeSpan.FromMinutes(90));
        await world.Ratings.RateAsync(viewer, movie, Stars.OfHalfStars(9), 90, Token);
        (await HistoryAsync(world, viewer)).Count.ShouldBe(2);
    }

    [Theory]
    [DatabaseUnderTest(true)]
    [DatabaseUnderTest(false)]
    public async Task Two_hundred_ratings_at_once_are_counted_exactly(DatabaseKind kind, bool oneViewer)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int movie = await world.AddMovieAsync("Low Tide");
        int[] viewers = new int[oneViewer ? 1 : 20];
        for (int v = 0; v < viewers.Length; v++)
        {
            viewers[v] = await world.AddViewerAsync($"viewer{v}");
        }

        var receipts = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => Task.Run(
            () => world.Ratings.RateAsync(viewers[n % viewers.Length], movie, Stars.OfHalfStars(n % 10 + 1), null, Token), Token)));

        receipts.ShouldAllBe(r => r != null);
        await using var db = world.Open();
        var ratings = await db.Ratings.ToListAsync(Token);
        ratings.Count.ShouldBe(viewers.Length);
        (await SumsAsync(world, movie)).ShouldBe((ratings.Count, ratings.Sum(r => r.Stars.HalfStars), ratings.Average(r => r.Stars.Value)));
        var versions = await db.Users.Select(u => u.ProfileVersion).ToListAsync(Token);
        versions.ShouldAllBe(version => version == 200 / viewers.Length);
        if (oneViewer)
        {
            receipts.Select(r => r!.ProfileVersion).Order().ShouldBe(Enumerable.Range(1, 200).Select(n => (long)n));
            receipts.MaxBy(r => r!.ProfileVersion)!.Stars.ShouldBe(ratings[0].Stars);
        }
    }

    [Theory, DatabaseUnderTest]
    public async Task Rating_and_withdrawing_at_once_leaves_exact_sums(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int[] movies = [await world.AddMovieAsync("Low Tide"), await world.AddMovieAsync("High Tide")];
        int[] viewers = [await world.AddViewerAsync("ada"), await world.AddViewerAsync("ben")];

        long?[] versions = await Task.WhenAll(Enumerable.Range(0, 120).Select(n => Task.Run(
            async () => n % 3 == 2
                ? await world.Ratings.WithdrawAsync(viewers[n % 2], movies[n / 2 % 2], Token)
                : (await world.Ratings.RateAsync(viewers[n % 2], movies[n / 2 % 2], Stars.OfHalfStars(n % 10 + 1), null, Token))?.ProfileVersion, Token)));

        await using var db = world.Open();
        var ratings = await db.Ratings.ToListAsync(Token);
        foreach (int movie in movies)
        {
            var stars = ratings.Where(r => r.MovieId == movie).Select(r => r.Stars).ToList();
            (await SumsAsync(world, movie)).ShouldBe(
                (stars.Count, stars.Sum(s => (long)s.HalfStars), stars.Count == 0 ? null : stars.Average(s => s.Value)));
        }

        (await db.Users.SumAsync(u => u.ProfileVersion, Token)).ShouldBe(versions.Count(v => v is not null));
    }

    [Theory, DatabaseUnderTest]
    public async Task A_profile_is_all_ratings_by_movie_in_one_query(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int first = await world.AddMovieAsync("Low Tide");
        int second = await world.AddMovieAsync("High Tide");
        int ada = await world.AddViewerAsync("ada");
        int ben = await world.AddViewerAsync("ben");
        await world.Ratings.RateAsync(ada, second, Stars.OfHalfStars(3), null, Token);
        await world.Ratings.RateAsync(ada, first, Stars.OfHalfStars(9), null, Token);

        world.Queries.Clear();
        var profile = (await world.Ratings.ProfileAsync(ada, Token)).ShouldNotBeNull();

        world.Queries.Commands.Count.ShouldBe(1);
        profile.ProfileVersion.ShouldBe(2);
        profile.Ratings.ShouldBe([new ProfileRating(first, 9, SmallWorld.Start), new ProfileRating(second, 3, SmallWorld.Start)]);
        var nothing = (await world.Ratings.ProfileAsync(ben, Token)).ShouldNotBeNull();
        nothing.ProfileVersion.ShouldBe(0);
        nothing.Ratings.ShouldBeEmpty();
        (await world.Ratings.ProfileAsync(ben + 1, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task No_stars_at_all_are_no_rating()
    {
        await using var world = await SmallWorld.CreateAsync(DatabaseKind.Sqlite);

        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => world.Ratings.RateAsync(1, 1, default, null, Token));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => world.Ratings.RateAsync(1, 1, Stars.OfHalfStars(1), 0, Token));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => world.Ratings.RateAsync(1, 1, Stars.OfHalfStars(1), 1441, Token));
    }

    private static async Task<(int Count, long Sum, double? Mean)> SumsAsync(SmallWorld world, int movieId)
    {
        await using var db = world.Open();
        var movie = await db.Movies.SingleAsync(m => m.MovieId == movieId, Token);
        return (movie.RatingCount, movie.RatingSum, movie.Rating);
    }

    private static async Task<IReadOnlyList<(DateTimeOffset Date, double? Rating, int? Minutes)>> HistoryAsync(SmallWorld world, int viewerId)
        => [.. (await world.History.ListAsync(viewerId, new WatchQuery(), Token)).Items.Select(w => (w.WatchDate, w.Rating, w.WatchMinutes))];
}
