using FilmRec.Core.Ratings;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Ratings;

public sealed class MyRatingsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [DatabaseUnderTest(MyRatingSort.Date, new[] { "Delta", "The Gamma", "Beta", "Alpha" })]
    [DatabaseUnderTest(MyRatingSort.Stars, new[] { "Beta", "The Gamma", "Alpha", "Delta" })]
    [DatabaseUnderTest(MyRatingSort.Title, new[] { "Alpha", "Beta", "Delta", "The Gamma" })]
    public async Task My_ratings_sort_by_date_stars_or_title(DatabaseKind kind, MyRatingSort sort, string[] expected)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int viewer = await RatedWorldAsync(world);

        var page = await world.Ratings.MineAsync(viewer, new MyRatingQuery { Sort = sort }, Token);

        page.Items.Select(r => r.Movie.Title).ShouldBe(expected);
        page.Total.ShouldBe(4);
        page.NextCursor.ShouldBeNull();
    }

    [Theory, DatabaseUnderTest]
    public async Task Text_and_genre_narrow_my_ratings(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int viewer = await RatedWorldAsync(world);

        (await TitlesAsync(new MyRatingQuery { Text = "THE gam" })).ShouldBe(["The Gamma"]);
        (await TitlesAsync(new MyRatingQuery { Genre = "drama" })).ShouldBe(["Beta", "Alpha"]);
        (await TitlesAsync(new MyRatingQuery { Genre = "drama", Text = "alp" })).ShouldBe(["Alpha"]);
        (await TitlesAsync(new MyRatingQuery { Genre = "no such genre \0" })).ShouldBeEmpty();
        (await TitlesAsync(new MyRatingQuery { Text = "%\0" })).ShouldBeEmpty();

        async Task<IEnumerable<string>> TitlesAsync(MyRatingQuery query) => (await world.Ratings.MineAsync(viewer, query, Token)).Items.Select(r => r.Movie.Title);
    }

    [Theory, DatabaseUnderTest]
    public async Task Stars_decade_and_time_narrow_my_ratings_and_others_opinions_sort_them(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int viewer = await world.AddViewerAsync("ada");
        foreach (var (title, year, halfStars, others) in ((string, int?, int, double)[])[("Alpha", 1989, 4, 2), ("Beta", 1990, 9, 1), ("Gamma", 1999, 4, 4), ("Delta", null, 5, 3)])
        {
            int movie = await world.AddMovieAsync(title, year, ratings: 1000, stars: others);
            await world.Ratings.RateAsync(viewer, movie, Stars.OfHalfStars(halfStars), null, Token);
            world.Clock.Advance(TimeSpan.FromDays(1));
        }

        (await TitlesAsync(new MyRatingQuery { Stars = Stars.OfHalfStars(4) })).ShouldBe(["Gamma", "Alpha"]);
        (await TitlesAsync(new MyRatingQuery { Decade = 1990 })).ShouldBe(["Gamma", "Beta"]);
        (await TitlesAsync(new MyRatingQuery { RatedFrom = SmallWorld.Start.AddDays(1), RatedBefore = SmallWorld.Start.AddDays(3) })).ShouldBe(["Gamma", "Beta"]);
        (await TitlesAsync(new MyRatingQuery { Sort = MyRatingSort.Everyone })).ShouldBe(["Gamma", "Delta", "Alpha", "Beta"]);
        (await TitlesAsync(new MyRatingQuery { Sort = MyRatingSort.Difference })).ShouldBe(["Beta", "Gamma", "Delta", "Alpha"]);

        async Task<IEnumerable<string>> TitlesAsync(MyRatingQuery query) => (await world.Ratings.MineAsync(viewer, query, Token)).Items.Select(r => r.Movie.Title);
    }

    [Theory]
    [DatabaseUnderTest(MyRatingSort.Date)]
    [DatabaseUnderTest(MyRatingSort.Stars)]
    [DatabaseUnderTest(MyRatingSort.Title)]
    [DatabaseUnderTest(MyRatingSort.Everyone)]
    [DatabaseUnderTest(MyRatingSort.Difference)]
    public async Task Pages_show_each_rating_once_with_two_queries_each(DatabaseKind kind, MyRatingSort sort)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int viewer = await world.AddViewerAsync("ada");
        for (int n = 0; n < 17; n++)
        {
            int movie = await world.AddMovieAsync($"Tide {n % 4}");
            await world.Ratings.RateAsync(viewer, movie, Stars.OfHalfStars(n % 3 + 1), null, Token);
            world.Clock.Advance(TimeSpan.FromSeconds(n % 2));
        }

        var query = new MyRatingQuery { Sort = sort, Limit = 5 };
        var whole = (await world.Ratings.MineAsync(viewer, query with { Limit = 100 }, Token)).Items.Select(r => r.Movie.MovieId).ToList();
        var byCursor = new List<int>();
        for (string? cursor = null; byCursor.Count == 0 || cursor is not null;)
        {
            world.Queries.Clear();
            var page = await world.Ratings.MineAsync(viewer, query with { Cursor = cursor }, Token);
            world.Queries.Commands.Count.ShouldBe(2);
            byCursor.AddRange(page.Items.Select(r => r.Movie.MovieId));
            cursor = page.NextCursor;
        }

        byCursor.ShouldBe(whole);
        byCursor.Distinct().Count().ShouldBe(17);
        (await world.Ratings.MineAsync(viewer, query with { Page = 4 }, Token)).Items.Select(r => r.Movie.MovieId).ShouldBe(whole[15..]);
    }

    [Theory, DatabaseUnderTest]
    public async Task One_rating_is_found_by_its_movie_and_only_by_its_viewer(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int ada = await world.AddViewerAsync("ada");
        int ben = await world.AddViewerAsync("ben");
        int movie = await world.AddMovieAsync("Low Tide");
        await world.Ratings.RateAsync(ada, movie, Stars.OfHalfStars(7), null, Token);

        var rating = (await world.Ratings.FindAsync(ada, movie, Token)).ShouldNotBeNull();

        rating.Stars.Value.ShouldBe(3.5);
        rating.Movie.Rating.ShouldBe(3.5);
        (await world.Ratings.FindAsync(ben, movie, Token)).ShouldBeNull();
        (await world.Ratings.MineAsync(ben, new MyRatingQuery(), Token)).Total.ShouldBe(0);
    }

    [Fact]
    public async Task A_query_with_problems_is_refused_and_names_them()
    {
        await using var world = await SmallWorld.CreateAsync(DatabaseKind.Sqlite);
        var query = new MyRatingQuery { Text = new string('x', 201), Genre = new string('x', 51), Limit = 0, Page = -1, Cursor = "no", Sort = (MyRatingSort)9 };

        query.FindProblems().Count.ShouldBe(6);
        await Should.ThrowAsync<ArgumentException>(() => world.Ratings.MineAsync(1, query, Token));
    }

    private static async Task<int> RatedWorldAsync(SmallWorld world)
    {
        int viewer = await world.AddViewerAsync("ada");
        foreach (var (title, halfStars, genres) in ((string, int, string[])[])[("Alpha", 4, ["Drama"]), ("Beta", 9, ["Drama", "War"]), ("The Gamma", 7, ["War"]), ("Delta", 1, [])])
        {
            int movie = await world.AddMovieAsync(title, genres: genres);
            await world.Ratings.RateAsync(viewer, movie, Stars.OfHalfStars(halfStars), null, Token);
            world.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        return viewer;
    }
}
