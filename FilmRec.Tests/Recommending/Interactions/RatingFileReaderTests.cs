using System.IO.Compression;
using System.Text;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Tests.Recommending.Interactions;

public sealed class RatingFileReaderTests
{
    private const string Header = "userId,movieId,rating,timestamp\n";

    [Fact]
    public void Ratings_are_read_whatever_the_order_of_lines()
    {
        var named = Read(Header + "9,300,4.5,30\n7,20,0.5,10\n9,20,5,20\n");

        var ratings = named.Ratings;
        ratings.Viewers.Ids.ToArray().ShouldBe([7, 9]);
        ratings.Movies.Ids.ToArray().ShouldBe([20, 300]);
        ratings.ColumnsOf(0).ToArray().ShouldBe([0]);
        ratings.HalfStarsOf(0).ToArray().ShouldBe([1]);
        ratings.ColumnsOf(1).ToArray().ShouldBe([0, 1]);
        ratings.HalfStarsOf(1).ToArray().ShouldBe([10, 9]);
        ratings.RatedAtOf(1).ToArray().ShouldBe([20u, 30u]);
    }

    [Theory]
    [InlineData("userId,movieId,rating,timestamp\r\n1,2,3.5,4\r\n")]
    [InlineData("\uFEFFuserId,movieId,rating,timestamp\n1,2,3.5,4\n")]
    [InlineData("\"userId\",\"movieId\",\"rating\",\"timestamp\"\n\"1\",\"2\",\"3.5\",\"4\"\n")]
    [InlineData("userId,movieId,rating,timestamp\n1,2,3.5,4")]
    [InlineData("\n\nuserId,movieId,rating,timestamp\n\n 1 , 2 ,3.5, 4\n\n")]
    [InlineData("USERID,movieId,timestamp,rating\n1,2,4,3.5\n")]
    [InlineData("note,userId,movieId,rating,timestamp\n\"a, \"\"b\"\"\",1,2,3.5,4\n")]
    [InlineData("user_id:token\titem_id:token\trating:float\ttimestamp:float\n1\t2\t3.5\t4.0\n")]
    [InlineData("1,2,3.5,4\n")]
    [InlineData("1::2::3.5::4\r\n")]
    [InlineData("1\t2\t3.5\t4\n")]
    [InlineData("1 2 3.5 4\n")]
    public void Every_layout_with_stars_and_times_says_the_same(string text)
    {
        var ratings = Read(text).Ratings;

        ratings.Count.ShouldBe(1);
        ratings.Viewers.IdOf(0).ShouldBe(1);
        ratings.Movies.IdOf(0).ShouldBe(2);
        ratings.HalfStars[0].ShouldBe((byte)7);
        ratings.RatedAtOf(0)[0].ShouldBe(4u);
    }

    [Theory]
    [InlineData("userId,movieId\n5,30\n5,10\n6,10\n")]
    [InlineData("5,30\n5,10\n6,10\n")]
    [InlineData("5\t30\n5\t10\n6\t10\n")]
    [InlineData("5 30 10\n6 10\n")]
    [InlineData("5 30 10 \r\n6 10\r\n7\r\n")]
    [InlineData("5 30 10 30\n6 10\n")]
    public void Lines_without_stars_are_likes(string text)
    {
        var ratings = Read(text).Ratings;

        ratings.HalfStars.ToArray().ShouldBe([RatingFileReader.Liked, RatingFileReader.Liked, RatingFileReader.Liked]);
        ratings.ColumnsOf(0).ToArray().ShouldBe([0, 1]);
        ratings.ColumnsOf(1).ToArray().ShouldBe([0]);
        ratings.Movies.Ids.ToArray().ShouldBe([10, 30]);
        ratings.HasTimes.ShouldBeFalse();
    }

    [Fact]
    public void Many_likes_of_a_viewer_stand_on_one_line_of_any_length()
    {
        string text = $"1 {string.Join(' ', Enumerable.Range(0, 100_000))}\n2 5\n";

        var ratings = Read(text).Ratings;

        ratings.ColumnsOf(0).Length.ShouldBe(100_000);
        ratings.ColumnsOf(1).ToArray().ShouldBe([5]);
    }

    [Fact]
    public void Names_may_be_any_strings()
    {
        var named = Read("userId,movieId,rating\nzoë,\"tt1, part \"\"two\"\"\",4\n007,10,3\n7,10,5\n");

        Enumerable.Range(0, 3).Select(named.Viewers.NameOf).ShouldBe(["007", "7", "zoë"]);
        Enumerable.Range(0, 2).Select(named.Movies.NameOf).ShouldBe(["10", "tt1, part \"two\""]);
        named.Viewers.TryRowOf("zoë", out int row).ShouldBeTrue();
        named.Ratings.HalfStarsOf(row).ToArray().ShouldBe([8]);
        named.Viewers.TryRowOf("Zoë", out _).ShouldBeFalse();
        named.Ratings.HasTimes.ShouldBeFalse();
    }

    [Fact]
    public void The_order_of_lines_does_not_change_the_rows()
    {
        var one = Read("a 10 9\nb x\n2 9\n");
        var other = Read("2 9\nb x\na 9 10\n");

        Enumerable.Range(0, 3).Select(other.Movies.NameOf).ShouldBe(Enumerable.Range(0, 3).Select(one.Movies.NameOf));
        other.Ratings.Columns.ToArray().ShouldBe(one.Ratings.Columns.ToArray());
    }

    [Theory]
    [InlineData(Header + "1,2,3.5,4\n")]
    [InlineData("1::2::3.5::4\n")]
    [InlineData("1 2\n")]
    public void Gzip_is_told_by_its_first_bytes(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        packed.Position = 0;
        var ratings = RatingFileReader.Read(packed, "ratings.csv", TasteWorld.Silent, TestContext.Current.CancellationToken).Ratings;

        ratings.Movies.IdOf(0).ShouldBe(2);
    }

    [Fact]
    public void A_gzip_that_was_cut_short_is_not_taken_for_whole()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Header + string.Concat(Enumerable.Range(1, 5000).Select(n => $"{n * 7919 % 1000},{n},3.5,{n}\n"))));
        }

        Should.Throw<InvalidDataException>(() => RatingFileReader.Read(
            new MemoryStream(packed.ToArray()[..(int)(packed.Length / 2)]), "ratings.csv", TasteWorld.Silent, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Files_that_are_read_together_share_their_rows()
    {
        var reader = new RatingFileReader(TasteWorld.Silent, TestContext.Current.CancellationToken);
        reader.Add(Stream("1 30 20\n"), "train");
        reader.Add(Stream("2 10\n1 40\n"), "test");
        reader.AddCandidates(Stream("(1,40)\t50\t10\n2 10 20 20\n"), "negatives");

        var files = reader.Build();

        files.Movies.Vocabulary.Ids.ToArray().ShouldBe([10, 20, 30, 40, 50]);
        files.Ratings[0].ColumnsOf(0).ToArray().ShouldBe([1, 2]);
        files.Ratings[0].ColumnsOf(1).ToArray().ShouldBeEmpty();
        files.Ratings[1].ColumnsOf(0).ToArray().ShouldBe([3]);
        files.Ratings[1].ColumnsOf(1).ToArray().ShouldBe([0]);
        files.Candidates.Select(list => (list.Line, list.Viewer, list.Wanted)).ShouldBe([(1, 0, 3), (2, 1, 0)]);
        files.Candidates[0].Movies.ShouldBe([0, 3, 4]);
        files.Candidates[1].Movies.ShouldBe([0, 1]);
    }

    [Theory]
    [InlineData("1 2\n", 1, "others to find it among")]
    [InlineData("1 2 3\n1 2 3 2\n", 2, "among the others too")]
    [InlineData("", 1, "empty")]
    public void Candidates_that_cannot_be_read_are_named_with_their_line(string text, int line, string problem)
    {
        var reader = new RatingFileReader(TasteWorld.Silent, TestContext.Current.CancellationToken);

        var error = Should.Throw<MalformedFileException>(() => reader.AddCandidates(Stream(text), "negatives"));

        error.Line.ShouldBe(line);
        error.Message.ShouldContain(problem);
    }

    [Theory]
    [InlineData("", 1, "empty")]
    [InlineData("userId,rating\n1,3\n", 1, "movieId")]
    [InlineData(Header, 1, "not one rating")]
    [InlineData(Header + "1,,3,4\n", 2, "movieId is empty")]
    [InlineData(Header + "1,2,5.5,4\n", 2, "rating is \"5.5\"")]
    [InlineData(Header + "1,2,0,4\n", 2, "rating is \"0\"")]
    [InlineData(Header + "1,2,3.25,4\n", 2, "rating is \"3.25\"")]
    [InlineData(Header + "1,2,NaN,4\n", 2, "rating is \"NaN\"")]
    [InlineData(Header + "1,2,3,-4\n", 2, "timestamp is \"-4\"")]
    [InlineData(Header + "1,2,3\n", 2, "timestamp is missing")]
    [InlineData(Header + "1,2,\"3,4\n", 2, "quote")]
    [InlineData(Header + "1,2,3,4\n\n1,3,3,4\n1,2,4,4\n", 5, "line 2")]
    [InlineData("1::2::3::4\n1::2::3::4::5\n", 2, "5 fields instead of 4")]
    [InlineData("1\t2\t3\t4\n1\t3\t6\t4\n1\t4\t5\t4\n", 2, "rating is \"6\"")]
    [InlineData("1\t2\t3\t4\n1\t3\t5\n1\t4\t5\t4\n", 2, "timestamp is missing")]
    public void What_cannot_be_read_is_named_with_its_line(string text, int line, string problem)
    {
        var error = Should.Throw<MalformedFileException>(() => Read(text));

        error.Line.ShouldBe(line);
        error.Message.ShouldStartWith($"ratings.csv, line {line}: ");
        error.Message.ShouldContain(problem);
    }

    private static NamedRatings Read(string text)
        => RatingFileReader.Read(Stream(text), "ratings.csv", TasteWorld.Silent, TestContext.Current.CancellationToken);

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
