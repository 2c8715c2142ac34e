using System.Text;
using FilmRec.Core.Bulk;

namespace FilmRec.Tests.Bulk;

public sealed class BulkLineReadingTests
{
    private static readonly DateTimeOffset Latest = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_rating_is_read()
    {
        RatingLine.Read("""{"viewer":"Zoë 7","movie_id":12,"rating":4.5,"rated_at":"2026-01-02T04:04:05.1239+01:00","x":{"deep":[1]}}"""u8, Latest, out var rating).ShouldBeNull();

        (rating.Viewer, rating.MovieId, rating.Stars.Value).ShouldBe(("Zoë 7", 12, 4.5));
        rating.RatedAt.ShouldBe(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 123, TimeSpan.Zero));
        RatingLine.Read("""{"viewer":"a","movie_id":1,"rating":5e-1,"rated_at":null}"""u8, Latest, out rating).ShouldBeNull();
        (rating.Stars.Value, rating.RatedAt).ShouldBe((0.5, null));
    }

    [Theory]
    [InlineData("", LineText.NotJson)]
    [InlineData("null", LineText.NotJson)]
    [InlineData("[]", LineText.NotJson)]
    [InlineData("{", LineText.NotJson)]
    [InlineData("{}{}", LineText.NotJson)]
    [InlineData("{'viewer':'a'}", LineText.NotJson)]
    [InlineData("""{"viewer":"a","movie_id":1,"rating":4} x""", LineText.NotJson)]
    [InlineData("""{"viewer":"a","movie_id":1,"rating":NaN}""", LineText.NotJson)]
    [InlineData("""{"viewer":"a","movie_id":1,"rating":Infinity}""", LineText.NotJson)]
    [InlineData("""{"viewer":"a","movie_id":1,"rating":04}""", LineText.NotJson)]
    [InlineData("""{"viewer":"a","movie_id":1,"rating":4,"x":[[[[[[[[[[[[1]]]]]]]]]]]]}""", LineText.NotJson)]
    [InlineData("""{"viewer":"a","movie_id":1}""", "rating is missing")]
    [InlineData("""{"viewer":"a","rating":4}""", "movie_id is missing")]
    [InlineData("""{"movie_id":1,"rating":4}""", "viewer is missing")]
    [InlineData("""{"Viewer":"a","movie_id":1,"rating":4}""", "viewer is missing")]
    [InlineData("""{"viewer":"a","movie_id":1,"rating":4,"rating":5}""", "rating comes twice")]
    [InlineData("""{"viewer":"a","movie_id":1,"rating":4,"view\u0065r":"b"}""", "viewer comes twice")]
    [InlineData("""{"viewer":"a","movie_id":1,"rating":4.3}""", "rating is not 0.5 to 5 stars in half steps")]
    [InlineData("""{"viewer":"a","movie_id":1,"rating":1e400}""", "rating is not 0.5 to 5 stars in half steps")]
    [InlineData("""{"viewer":"a","movie_id":1,"rating":-1}""", "rating is not 0.5 to 5 stars in half steps")]
    [InlineData("""{"viewer":"a","movie_id":1,"rating":"4"}""", "rating is not 0.5 to 5 stars in half steps")]
    [InlineData("""{"viewer":"a","movie_id":1,"rating":null}""", "rating is not 0.5 to 5 stars in half steps")]
    [InlineData("""{"viewer":"a","movie_id":1.5,"rating":4}""", "movie_id is not the number of a movie")]
    [InlineData("""{"viewer":"a","movie_id":99999999999999999999,"rating":4}""", "movie_id is not the number of a movie")]
    [InlineData("""{"viewer":"a","movie_id":0,"rating":4}""", "movie_id is not the number of a movie")]
    [InlineData("""{"viewer":7,"movie_id":1,"rating":4}""", "viewer is not a text")]
    [InlineData("""{"viewer":"","movie_id":1,"rating":4}""", "viewer is not 1 to 200 characters of text")]
    [InlineData("""{"viewer":"a\u0000b","movie_id":1,"rating":4}""", "viewer is not 1 to 200 characters of text")]
    [InlineData("""{"viewer":"\ud800","movie_id":1,"rating":4}""", LineText.NotUnicode)]
    [InlineData("""{"viewer":"a","movie_id":1,"rating":4,"rated_at":"2026-01-02T03:04:05"}""", "rated_at is not a moment with a time zone between 1970 and now, such as 2026-01-02T03:04:05Z")]
    [InlineData("""{"viewer":"a","movie_id":1,"rating":4,"rated_at":"1969-12-31T23:00:00Z"}""", "rated_at is not a moment with a time zone between 1970 and now, such as 2026-01-02T03:04:05Z")]
    [InlineData("""{"viewer":"a","movie_id":1,"rating":4,"rated_at":"2036-01-01T00:00:00Z"}""", "rated_at is not a moment with a time zone between 1970 and now, such as 2026-01-02T03:04:05Z")]
    [InlineData("""{"viewer":"a","movie_id":1,"rating":4,"rated_at":"0001-01-01T00:00:00+14:00"}""", "rated_at is not a moment with a time zone between 1970 and now, such as 2026-01-02T03:04:05Z")]
    [InlineData("""{"viewer":"a","movie_id":1,"rating":4,"rated_at":1735787045}""", "rated_at is not a moment with a time zone between 1970 and now, such as 2026-01-02T03:04:05Z")]
    public void A_rating_that_cannot_be_is_refused_with_its_reason(string line, string reason)
        => RatingLine.Read(Encoding.UTF8.GetBytes(line), Latest, out _).ShouldBe(reason);

    [Fact]
    public void A_line_that_is_not_UTF_8_is_refused()
    {
        RatingLine.Read([.. "{\"viewer\":\""u8, 0xC3, 0x28, .. "\",\"movie_id\":1,\"rating\":4}"u8], Latest, out _).ShouldBe(LineText.NotUtf8);
        MovieLine.Read([.. "{\"title\":\""u8, 0xFF, .. "\"}"u8], out _).ShouldBe(LineText.NotUtf8);
    }

    [Fact]
    public void A_movie_is_read()
    {
        MovieLine.Read(
            """{"external_id":" x1 ","imdb_id":"tt0113277","tmdb_id":949,"title":"Heat","release_year":1995,"genres":["Crime","crime","Drama"],"description":"Two\nmen","runtime":170}"""u8,
            out var movie).ShouldBeNull();

        (movie.ExternalId, movie.ImdbId, movie.TmdbId, movie.Title, movie.ReleaseYear, movie.Runtime, movie.Description).ShouldBe(("x1", "tt0113277", 949, "Heat", 1995, 170, "Two\nmen"));
        movie.Genres.ShouldBe(["Crime", "Drama"]);
        movie.NormalizedTitle.ShouldBe("heat");
        MovieLine.Read("""{"title":"Heat","imdb_id":null,"genres":null,"runtime":null}"""u8, out movie).ShouldBeNull();
    }

    [Theory]
    [InlineData("{}", "title is missing")]
    [InlineData("""{"title":"  "}""", "title is missing")]
    [InlineData("""{"title":null}""", "title is missing")]
    [InlineData("""{"title":7}""", "title is not a text")]
    [InlineData("""{"title":"a\u0000b"}""", "title holds control characters")]
    [InlineData("""{"title":"\udfff"}""", LineText.NotUnicode)]
    [InlineData("""{"title":"a","title":"b"}""", "title comes twice")]
    [InlineData("""{"title":"a","x":1,"x":2}""", "x comes twice")]
    [InlineData("""{"title":"a","imdb_id":"0113277"}""", "imdb_id is not tt and 7 to 10 digits")]
    [InlineData("""{"title":"a","imdb_id":113277}""", "imdb_id is not a text")]
    [InlineData("""{"title":"a","tmdb_id":"949"}""", "tmdb_id is not a whole number from 1 on")]
    [InlineData("""{"title":"a","tmdb_id":1e99}""", "tmdb_id is not a whole number from 1 on")]
    [InlineData("""{"title":"a","release_year":1869}""", "release_year is not a whole number from 1870 to 2200")]
    [InlineData("""{"title":"a","release_year":1999.5}""", "release_year is not a whole number from 1870 to 2200")]
    [InlineData("""{"title":"a","genres":"Crime"}""", "genres is not a list of texts")]
    [InlineData("""{"title":"a","genres":[["Crime"]]}""", "a genre is not a text")]
    [InlineData("""{"title":"a","genres":["Crime|Drama"]}""", "a genre is empty or holds a |")]
    [InlineData("""{"title":"a","genres":[null]}""", "a genre is empty or holds a |")]
    [InlineData("""{"title":"a","runtime":0}""", "runtime is not a whole number from 1 to 1440")]
    public void A_movie_that_cannot_be_is_refused_with_its_reason(string line, string reason)
        => MovieLine.Read(Encoding.UTF8.GetBytes(line), out _).ShouldBe(reason);

    [Fact]
    public void Texts_that_the_database_could_not_keep_are_refused()
    {
        MovieLine.Read(Encoding.UTF8.GetBytes($$"""{"title":"{{new string('a', 301)}}"}"""), out _).ShouldBe("title has more than 300 characters");
        MovieLine.Read(Encoding.UTF8.GetBytes($$"""{"title":"a","description":"{{new string('a', 4001)}}"}"""), out _).ShouldBe("description has more than 4000 characters");
        MovieLine.Read(Encoding.UTF8.GetBytes($$"""{"title":"a","genres":["{{new string('a', 51)}}"]}"""), out _).ShouldBe("a genre has more than 50 characters");
        MovieLine.Read(Encoding.UTF8.GetBytes($$"""{"title":"a","genres":[{{string.Join(',', Enumerable.Range(0, 21).Select(n => $"\"{n}\""))}}]}"""), out _).ShouldBe("genres are too many");
    }
}
