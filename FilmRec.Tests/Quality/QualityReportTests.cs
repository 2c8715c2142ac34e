using System.Text.Json;
using FilmRec.Core.Quality;

namespace FilmRec.Tests.Quality;

public sealed class QualityReportTests
{
    internal static readonly DataQualityReport Report = new(
        new DateTimeOffset(2026, 11, 22, 16, 30, 0, TimeSpan.Zero),
        new DataCounts(9742, 9724, 611, 610, 100_836, 12, 3683, 19),
        new RatingFigures(3.5016, 0.983, 70.5, 3, 0.61, new DateTimeOffset(1996, 3, 29, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2018, 9, 24, 0, 0, 0, TimeSpan.Zero)),
        new QualityHistograms(
            [new("½", 1370), new("1", 2811), new("5", 13_211)], [new("0", 1), new("20–49", 240)], [new("1", 3446)], [new("1996", 6040)],
            [new("Drama", 4361), new("Comedy", 3756)], [new("1990s", 2212), new("unknown", 13)]),
        [
            new QualityFinding("ratings_in_future", QualitySeverity.Fault, "Ratings dated in the future", "Check the clock.", 0, []),
            new QualityFinding("duplicate_movies", QualitySeverity.Doubt, "Films that are there twice", "Ratings are divided.", 10,
                [.. Enumerable.Range(1, 7).Select(n => new Offender($"Amélie {n} (2001)", "2 times", n))]),
        ]);

    [Fact]
    public void Text_says_how_much_there_is_and_what_was_found()
    {
        string text = QualityText.Of(Report);

        text.ShouldStartWith("Data quality on 22 November 2026, 16:30 UTC\n");
        text.ShouldContain("Ratings       100\u2009836   from 1996-03-29 to 2018-09-24\n");
        text.ShouldContain("3.50 stars on average; 98.30");
        text.ShouldContain($"  5  {new string('█', 40)} 13\u2009211\n");
        text.ShouldContain($"  ½  {new string('█', 5)} 1\u2009370\n");
        text.ShouldContain("2 checks, 1 found something\n\n  Doubt: Films that are there twice: 10\n    Ratings are divided.\n    · Amélie 1 (2001): 2 times\n");
        text.ShouldContain("    · Amélie 5 (2001): 2 times\n    · …\n");
        text.ShouldNotContain("Amélie 6");
        text.ShouldNotContain("future");
    }

    [Fact]
    public void Json_has_snake_case_names_and_comes_back_as_it_was()
    {
        string json = Report.ToJson(indented: false);

        using var document = JsonDocument.Parse(json);
        document.RootElement.GetProperty("counts").GetProperty("rated_movies").GetInt64().ShouldBe(9724);
        document.RootElement.GetProperty("ratings").GetProperty("median_per_viewer").GetDouble().ShouldBe(70.5);
        document.RootElement.GetProperty("histograms").GetProperty("ratings_per_viewer")[1].GetProperty("label").GetString().ShouldBe("20–49");
        var finding = document.RootElement.GetProperty("findings")[1];
        finding.GetProperty("severity").GetString().ShouldBe("doubt");
        finding.GetProperty("worst")[0].GetProperty("movie_id").GetInt32().ShouldBe(1);
        document.RootElement.TryGetProperty("problems", out _).ShouldBeFalse();
        DataQualityReport.FromJson(json).ShouldNotBeNull().ToJson(indented: false).ShouldBe(json);
    }

    [Theory, InlineData(""), InlineData("{}"), InlineData("null"), InlineData("[1]"), InlineData("{\"created_at\":\"yesterday\"}")]
    public void What_is_not_a_report_is_none(string json) => DataQualityReport.FromJson(json).ShouldBeNull();

    [Fact]
    public void Only_the_worst_cases_are_kept_worst_first()
    {
        var check = new QualityCheck("odd", QualitySeverity.Doubt, "Odd", "Mend it.");
        int described = 0;
        foreach (int n in Enumerable.Range(0, 100))
        {
            check.Add(n * 37 % 100, () =>
            {
                described++;
                return new Offender($"{n * 37 % 100}", "");
            });
        }

        var finding = check.Finish(new Dictionary<int, string>());

        finding.Count.ShouldBe(100);
        finding.Worst.Select(offender => offender.Subject).ShouldBe(Enumerable.Range(80, 20).Reverse().Select(n => $"{n}"));
        described.ShouldBeLessThan(100);
    }

    [Fact]
    public void Spread_counts_medians_and_shares()
    {
        Spread.Histogram([1, 1, 3, 25, 12_000], zeros: 4)
            .Select(bar => (bar.Label, bar.Count)).ShouldBe([("0", 4), ("1", 2), ("2–4", 1), ("5–9", 0), ("10–19", 0), ("20–49", 1), ("50–99", 0), ("100–199", 0),
                ("200–499", 0), ("500–999", 0), ("1000–1999", 0), ("2000–4999", 0), ("5000–9999", 0), ("10000 and more", 1)]);
        Spread.Histogram([], zeros: 0).ShouldBeEmpty();
        Spread.Median([5, 1, 3]).ShouldBe(3);
        Spread.Median([4, 1, 3, 2]).ShouldBe(2.5);
        Spread.Median([]).ShouldBe(0);
        Spread.TopTenthShare([10, .. Enumerable.Repeat(1, 19), 5]).ShouldBe(15 / 34.0);
        Spread.TopTenthShare([]).ShouldBe(0);
    }
}
