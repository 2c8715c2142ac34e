using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;
using FilmRec.Core.Ratings.Exchange;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Ratings.Exchange;

public sealed class ImportPreviewTests
{
    private static readonly MovieCard Tide = Card(1, "Low Tide");
    private static readonly MovieCard Static1983 = Card(2, "Static");
    private static readonly MovieCard Static2017 = Card(3, "Static");

    [Fact]
    public void What_is_found_is_planned_and_what_is_open_or_missing_is_not()
    {
        var preview = Preview([], Found("Low Tide", 8, Tide), Match("Static", 6, MatchKind.Ambiguous, Static1983, Static2017), Match("Nowhere", 4, MatchKind.None));

        preview.Plan.Films.Select(film => film.MovieId).ShouldBe([1]);
        preview.Plan.Ratings.ShouldBe(1);
        preview.Choices.Select(preview.GroupOf).ShouldBe([ImportGroup.Matched, ImportGroup.Undecided, ImportGroup.NotFound]);

        preview.Choose(preview.Choices[1], Static2017);
        preview.Plan.Films.Select(film => film.MovieId).ShouldBe([1, 3]);
        preview.LeaveOut(preview.Choices[0]);
        preview.Plan.Films.Select(film => film.MovieId).ShouldBe([3]);
        preview.TakeBack(preview.Choices[0]);
        preview.Choose(preview.Choices[1], null);
        preview.Plan.Films.Select(film => film.MovieId).ShouldBe([1]);
    }

    [Fact]
    public void Own_stars_stay_unless_the_viewer_takes_those_of_the_file()
    {
        var preview = Preview([(1, 4), (2, 6), (3, 2)], Found("Low Tide", 8, Tide), Found("Static", 6, Static1983), Found("Static", 9, Static2017));

        preview.Choices.Select(preview.GroupOf).ShouldBe([ImportGroup.Different, ImportGroup.Matched, ImportGroup.Different]);
        preview.Plan.Ratings.ShouldBe(0);
        preview.TakeFile(preview.Choices[0], true);
        preview.Plan.Films.Select(film => (film.MovieId, film.Stars!.Value.HalfStars)).ShouldBe([(1, (byte)8)]);
        preview.TakeFileForAll(true);
        preview.Plan.Ratings.ShouldBe(2);
        preview.TakeFileForAll(false);
        preview.Plan.Ratings.ShouldBe(0);
    }

    [Fact]
    public void Of_two_lines_about_one_film_the_later_counts()
    {
        var preview = Preview([],
            new ImportMatch(Entry("Low Tide", 8) with { RatedAt = SmallWorld.Start.AddDays(-1) }, MatchKind.Exact, [Tide]),
            new ImportMatch(Entry("Low Tied", 3) with { RatedAt = SmallWorld.Start.AddDays(-2) }, MatchKind.Exact, [Tide]));

        preview.Plan.Films.Single().Stars!.Value.HalfStars.ShouldBe((byte)8);
    }

    [Fact]
    public void What_stays_behind_can_be_taken_away_and_imported_another_time()
    {
        var preview = Preview([], Found("Low Tide", 8, Tide), Match("=Nowhere", 7, MatchKind.None), Match("Static", 6, MatchKind.Ambiguous, Static1983, Static2017));

        var again = SampleFiles.Read("left.csv", preview.LeftBehind());

        again.Entries.Select(entry => (entry.Title, entry.Stars!.Value.HalfStars)).ShouldBe([("=Nowhere", (byte)7), ("Static", (byte)6)]);
    }

    private static ImportPreview Preview((int MovieId, byte HalfStars)[] own, params ImportMatch[] matches) => new(
        new ImportedFile("Letterboxd", "ratings.csv", matches.Length, [.. matches.Select(match => match.Entry)], [], 0, 0),
        matches,
        new ViewerProfile(1, [.. own.Select(rating => new ProfileRating(rating.MovieId, rating.HalfStars, SmallWorld.Start))]));

    private static ImportMatch Found(string title, int halfStars, MovieCard movie) => Match(title, halfStars, MatchKind.Exact, movie);

    private static ImportMatch Match(string title, int halfStars, MatchKind kind, params MovieCard[] movies) => new(Entry(title, halfStars), kind, movies);

    private static ImportEntry Entry(string title, int halfStars) => new("ratings.csv", 2, title, null) { Stars = Stars.OfHalfStars(halfStars) };

    private static MovieCard Card(int id, string title) => new(id, title, "", [], null, null, 0, null);
}
