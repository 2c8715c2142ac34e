using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Tests.Recommending.Interactions;

public sealed class RatingsFileTests
{
    private const string Header = "userId,movieId,rating,timestamp\n";

    [Fact]
    public void Ratings_are_read_whatever_the_order_of_lines()
    {
        var ratings = Read(Header + "9,300,4.5,30\n7,20,0.5,10\n9,20,5,20\n");

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
    [InlineData("\"userId\",\"movieId\",\"rating\",\"timestamp\"\n\"1\",\"2\",\"3.5\",\"4\"\n")]
    [InlineData("userId,movieId,rating,timestamp\n1,2,3.5,4")]
    [InlineData("userId,movieId,rating,timestamp\n\n1,2,3.5,4\n\n")]
    [InlineData("USERID,movieId,timestamp,rating\n1,2,4,3.5\n")]
    [InlineData("note,userId,movieId,rating,timestamp\n\"a, b\",1,2,3.5,4\n")]
    public void Quotes_line_endings_blank_lines_and_the_order_of_columns_make_no_difference(string text)
    {
        var ratings = Read(text);

        ratings.Count.ShouldBe(1);
        ratings.Viewers.IdOf(0).ShouldBe(1);
        ratings.Movies.IdOf(0).ShouldBe(2);
        ratings.HalfStars[0].ShouldBe((byte)7);
        ratings.RatedAtOf(0)[0].ShouldBe(4u);
    }

    [Theory]
    [InlineData("", 1, "empty")]
    [InlineData("userId,movieId,rating\n1,2,3\n", 1, "timestamp")]
    [InlineData(Header, 1, "not one rating")]
    [InlineData(Header + "1,2,3,4\nx,2,3,4\n", 3, "userId is \"x\"")]
    [InlineData(Header + "1,2.5,3,4\n", 2, "movieId is \"2.5\"")]
    [InlineData(Header + "1,2,5.5,4\n", 2, "rating is \"5.5\"")]
    [InlineData(Header + "1,2,0,4\n", 2, "rating is \"0\"")]
    [InlineData(Header + "1,2,3.25,4\n", 2, "rating is \"3.25\"")]
    [InlineData(Header + "1,2,NaN,4\n", 2, "rating is \"NaN\"")]
    [InlineData(Header + "1,2,3,-4\n", 2, "timestamp is \"-4\"")]
    [InlineData(Header + "1,2,3\n", 2, "timestamp is missing")]
    [InlineData(Header + "1,2,\"3,4\n", 2, "quote")]
    [InlineData(Header + "1,2,3,4\n1,3,3,4\n1,2,4,4\n", 4, "line 2")]
    public void What_cannot_be_read_is_named_with_its_line(string text, int line, string problem)
    {
        var error = Should.Throw<MalformedFileException>(() => Read(text));

        error.Line.ShouldBe(line);
        error.Message.ShouldStartWith($"ratings.csv, line {line}: ");
        error.Message.ShouldContain(problem);
    }

    private static RatingMatrix Read(string text)
        => RatingsFile.Read(new StringReader(text), "ratings.csv", TasteWorld.Silent, TestContext.Current.CancellationToken);
}
