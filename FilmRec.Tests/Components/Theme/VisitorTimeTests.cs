using FilmRec.Web.Components.Theme;
using Microsoft.Extensions.Time.Testing;

namespace FilmRec.Tests.Components.Theme;

public sealed class VisitorTimeTests
{
    private static readonly DateTimeOffset Evening = new(2026, 11, 22, 23, 30, 0, TimeSpan.Zero);
    private readonly VisitorTime _time = new(new FakeTimeProvider(Evening));

    [Fact]
    public void Times_are_shown_in_the_zone_of_the_cookie()
    {
        _time.Use("Europe%2FBerlin");

        _time.Moment(Evening).ShouldBe("23 Nov 2026 00:30");
        _time.Day(Evening.AddHours(-1)).ShouldBe("yesterday"); // here it is past midnight
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Nowhere/Land")]
    [InlineData("../../etc/passwd")]
    public void What_is_no_zone_is_read_as_UTC(string? cookie)
    {
        _time.Use(cookie);

        _time.Moment(Evening).ShouldBe("22 Nov 2026 23:30");
        _time.Day(Evening.AddHours(-1)).ShouldBe("today");
    }

    [Fact]
    public void A_name_of_any_length_is_survived()
    {
        _time.Use(new string('x', 100_000));

        _time.ZoneId.ShouldBeNull();
    }
}
