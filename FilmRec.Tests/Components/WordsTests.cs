using FilmRec.Core.Ratings;
using FilmRec.Web.Components;

namespace FilmRec.Tests.Components;

public sealed class WordsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(7, "7")]
    [InlineData(1870, "1\u202f870")]
    [InlineData(1234567, "1\u202f234\u202f567")]
    public void Thousands_stand_apart_by_a_thin_space(int number, string words) => Words.Count(number).ShouldBe(words);

    [Fact]
    public void One_film_is_one_film()
    {
        Words.Count(1, "film", "films").ShouldBe("1 film");
        Words.Count(0, "film", "films").ShouldBe("0 films");
    }

    [Theory]
    [InlineData(48, "48 min")]
    [InlineData(104, "1 h 44 min")]
    [InlineData(120, "2 h")]
    public void A_runtime_is_said_in_hours_and_minutes(int minutes, string words) => Words.Runtime(minutes).ShouldBe(words);

    [Theory]
    [InlineData(1, "½ star", "Half a star")]
    [InlineData(2, "1 star", "1 star")]
    [InlineData(3, "1½ stars", "1 and a half stars")]
    [InlineData(8, "4 stars", "4 stars")]
    public void Stars_are_written_and_spoken(int halfStars, string written, string spoken)
    {
        Words.Of(Stars.OfHalfStars(halfStars)).ShouldBe(written);
        Words.Spoken(Stars.OfHalfStars(halfStars)).ShouldBe(spoken);
    }

    [Fact]
    public void No_stars_are_spoken_as_not_rated() => Words.Spoken(null).ShouldBe("Not rated");

    [Theory]
    [InlineData(0, "today")]
    [InlineData(1, "yesterday")]
    [InlineData(2, "Friday")]
    [InlineData(10, "12 Nov")]
    [InlineData(400, "18 Oct 2025")]
    public void Days_are_relative_up_to_a_week(int daysAgo, string words) => Words.Day(Now.AddDays(-daysAgo), Now).ShouldBe(words);

    [Theory]
    [InlineData(1, "just now")]
    [InlineData(4, "4 minutes ago")]
    [InlineData(61, "an hour ago")]
    [InlineData(200, "3 hours ago")]
    [InlineData(2900, "Friday")]
    public void Moments_are_relative_up_to_a_day(int minutesAgo, string words) => Words.Ago(Now.AddMinutes(-minutesAgo), Now).ShouldBe(words);

    [Fact]
    public void A_list_ends_with_and()
    {
        Words.List([]).ShouldBe("");
        Words.List(["Crime"]).ShouldBe("Crime");
        Words.List(["Crime", "Drama", "War"]).ShouldBe("Crime, Drama and War");
    }
}
