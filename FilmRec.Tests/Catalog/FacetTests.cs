using FilmRec.Core.Catalog;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Catalog;

public sealed class FacetTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task Genres_and_decades_count_what_choosing_them_would_leave(DatabaseKind kind)
    {
        await using var world = await FilledAsync(kind);

        var all = await FacetsAsync(world, new MovieQuery());
        var drama = await FacetsAsync(world, new MovieQuery { Genres = ["Drama"] });
        var either = await FacetsAsync(world, new MovieQuery { Genres = ["Drama", "War"], AnyGenre = true, Decades = [1990] });

        Genres(all).ShouldBe([("Comedy", 1), ("Drama", 3), ("War", 2)]);
        Decades(all).ShouldBe([(1970, 1), (1990, 2), (2020, 1)]);
        Genres(drama).ShouldBe([("Comedy", 0), ("Drama", 3), ("War", 1)]); // with Drama at once
        Decades(drama).ShouldBe([(1970, 0), (1990, 2), (2020, 0)]);
        Genres(either).ShouldBe([("Comedy", 0), ("Drama", 2), ("War", 1)]); // in the nineties
        Decades(either).ShouldBe([(1970, 1), (1990, 2), (2020, 0)]); // of Drama or War
    }

    [Theory, DatabaseUnderTest]
    public async Task Alternatives_decades_and_lists_of_ids_narrow_together(DatabaseKind kind)
    {
        await using var world = await FilledAsync(kind);

        (await TitlesAsync(world, new MovieQuery { Genres = ["War", "Comedy"], AnyGenre = true })).ShouldBe(["Beta", "Delta", "Gamma"]);
        (await TitlesAsync(world, new MovieQuery { Genres = ["War", "Opera"], AnyGenre = true })).ShouldBe(["Beta", "Gamma"]);
        (await TitlesAsync(world, new MovieQuery { Decades = [1970, 2020] })).ShouldBe(["Delta", "Gamma"]);
        (await TitlesAsync(world, new MovieQuery { Decades = [1990], YearFrom = 1995 })).ShouldBe(["Beta"]);
        (await TitlesAsync(world, new MovieQuery { Without = new HashSet<int> { 1, 2, 99 } })).ShouldBe(["Delta", "Epsilon", "Gamma"]);
        (await TitlesAsync(world, new MovieQuery { Among = new HashSet<int> { 1, 3, -7 }, ExcludedGenres = ["War"] })).ShouldBe(["Alpha"]);
        (await TitlesAsync(world, new MovieQuery { Among = new HashSet<int>() })).ShouldBeEmpty();
    }

    [Theory, DatabaseUnderTest]
    public async Task An_order_of_the_callers_leads_and_popularity_follows(DatabaseKind kind)
    {
        await using var world = await FilledAsync(kind);
        IReadOnlyDictionary<int, double> values = new Dictionary<int, double> { [4] = 1.5, [2] = 4.5 };

        var first = await world.Catalog.BrowseAsync(new MovieQuery { Limit = 3 }, (_, _) => Task.FromResult(values), Token);
        var second = await world.Catalog.BrowseAsync(new MovieQuery { Limit = 3, Page = 2 }, (_, _) => Task.FromResult(values), Token);

        first.Items.Concat(second.Items).Select(movie => movie.Title).ShouldBe(["Beta", "Delta", "Epsilon", "Gamma", "Alpha"]);
        first.Total.ShouldBe(5);
    }

    [Theory, DatabaseUnderTest]
    public async Task Movies_that_are_added_between_two_pages_push_none_out(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        for (int n = 0; n < 30; n++)
        {
            await world.AddMovieAsync($"Tide {n:00}", 1990 + (n % 7), ratings: n % 5);
        }

        foreach (var sort in Enum.GetValues<MovieSort>())
        {
            var query = new MovieQuery { Text = "tide", Sort = sort, Limit = 7 };
            var before = (await world.Catalog.BrowseAsync(query with { Limit = 100 }, Token)).Items.Select(movie => movie.MovieId).ToList();
            var seen = new List<int>();
            for (string? cursor = null; seen.Count == 0 || cursor is not null;)
            {
                var page = await world.Catalog.BrowseAsync(query with { Cursor = cursor }, Token);
                seen.AddRange(page.Items.Select(movie => movie.MovieId));
                cursor = page.NextCursor;
                await world.AddMovieAsync($"Tide {seen.Count:00} again", 1993, ratings: 2);
            }

            seen.ShouldBeUnique();
            seen.Where(before.Contains).ShouldBe(before, $"{sort}");
        }
    }

    private static async Task<MovieFacets> FacetsAsync(SmallWorld world, MovieQuery query)
        => (await world.Catalog.BrowseAsync(query with { WithFacets = true }, Token)).Facets.ShouldNotBeNull();

    private static IEnumerable<(string, int)> Genres(MovieFacets facets) => facets.Genres.Select(genre => (genre.Name, genre.Count));

    private static IEnumerable<(int, int)> Decades(MovieFacets facets) => facets.Decades.Select(decade => (decade.From, decade.Count));

    private static async Task<IReadOnlyList<string>> TitlesAsync(SmallWorld world, MovieQuery query)
        => [.. (await world.Catalog.BrowseAsync(query with { Sort = MovieSort.Title }, Token)).Items.Select(movie => movie.Title)];

    private static async Task<SmallWorld> FilledAsync(DatabaseKind kind)
    {
        var world = await SmallWorld.CreateAsync(kind);
        await world.AddMovieAsync("Alpha", 1991, ["Drama"], ratings: 1);
        await world.AddMovieAsync("Beta", 1999, ["Drama", "War"], ratings: 2);
        await world.AddMovieAsync("Gamma", 1972, ["War"], ratings: 3);
        await world.AddMovieAsync("Delta", 2020, ["Comedy"], ratings: 4);
        await world.AddMovieAsync("Epsilon", null, ["Drama"], ratings: 5);
        return world;
    }
}
