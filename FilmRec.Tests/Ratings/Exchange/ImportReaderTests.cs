using System.Globalization;
using System.Text;
using FilmRec.Core.Ratings.Exchange;

namespace FilmRec.Tests.Ratings.Exchange;

public sealed class ImportReaderTests
{
    [Theory]
    [InlineData("ratings.csv", false, "\n")]
    [InlineData("ratings.csv", true, "\r\n")]
    [InlineData("my film opinions.txt", true, "\r\n")]
    public void Letterboxds_ratings_are_read_whatever_the_files_name_and_line_ends(string name, bool mark, string lineEnd)
    {
        string text = SampleFiles.Text("letterboxd-ratings.csv").ReplaceLineEndings(lineEnd);

        var file = SampleFiles.Read(name, mark ? "\uFEFF" + text : text);

        file.Source.ShouldBe("Letterboxd");
        file.Lines.ShouldBe(7);
        file.Faults.ShouldBeEmpty();
        file.Repeats.ShouldBe(1);
        Said(file).ShouldBe(
        [
            "8 Low Tide (2004) 5 2023-08-09",
            "3 Harbour, of Glass (1987) 4 2020-11-15",
            "4 The \"Quiet\" Ferry (1961) ½ 2021-01-09",
            "5 Static 2 2021-06-30",
            "6 Amélie (2001) 5 2022-02-11",
            "7 Grandad’s 70th (2003) 5 2023-08-08",
        ]);
    }

    [Fact]
    public void The_whole_zip_of_Letterboxd_gives_each_film_once_with_the_days_on_which_it_was_watched()
    {
        var file = SampleFiles.Read("letterboxd-marta-2024.zip", SampleFiles.Letterboxd());

        file.Source.ShouldBe("Letterboxd");
        file.Entries.Select(entry => entry.Title).ShouldBe(
            ["Low Tide", "Harbour, of Glass", "The \"Quiet\" Ferry", "Static", "Amélie", "Grandad’s 70th", "Gravel"], ignoreOrder: true);
        var tide = file.Entries.Single(entry => entry.Title == "Low Tide");
        tide.Stars!.Value.Value.ShouldBe(5);
        tide.File.ShouldBe("ratings.csv");
        tide.Watches.Select(watch => (Day(watch.At), watch.Stars?.Value)).ShouldBe([("2019-03-01", 4.5), ("2023-08-08", null)]);
        var gravel = file.Entries.Single(entry => entry.Title == "Gravel");
        gravel.Stars.ShouldBeNull();
        Day(gravel.Watches.Single().At).ShouldBe("2022-05-05");
    }

    [Fact]
    public void Imdbs_points_become_half_stars_and_what_is_no_film_is_told()
    {
        var file = SampleFiles.Read("ratings.csv", SampleFiles.Text("imdb-ratings.csv"));

        file.Source.ShouldBe("IMDb");
        file.Entries.Select(entry => (entry.ImdbId, entry.Title, entry.OriginalTitle, entry.Stars!.Value.Value)).ShouldBe(
        [
            ("tt0113277", "Heat, Again", "Heat", 4.5),
            ("tt0211915", "Amélie", "Le fabuleux destin d'Amélie Poulain", 5),
            ("tt9999991", "Gravel", null, 1.5),
        ]);
        file.Faults.Select(fault => (fault.Line, fault.Reason)).ShouldBe(
        [
            (5, "“Low Tide” is no film but a TV Series."),
            (6, "“11” is no rating: IMDb's go from 1 to 10."),
        ]);
        SampleFiles.Read("ratings.csv", SampleFiles.Text("imdb-ratings-older.csv")).Entries.Single().ImdbId.ShouldBe("tt0113277");
    }

    [Fact]
    public void Both_files_of_MovieLens_are_read_with_articles_where_one_says_them()
    {
        var export = SampleFiles.Read("movielens-ratings.csv", SampleFiles.Text("movielens-export.csv"));
        var plain = SampleFiles.Read("ratings.csv", SampleFiles.Text("movielens-ratings.csv"));

        export.Source.ShouldBe("MovieLens");
        export.Entries.Select(entry => (entry.Name, entry.ImdbId, entry.TmdbId, entry.MovieLensId)).ShouldBe(
        [
            ("Heat (1995)", "tt0113277", 949, 6),
            ("Amelie (Fabuleux destin d'Amélie Poulain, Le) (2001)", "tt0211915", 194, 4973),
            ("The Lantern Thief (1954)", null, null, 77),
        ]);
        plain.Entries.Select(entry => (entry.MovieLensId, entry.HasTitle, Day(entry.RatedAt))).ShouldBe([(6, false, "2004-09-10"), (4973, false, "2004-09-10")]);
        plain.Faults.Single().Reason.ShouldBe("“3.3” is no rating: stars go from 0.5 to 5 in half steps.");
    }

    [Fact]
    public void The_own_export_is_read_as_csv_json_and_zip()
    {
        var csv = SampleFiles.Read("ratings.csv", SampleFiles.Text("filmrec-ratings.csv"));
        var json = SampleFiles.Read("filmrec.json", SampleFiles.Text("filmrec.json"));
        var zip = SampleFiles.Read("filmrec.zip", SampleFiles.Zip(("ratings.csv", SampleFiles.Text("filmrec-ratings.csv")), ("all.json", SampleFiles.Text("filmrec.json"))));

        foreach (var file in new[] { csv, json, zip })
        {
            file.Source.ShouldBe("FilmRec");
            file.Entries.Select(entry => (entry.Name, entry.Stars!.Value.Value, entry.ImdbId, entry.RatedAt)).ShouldBe(
            [
                ("=SUM(A1) (2010)", 3.5, null, new DateTimeOffset(2025, 11, 2, 20, 15, 30, 123, TimeSpan.Zero)),
                ("Low Tide (2004)", 4, "tt0000042", new DateTimeOffset(2025, 11, 3, 8, 0, 0, TimeSpan.Zero)),
            ]);
        }

        json.Faults.Single().Reason.ShouldBe("“7” is no rating: stars go from 0.5 to 5 in half steps.");
        json.Entries[1].Watches.Single().Minutes.ShouldBe(101);
    }

    [Fact]
    public void Lines_that_cannot_be_read_are_told_with_number_and_reason_and_the_others_are_read()
    {
        var file = SampleFiles.Read("ratings.csv",
            "Date,Name,Year,Letterboxd URI,Rating\n2019-03-02,\"Low Tide,2004,x,4.5\n2019-03-02,,2004,x,4.5\n2019-03-02,Gravel,1995,x,six\n2019-03-02,Static,2017,x,NaN\n2019-03-02,Heat,1995\nsoon,Delta,20000,x,3\n");

        file.Faults.Select(fault => (fault.Line, fault.Reason)).ShouldBe(
        [
            (2, "A quote is not closed where the field ends."),
            (3, "The title is missing."),
            (4, "“six” is no rating: stars go from 0.5 to 5 in half steps."),
            (5, "“NaN” is no rating: stars go from 0.5 to 5 in half steps."),
            (6, "There are no stars on this line."),
        ]);
        file.Entries.Single().ShouldSatisfyAllConditions(delta => delta.Year.ShouldBeNull(), delta => delta.RatedAt.ShouldBeNull());
    }

    [Theory]
    [InlineData("2099-01-01", "2026-03-01")]
    [InlineData("2026-03-01", "2026-03-01")]
    [InlineData("1969-07-20", null)]
    [InlineData("01/02/2020", null)]
    public void Nothing_was_rated_in_the_future_or_before_there_were_clocks(string date, string? expected)
        => Day(SampleFiles.Read("ratings.csv", $"Date,Name,Year,Letterboxd URI,Rating\n{date},Low Tide,2004,x,4\n").Entries.Single().RatedAt).ShouldBe(expected);

    [Fact]
    public void Older_files_in_the_code_page_of_Windows_keep_their_accents()
        => SampleFiles.Read("ratings.csv", Encoding.Latin1.GetBytes(SampleFiles.Text("letterboxd-ratings.csv").Replace('’', '\'')))
            .Entries.ShouldContain(entry => entry.Title == "Amélie");

    [Fact]
    public void What_is_no_list_of_ratings_is_refused_in_words()
    {
        Refusal("", "ratings.csv").ShouldBe("The file is empty.");
        Refusal("Name,Phone\nMarta,1\n", "people.csv").ShouldStartWith("people.csv is none of the files that can be imported.");
        Refusal("Date,Name,Year,Letterboxd URI\n2020-01-01,Heat,1995,x\n", "watchlist.csv").ShouldStartWith("watchlist.csv is none of the files");
        Refusal("{\"a\": [", "x.json").ShouldContain("breaks off");
        Refusal("{\"films\": []}", "x.json").ShouldContain("not an export of FilmRec");
        Refusal(new string('[', 500), "x.json").ShouldContain("not well formed");
        Refusal("userId,movieId,rating,timestamp\n1,6,4,1\n2,6,4,1\n", "ratings.csv").ShouldContain("several people");
        Refusal("PK\u0003\u0004 nothing", "x.zip").ShouldBe("The zip is damaged. Download it again.");
        Refusal("\uFFFD\0\0", "x.bin").ShouldContain("none of the files");
        Should.Throw<UnreadableImportException>(() => SampleFiles.Read("x.csv", Encoding.Unicode.GetPreamble())).Message.ShouldContain("UTF-16");
        Should.Throw<UnreadableImportException>(() => SampleFiles.Read("x.zip", SampleFiles.Zip(("notes.txt", "hello")))).Message.ShouldContain("holds no ratings");
    }

    [Fact]
    public void Files_that_are_too_big_and_zips_that_grow_are_refused()
    {
        string line = "2019-03-02,Low Tide,2004,https://boxd.it/aaaa,4.5\n";
        Refusal(new string('x', ImportLimits.FileBytes + 1), "ratings.csv").ShouldContain("more than 5 MB");
        Refusal("Date,Name,Year,Letterboxd URI,Rating\n" + string.Concat(Enumerable.Repeat(line, ImportLimits.Lines + 1)), "ratings.csv").ShouldContain("more than 20,000 lines");

        byte[] bomb = SampleFiles.Zip(("ratings.csv", new string('0', ImportLimits.UnzippedBytes + 1)));
        bomb.Length.ShouldBeLessThan(ImportLimits.FileBytes);
        Should.Throw<UnreadableImportException>(() => SampleFiles.Read("x.zip", bomb)).Message.ShouldContain("Unpacked, the zip has more than 40 MB");
        byte[] crowd = SampleFiles.Zip([.. Enumerable.Range(0, ImportLimits.ZippedFiles + 1).Select(n => ($"{n}.txt", ""))]);
        Should.Throw<UnreadableImportException>(() => SampleFiles.Read("x.zip", crowd)).Message.ShouldContain("more than 5000 files");
    }

    private static string Refusal(string text, string name)
        => Should.Throw<UnreadableImportException>(() => SampleFiles.Read(name, Encoding.UTF8.GetBytes(text))).Message;

    private static IEnumerable<string> Said(ImportedFile file)
        => file.Entries.Select(entry => $"{entry.Line} {entry.Name} {entry.Stars} {Day(entry.RatedAt)}");

    private static string? Day(DateTimeOffset? moment) => moment?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
