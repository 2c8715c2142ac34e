using FilmRec.Core;
using FilmRec.Core.Catalog;
using FilmRec.Core.Catalog.Searching;
using FilmRec.Core.Ratings;
using FilmRec.Core.Ratings.Exchange;
using FilmRec.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Ratings.Exchange;

public sealed class ImportMatcherTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task Films_are_found_by_id_then_by_title_and_year(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        await AddAsync(world, "Heat", 1995, imdb: "tt0113277", tmdb: 949);
        await AddAsync(world, "Amelie (Le Fabuleux destin d'Amélie Poulain)", 2001);
        await AddAsync(world, "The Lantern Thief", 1954, lens: "77");
        await AddAsync(world, "Static", 2017, ratings: 3);
        await AddAsync(world, "Static", 1983, ratings: 9);
        await AddAsync(world, "Twins", 2000, ratings: 2);
        await AddAsync(world, "Twins", 2000, ratings: 5);
        await AddAsync(world, "Undated", null);

        (await SaidAsync(world, Entry("Hitze", 1995) with { ImdbId = "tt0113277" })).ShouldBe("Exact: Heat 1995");
        (await SaidAsync(world, Entry("Hitze", 1999) with { TmdbId = 949 })).ShouldBe("Exact: Heat 1995");
        (await SaidAsync(world, Entry("Film 77 of MovieLens", null) with { HasTitle = false, MovieLensId = 77 })).ShouldBe("Exact: The Lantern Thief 1954");
        (await SaidAsync(world, Entry("HEAT!", 1995))).ShouldBe("Exact: Heat 1995");
        (await SaidAsync(world, Entry("lantern thief", 1955))).ShouldBe("Near: The Lantern Thief 1954");
        (await SaidAsync(world, Entry("The Lantern Thief", 1956))).ShouldBe("None");
        (await SaidAsync(world, Entry("Lantern Thief", null))).ShouldBe("Near: The Lantern Thief 1954");
        (await SaidAsync(world, Entry("Undated", 1990))).ShouldBe("Near: Undated ");
        (await SaidAsync(world, Entry("Static", null))).ShouldBe("Ambiguous: Static 1983, Static 2017");
        (await SaidAsync(world, Entry("Static", 2018))).ShouldBe("Near: Static 2017");
        (await SaidAsync(world, Entry("Twins", 2000))).ShouldBe("Ambiguous: Twins 2000, Twins 2000");
        (await SaidAsync(world, Entry("Amélie", 2001))).ShouldBe("Exact: Amelie (Le Fabuleux destin d'Amélie Poulain) 2001");
        (await SaidAsync(world, Entry("Le fabuleux destin d’Amelie Poulain", 2001))).ShouldBe("Exact: Amelie (Le Fabuleux destin d'Amélie Poulain) 2001");
        (await SaidAsync(world, Entry("Nothing", 2001) with { OriginalTitle = "Heat", Year = 1995 })).ShouldBe("Exact: Heat 1995");
        (await SaidAsync(world, Entry("Heat", 1995) with { ImdbId = "tt7777777" })).ShouldBe("None");
        (await SaidAsync(world, Entry("Ame", 2001))).ShouldBe("None");
        (await SaidAsync(world, Entry("%", 2001))).ShouldBe("None");
    }

    [Theory, DatabaseUnderTest]
    public async Task The_number_of_another_FilmRec_counts_only_with_the_same_title_and_year(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int first = await AddAsync(world, "Twins", 2000, ratings: 2);
        await AddAsync(world, "Twins", 2000, ratings: 5);
        int heat = await AddAsync(world, "Heat", 1995);

        (await MatchAsync(world, [Entry("Twins", 2000) with { MovieId = first }])).Single().Candidates.Single().MovieId.ShouldBe(first);
        (await SaidAsync(world, Entry("Gravel", 1995) with { MovieId = heat })).ShouldBe("None");
    }

    [Theory, DatabaseUnderTest]
    public async Task A_thousand_films_are_matched_with_a_few_queries(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        await AddAsync(world, "Film 700", 1995);
        var entries = Enumerable.Range(0, 1000).Select(n => Entry($"Film {n}", 1995) with { Line = n, ImdbId = $"tt{n + 1:0000000}", TmdbId = n + 1 }).ToList();
        world.Queries.Clear();

        var matches = await MatchAsync(world, entries);

        matches.Count.ShouldBe(1000);
        matches.Where(match => match.Kind != MatchKind.None).Select(match => match.Entry.Line).ShouldBe([700]);
        world.Queries.Commands.Count.ShouldBeLessThanOrEqualTo(3 * 5);
    }

    internal static async Task<int> AddAsync(SmallWorld world, string title, int? year, int ratings = 0, string? imdb = null, int? tmdb = null, string? lens = null)
    {
        await using var db = world.Open();
        var movie = new Movie(title, lens is null ? Origin.Own : Origin.MovieLens, SmallWorld.Start)
        {
            NormalizedTitle = TitleNormalizer.Normalize(title),
            ReleaseYear = year,
            ImdbId = imdb,
            TmdbId = tmdb,
            OriginKey = lens,
            RatingCount = ratings,
            RatingSum = ratings * 6,
            Rating = ratings == 0 ? null : 3,
        };
        db.Movies.Add(movie);
        await db.SaveChangesAsync(Token);
        return movie.MovieId;
    }

    private static ImportEntry Entry(string title, int? year) => new("ratings.csv", 2, title, year) { Stars = Stars.OfHalfStars(7) };

    private static Task<IReadOnlyList<ImportMatch>> MatchAsync(SmallWorld world, IReadOnlyList<ImportEntry> entries)
        => world.Services.GetRequiredService<ImportMatcher>().MatchAsync(entries, null, Token);

    private static async Task<string> SaidAsync(SmallWorld world, ImportEntry entry)
    {
        var match = (await MatchAsync(world, [entry])).Single();
        return match.Candidates.Count == 0 ? $"{match.Kind}" : $"{match.Kind}: {string.Join(", ", match.Candidates.Select(movie => $"{movie.Title} {movie.ReleaseYear}"))}";
    }
}
