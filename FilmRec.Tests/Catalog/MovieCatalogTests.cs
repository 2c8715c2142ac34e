using FilmRec.Core;
using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Catalog;

public sealed class MovieCatalogTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [DatabaseUnderTest("the MATRIX", new[] { "The Matrix", "The Matrix Reloaded", "Enter the Matrix", "Animatrix" })]
    [DatabaseUnderTest("reloaded matrix", new[] { "The Matrix Reloaded" })]
    [DatabaseUnderTest("amelie", new[] { "Amélie" })]
    [DatabaseUnderTest("AMÉLIE", new[] { "Amélie" })]
    [DatabaseUnderTest("100%", new[] { "100% Wolf" })]
    [DatabaseUnderTest("matrix 2003", new[] { "The Matrix Reloaded" })]
    [DatabaseUnderTest("%", new string[0])]
    [DatabaseUnderTest("'; DROP TABLE movies; --", new string[0])]
    [DatabaseUnderTest("nul\0 \ud800", new string[0])]
    public async Task Every_word_must_match_and_the_nearest_title_comes_first(DatabaseKind kind, string text, string[] expected)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        await world.AddMovieAsync("Animatrix", ratings: 90);
        await world.AddMovieAsync("Enter the Matrix", ratings: 50);
        await world.AddMovieAsync("The Matrix Reloaded", 2003, ratings: 7);
        await world.AddMovieAsync("The Matrix", ratings: 5);
        await world.AddMovieAsync("Amélie");
        await world.AddMovieAsync("100% Wolf");

        (await TitlesAsync(world, new MovieQuery { Text = text, Sort = MovieSort.Match })).ShouldBe(expected);
    }

    [Theory]
    [DatabaseUnderTest(MovieSort.Title, new[] { "Alpha", "Beta", "Delta", "The Gamma" })]
    [DatabaseUnderTest(MovieSort.Year, new[] { "Delta", "Alpha", "Beta", "The Gamma" })]
    [DatabaseUnderTest(MovieSort.Rating, new[] { "Beta", "Delta", "Alpha", "The Gamma" })]
    [DatabaseUnderTest(MovieSort.Popularity, new[] { "Beta", "Alpha", "Delta", "The Gamma" })]
    [DatabaseUnderTest(MovieSort.Added, new[] { "Delta", "The Gamma", "Beta", "Alpha" })]
    [DatabaseUnderTest(MovieSort.Match, new[] { "Beta", "Alpha", "Delta", "The Gamma" })]
    public async Task Lists_sort_by_their_key(DatabaseKind kind, MovieSort sort, string[] expected)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        foreach (var (title, year, ratings, stars) in ((string, int?, int, double)[])[("Alpha", 1999, 100, 2), ("Beta", 1990, 200, 4.5), ("The Gamma", null, 0, 0), ("Delta", 2020, 1, 5)])
        {
            await world.AddMovieAsync(title, year, ratings: ratings, stars: stars);
            world.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        (await TitlesAsync(world, new MovieQuery { Sort = sort })).ShouldBe(expected);
    }

    [Theory, DatabaseUnderTest]
    public async Task Filters_narrow_the_list_together(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        await world.AddMovieAsync("Alpha", 1999, ["Drama", "War"], ratings: 10, stars: 4);
        await world.AddMovieAsync("Beta", 1990, ["Drama"], ratings: 10, stars: 3);
        await world.AddMovieAsync("Gamma", null, ["War"]);
        var all = new MovieQuery { Sort = MovieSort.Title };

        (await TitlesAsync(world, all with { Genres = ["drama"] })).ShouldBe(["Alpha", "Beta"]);
        (await TitlesAsync(world, all with { Genres = ["Drama", "WAR"] })).ShouldBe(["Alpha"]);
        (await TitlesAsync(world, all with { ExcludedGenres = ["War"] })).ShouldBe(["Beta"]);
        (await TitlesAsync(world, all with { Genres = ["Opera\0'"] })).ShouldBeEmpty();
        (await TitlesAsync(world, all with { ExcludedGenres = ["Opera"] })).ShouldBe(["Alpha", "Beta", "Gamma"]);
        (await TitlesAsync(world, all with { YearFrom = 1990, YearTo = 1995 })).ShouldBe(["Beta"]);
        (await TitlesAsync(world, all with { YearTo = 2000 })).ShouldBe(["Alpha", "Beta"]);
        (await TitlesAsync(world, all with { YearFrom = 0 })).ShouldBe(["Alpha", "Beta"]);
        (await TitlesAsync(world, all with { MinimumRating = 3.5 })).ShouldBe(["Alpha"]);
        (await TitlesAsync(world, all with { MinimumRating = 3, Text = "bet", Genres = ["Drama"] })).ShouldBe(["Beta"]);
    }

    [Theory]
    [DatabaseUnderTest(MovieSort.Title)]
    [DatabaseUnderTest(MovieSort.Year)]
    [DatabaseUnderTest(MovieSort.Rating)]
    [DatabaseUnderTest(MovieSort.Popularity)]
    [DatabaseUnderTest(MovieSort.Added)]
    [DatabaseUnderTest(MovieSort.Match)]
    public async Task Cursors_and_page_numbers_show_every_movie_once_in_the_same_order(DatabaseKind kind, MovieSort sort)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        for (int n = 0; n < 23; n++)
        {
            // Many ties in every key.
            await world.AddMovieAsync(n % 4 == 0 ? "Tide" : $"A Tide {n % 3}", n % 5 == 0 ? null : 1990 + n % 3, ratings: n % 4, stars: 4);
            world.Clock.Advance(TimeSpan.FromMilliseconds(n % 2));
        }

        var query = new MovieQuery { Text = "tide", Sort = sort, Limit = 5 };
        var whole = (await world.Catalog.BrowseAsync(query with { Limit = 100 }, Token)).Items.Select(m => m.MovieId).ToList();
        List<int> byCursor = [], byNumber = [];
        for (string? cursor = null; byCursor.Count == 0 || cursor is not null;)
        {
            var page = await world.Catalog.BrowseAsync(query with { Cursor = cursor }, Token);
            page.Total.ShouldBe(23);
            byCursor.AddRange(page.Items.Select(m => m.MovieId));
            cursor = page.NextCursor;
        }

        for (int number = 1; number <= 6; number++)
        {
            byNumber.AddRange((await world.Catalog.BrowseAsync(query with { Page = number }, Token)).Items.Select(m => m.MovieId));
        }

        whole.Count.ShouldBe(23);
        whole.Distinct().Count().ShouldBe(23);
        byCursor.ShouldBe(whole);
        byNumber.ShouldBe(whole);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_forged_cursor_that_parses_still_gets_an_answer(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        await world.AddMovieAsync("Low Tide", 1999);

        foreach (var sort in Enum.GetValues<MovieSort>())
        {
            foreach (long number in (long[])[long.MinValue, 0, 42, 0x7FE0000000000000])
            {
                string cursor = new PageCursor($"movies-{(int)sort}", number, "any 'text'; --", long.MaxValue).Encode();

                (await world.Catalog.BrowseAsync(new MovieQuery { Sort = sort, Cursor = cursor, Text = "tide" }, Token)).Total.ShouldBe(1);
            }
        }
    }

    [Theory, DatabaseUnderTest]
    public async Task A_page_costs_one_query_and_none_when_its_cards_are_in_memory(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        for (int n = 0; n < 30; n++)
        {
            await world.AddMovieAsync($"Tide {n}", genres: ["Drama"]);
        }

        await world.Catalog.GenresAsync(Token);
        world.Queries.Clear();
        await world.Catalog.BrowseAsync(new MovieQuery { Genres = ["Drama"] }, Token);
        world.Queries.Commands.Count.ShouldBe(1); // the cards
        await world.Catalog.BrowseAsync(new MovieQuery { Genres = ["Drama"], Sort = MovieSort.Popularity, WithFacets = true }, Token);
        world.Queries.Commands.Count.ShouldBe(1);
    }

    [Theory, DatabaseUnderTest]
    public async Task Cards_come_in_the_order_asked_for_with_one_query_for_what_is_not_in_memory(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int a = await world.AddMovieAsync("Alpha", 1999, ["Drama", "War"]);
        int b = await world.AddMovieAsync("Beta");
        int c = await world.AddMovieAsync("Gamma");
        await world.Catalog.CardsAsync([b], Token);

        world.Queries.Clear();
        var cards = await world.Catalog.CardsAsync([c, -5, b, a, int.MaxValue, c], Token);

        world.Queries.Commands.Count.ShouldBe(1);
        cards.Select(m => m.Title).ShouldBe(["Gamma", "Beta", "Alpha", "Gamma"]);
        cards[2].Genre.ShouldBe("Drama|War");
        cards[2].Genres.ShouldBe(["Drama", "War"]);
        world.Queries.Clear();
        (await world.Catalog.CardsAsync([a, b, c], Token)).Count.ShouldBe(3);
        (await world.Catalog.CardsAsync([], Token)).ShouldBeEmpty();
        world.Queries.Commands.ShouldBeEmpty();
    }

    [Theory, DatabaseUnderTest]
    public async Task A_rating_shows_at_once_on_its_movie_in_lists_and_in_the_histogram(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int movie = await world.AddMovieAsync("Low Tide");
        int viewer = await world.AddViewerAsync("ada");
        (await world.Catalog.FindAsync(movie, Token))!.Histogram.ShouldBe([0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        await world.Catalog.BrowseAsync(new MovieQuery(), Token);

        await world.Ratings.RateAsync(viewer, movie, Stars.OfHalfStars(9), null, Token);

        var details = (await world.Catalog.FindAsync(movie, Token)).ShouldNotBeNull();
        details.Histogram.ShouldBe([0, 0, 0, 0, 0, 0, 0, 0, 1, 0]);
        details.Card.Rating.ShouldBe(4.5);
        (await world.Catalog.BrowseAsync(new MovieQuery(), Token)).Items.Single().RatingCount.ShouldBe(1);
        await world.Ratings.WithdrawAsync(viewer, movie, Token);
        (await world.Catalog.FindAsync(movie, Token))!.Card.Rating.ShouldBeNull();
    }

    [Theory, DatabaseUnderTest]
    public async Task Genres_and_size_tell_what_is_there(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        (await world.Catalog.SizeAsync(Token)).ShouldBe(new CatalogSize(0, 0, null, null));
        (await world.Catalog.GenresAsync(Token)).ShouldBeEmpty();
        await world.AddMovieAsync("Alpha", 1999, ["War", "Drama"], ratings: 3);
        await world.AddMovieAsync("Beta", 1950, ["Drama"], ratings: 4);

        await world.Catalog.ForgetAllAsync(Token);

        (await world.Catalog.SizeAsync(Token)).ShouldBe(new CatalogSize(2, 7, 1950, 1999));
        (await world.Catalog.GenresAsync(Token)).Select(g => (g.Name, g.MovieCount)).ShouldBe([("Drama", 2), ("War", 1)]);
    }

    [Fact]
    public async Task An_unknown_movie_is_null_until_it_is_there()
    {
        await using var world = await SmallWorld.CreateAsync(DatabaseKind.Sqlite);
        (await world.Catalog.FindAsync(1, Token)).ShouldBeNull();

        int movie = await world.AddMovieAsync("Low Tide");

        movie.ShouldBe(1);
        (await world.Catalog.FindAsync(1, Token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_query_with_problems_is_refused_and_names_them()
    {
        await using var world = await SmallWorld.CreateAsync(DatabaseKind.Sqlite);
        var query = new MovieQuery
        {
            Text = new string('x', 201),
            Genres = [.. Enumerable.Repeat("x", 51)],
            YearFrom = -1,
            YearTo = 10_000,
            MinimumRating = double.NaN,
            Limit = 101,
            Page = 0,
            Cursor = "not a cursor",
        };

        query.FindProblems().Keys.ShouldBe(
            [nameof(query.Text), nameof(query.Genres), nameof(query.YearFrom), nameof(query.YearTo), nameof(query.MinimumRating), nameof(query.Limit), nameof(query.Page), nameof(query.Cursor)],
            ignoreOrder: true);
        await Should.ThrowAsync<ArgumentException>(() => world.Catalog.BrowseAsync(query, Token));
    }

    private static async Task<IReadOnlyList<string>> TitlesAsync(SmallWorld world, MovieQuery query)
    {
        var page = await world.Catalog.BrowseAsync(query, Token);
        page.Total.ShouldBe(page.Items.Count);
        page.NextCursor.ShouldBeNull();
        return [.. page.Items.Select(m => m.Title)];
    }
}
