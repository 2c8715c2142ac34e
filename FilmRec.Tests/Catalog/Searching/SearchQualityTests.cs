using FilmRec.Core.Catalog;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Catalog.Searching;

/// <summary>What people type, and what they mean.</summary>
public sealed class SearchQualityTests
{
    private static readonly (string Title, int? Year, int Ratings, string[] Tags)[] Films =
    [
        ("The Harbour", 1987, 40, []),
        ("Harbour of Glass", 1987, 10, []),
        ("Pale Harbour", 2000, 90, ["slow burn", "ferries"]),
        ("Alien", 1979, 500, ["space", "Ridley Scott"]),
        ("Aliens", 1986, 400, ["space"]),
        ("Alien 3", 1992, 200, []),
        ("The Italian Job", 1969, 300, []),
        ("Le Fabuleux Destin d'Amélie Poulain", 2001, 250, ["Paris"]),
        ("2001: A Space Odyssey", 1968, 350, []),
        ("Star Wars", 1977, 600, []),
        ("Spider-Man", 2002, 220, []),
        ("M*A*S*H", 1970, 80, []),
        ("Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb", 1964, 310, []),
        ("Броненосец Потёмкин", 1925, 60, []),
        ("千と千尋の神隠し", 2001, 270, ["anime"]),
        ("기생충", 2019, 280, []),
        ("Das Boot", 1981, 150, ["U-Boot"]),
        ("Schindler's List", 1993, 330, []),
        ("A", 2010, 1, []),
        ("Straße der Nacht", 1958, 5, []),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [DatabaseUnderTest("harbour", "The Harbour")] // the whole title before a more popular part
    [DatabaseUnderTest("the harbour", "The Harbour")]
    [DatabaseUnderTest("harbuor", "The Harbour")] // two letters swapped
    [DatabaseUnderTest("harbor", "The Harbour")] // one missing
    [DatabaseUnderTest("harrbour", "The Harbour")] // one too many
    [DatabaseUnderTest("hqrbour", "The Harbour")] // one wrong
    [DatabaseUnderTest("pale harbuo", "Pale Harbour")] // still being typed, and wrong
    [DatabaseUnderTest("harb", "The Harbour")]
    [DatabaseUnderTest("glass harbour", "Harbour of Glass")] // in another order
    [DatabaseUnderTest("alien", "Alien")]
    [DatabaseUnderTest("alien 1979", "Alien")]
    [DatabaseUnderTest("1979 alien", "Alien")]
    [DatabaseUnderTest("alien 1986", "Aliens")]
    [DatabaseUnderTest("alein", "Alien")]
    [DatabaseUnderTest("italain job", "The Italian Job")]
    [DatabaseUnderTest("2001", "2001: A Space Odyssey")] // the title before the films of that year
    [DatabaseUnderTest("amelie", "Le Fabuleux Destin d'Amélie Poulain")]
    [DatabaseUnderTest("AMÉLIE", "Le Fabuleux Destin d'Amélie Poulain")]
    [DatabaseUnderTest("ame\u0301lie", "Le Fabuleux Destin d'Amélie Poulain")] // the accent as a mark of its own
    [DatabaseUnderTest("starwars", "Star Wars")]
    [DatabaseUnderTest("spiderman", "Spider-Man")]
    [DatabaseUnderTest("spider man", "Spider-Man")]
    [DatabaseUnderTest("mash", "M*A*S*H")]
    [DatabaseUnderTest("m.a.s.h.", "M*A*S*H")]
    [DatabaseUnderTest("dr strangelove", "Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb")]
    [DatabaseUnderTest("how i learned to stop worying", "Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb")]
    [DatabaseUnderTest("schindlers list", "Schindler's List")]
    [DatabaseUnderTest("shindler", "Schindler's List")]
    [DatabaseUnderTest("потемкин", "Броненосец Потёмкин")]
    [DatabaseUnderTest("БРОНЕНОСЕЦ", "Броненосец Потёмкин")]
    [DatabaseUnderTest("千尋", "千と千尋の神隠し")] // no spaces to begin a word at
    [DatabaseUnderTest("기생", "기생충")]
    [DatabaseUnderTest("strasse", "Straße der Nacht")]
    [DatabaseUnderTest("slow burn", "Pale Harbour")] // a tag
    [DatabaseUnderTest("ridley scot", "Alien")]
    [DatabaseUnderTest("space odyssey", "2001: A Space Odyssey")]
    [DatabaseUnderTest("boot", "Das Boot")]
    [DatabaseUnderTest("a", "A")]
    public async Task The_film_that_is_meant_comes_first(DatabaseKind kind, string typed, string meant)
    {
        await using var world = await FilledAsync(kind);

        var page = await world.Catalog.BrowseAsync(new MovieQuery { Text = typed, Sort = MovieSort.Match }, Token);

        page.Items.Select(movie => movie.Title).FirstOrDefault().ShouldBe(meant);
    }

    [Theory, DatabaseUnderTest]
    public async Task Whoever_spells_right_is_not_shown_what_is_spelled_alike(DatabaseKind kind)
    {
        await using var world = await FilledAsync(kind);

        (await TitlesAsync(world, "alien")).ShouldBe(["Alien", "Alien 3", "Aliens"], ignoreOrder: true);
        (await TitlesAsync(world, "star")).ShouldBe(["Star Wars"]);
        (await TitlesAsync(world, "space")).ShouldBe(["2001: A Space Odyssey", "Alien", "Aliens"]); // the title, then tags by popularity
    }

    [Theory, DatabaseUnderTest]
    public async Task It_is_known_how_the_best_hit_was_found(DatabaseKind kind)
    {
        await using var world = await FilledAsync(kind);

        (await FoundByAsync("alien")).ShouldBe(FoundBy.Title);
        (await FoundByAsync("starwars")).ShouldBe(FoundBy.PartOfTitle);
        (await FoundByAsync("anime")).ShouldBe(FoundBy.Tag);
        (await FoundByAsync("harbuor")).ShouldBe(FoundBy.Spelling);

        async Task<FoundBy> FoundByAsync(string text) => (await world.Catalog.BrowseAsync(new MovieQuery { Text = text }, Token)).FoundBy;
    }

    [Theory, DatabaseUnderTest]
    public async Task Where_nothing_answers_the_closest_titles_are_named(DatabaseKind kind)
    {
        await using var world = await FilledAsync(kind);

        var page = await world.Catalog.BrowseAsync(new MovieQuery { Text = "strange loving bombs" }, Token);
        var filtered = await world.Catalog.BrowseAsync(new MovieQuery { Text = "alien", YearFrom = 2020 }, Token);
        var hopeless = await world.Catalog.BrowseAsync(new MovieQuery { Text = "qqqq xxxx" }, Token);

        page.Total.ShouldBe(0);
        page.Closest.Select(movie => movie.Title).First().ShouldStartWith("Dr. Strangelove");
        filtered.Total.ShouldBe(0);
        filtered.Closest.ShouldBeEmpty(); // the films are there, under other filters
        hopeless.Closest.ShouldBeEmpty();
    }

    [Theory]
    [DatabaseUnderTest("")]
    [DatabaseUnderTest("   ")]
    [DatabaseUnderTest("%_*?[")]
    [DatabaseUnderTest("' OR 1=1; --")]
    [DatabaseUnderTest("\0\ud800\uffff")]
    [DatabaseUnderTest("🎬🎬🎬")]
    [DatabaseUnderTest("a b c d e f g h i j k l m n o p q r s t u v w x y z 0 1 2 3 4 5 6 7 8 9")]
    [DatabaseUnderTest("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [DatabaseUnderTest("Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞")]
    public async Task Whatever_is_typed_gets_an_answer(DatabaseKind kind, string typed)
    {
        await using var world = await FilledAsync(kind);

        var page = await world.Catalog.BrowseAsync(new MovieQuery { Text = typed, Sort = MovieSort.Match, WithFacets = true }, Token);

        page.Total.ShouldBe(string.IsNullOrWhiteSpace(typed) ? Films.Length : page.Items.Count);
    }

    private static async Task<IReadOnlyList<string>> TitlesAsync(SmallWorld world, string text)
        => [.. (await world.Catalog.BrowseAsync(new MovieQuery { Text = text, Sort = MovieSort.Match }, Token)).Items.Select(movie => movie.Title)];

    private static async Task<SmallWorld> FilledAsync(DatabaseKind kind)
    {
        var world = await SmallWorld.CreateAsync(kind);
        int viewer = await world.AddViewerAsync("ada");
        foreach (var (title, year, ratings, tags) in Films)
        {
            int movie = await world.AddMovieAsync(title, year, ratings: ratings);
            foreach (string tag in tags)
            {
                await world.AddTagAsync(viewer, movie, tag);
            }
        }

        return world;
    }
}
