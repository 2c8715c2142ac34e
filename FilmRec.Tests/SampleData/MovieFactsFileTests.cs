using System.Text;
using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.SampleData;

namespace FilmRec.Tests.SampleData;

public sealed class MovieFactsFileTests
{
    [Theory]
    [InlineData("movieId,title,genres\r\n7,\"Matrix, The (1999)\",Action|Sci-Fi\r\n9,Nothing,(no genres listed)\r\n8,Bambi (1942),Children\r\n")]
    [InlineData("7::Matrix, The (1999)::Action|Sci-Fi\n9::Nothing::unknown\n8::Bambi (1942)::Children's\n")]
    [InlineData("7|Matrix, The (1999)|||http://x|0|1|0|0|0|0|0|0|0|0|0|0|0|0|0|1|0|0|0\n8|Bambi (1942)|||http://x|0|0|0|0|1|0|0|0|0|0|0|0|0|0|0|0|0|0|0\n")]
    public void Every_layout_tells_genres_and_years(string text)
    {
        var facts = Read(Encoding.Latin1.GetBytes(text), new Vocabulary([7, 8, 9]));

        facts.GenreNames.ShouldBe(["Action", "Children", "Sci-Fi"]);
        facts.Genres.ShouldBe([0b101UL, 0b010UL, 0UL]);
        facts.Years.ShouldBe([(short)1999, (short)1942, (short)0]);
    }

    [Fact]
    public void Movies_that_nobody_rated_are_left_out_and_accents_in_latin1_do_no_harm()
    {
        var facts = Read(Encoding.Latin1.GetBytes("1::Amélie (2001)::Comédie\n2::Heat (1995)::Crime\n"), new Vocabulary([1]));

        facts.GenreNames.ShouldBe(["Comédie"]);
        facts.Years.ShouldBe([(short)2001]);
    }

    [Theory]
    [InlineData("movieId,title\n1,x\n", 1, "the first line should be movieId,title,genres")]
    [InlineData("movieId,title,genres\n1,\"x,Drama\n", 2, "quotation mark")]
    [InlineData("1::x::Drama\n2::y\n", 2, "fewer than 3 fields")]
    public void What_cannot_be_read_is_named_with_its_line(string text, int line, string problem)
    {
        var error = Should.Throw<MalformedFileException>(() => Read(Encoding.UTF8.GetBytes(text), new Vocabulary([1])));

        error.Message.ShouldStartWith($"movies, line {line}: ");
        error.Message.ShouldContain(problem);
    }

    private static MovieFacts Read(byte[] content, Vocabulary movies) => MovieFactsFile.Read(new MemoryStream(content), "movies", Names.Of(movies));
}
