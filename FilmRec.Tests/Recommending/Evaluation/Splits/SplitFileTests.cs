using System.Text;
using FilmRec.Core.Recommending.Evaluation.Splits;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Tests.Recommending.Evaluation.Splits;

public sealed class SplitFileTests
{
    private const string Header = "userId,movieId,fold,heldOut\n";

    /// <summary>Viewer 1 rated movies 10 and 20, viewer 2 rated movie 20.</summary>
    private static readonly RatingMatrix Ratings = new(new Vocabulary([1, 2]), new Vocabulary([10, 20]), [0, 2, 3], [0, 1, 1], [8, 9, 10], null);

    [Fact]
    public void Folds_and_held_out_ratings_find_their_places()
    {
        var split = Read(Header + "2,20,1,1\n1,20,0,1\n1,10,0,0\n");

        split.Folds.ShouldBe(2);
        split.FoldOf.ToArray().ShouldBe([0, 1]);
        split.HeldOut.ToArray().ShouldBe([false, true, true]);
        split.HeldOutCount.ShouldBe(2);
    }

    [Fact]
    public void Names_in_the_split_are_those_of_the_ratings()
    {
        var named = RatingFileReader.Read(
            new MemoryStream("ann,x,4\nann,y,5\nbob,x,3\n"u8.ToArray()), "ratings.csv", TasteWorld.Silent, TestContext.Current.CancellationToken);

        var split = SplitFile.Read(
            new MemoryStream(Encoding.UTF8.GetBytes(Header + "bob,x,1,0\r\nann,\"y\",0,1\r\nann,x,0,0\r\n")), "split.csv", named, TestContext.Current.CancellationToken);

        split.FoldOf.ToArray().ShouldBe([0, 1]);
        split.HeldOut.ToArray().ShouldBe([false, true, false]);
    }

    [Theory]
    [InlineData(Header + "1,10,0,0\n1,20,0,1\n", 3, "viewer 2 and movie 20")]
    [InlineData(Header + "1,10,0,0\n1,20,0,1\n2,20,1,0\n2,10,1,0\n", 5, "no rating of viewer 2 for movie 10")]
    [InlineData(Header + "3,10,0,0\n", 2, "no rating of viewer 3 for movie 10")]
    [InlineData(Header + "1,10,0,0\n1,10,0,0\n", 3, "twice")]
    [InlineData(Header + "1,10,0,0\n1,20,1,0\n", 3, "in fold 0 and in fold 1")]
    [InlineData("", 1, "userId is missing")]
    [InlineData("userId,movieId,fold\n1,10,0\n", 1, "heldOut is missing")]
    [InlineData(Header + "1,10,0\n", 2, "heldOut is missing")]
    [InlineData(Header + "1,10,0,2\n", 2, "heldOut is \"2\"")]
    [InlineData(Header + "1,10,-1,0\n", 2, "fold is \"-1\"")]
    [InlineData(Header + "1,10,0,0\n1,20,0,1\n2,20,0,0\n", 4, "one fold")]
    public void What_does_not_fit_is_named_with_its_line(string text, int line, string problem)
    {
        var error = Should.Throw<MalformedFileException>(() => Read(text));

        error.Line.ShouldBe(line);
        error.Message.ShouldContain(problem);
    }

    private static ViewerSplit Read(string text)
        => SplitFile.Read(
            new MemoryStream(Encoding.UTF8.GetBytes(text)), "split.csv", new NamedRatings(Ratings, Names.Of(Ratings.Viewers), Names.Of(Ratings.Movies)),
            TestContext.Current.CancellationToken);
}
