using FilmRec.Web.Components.Theme;

namespace FilmRec.Tests.Components.Theme;

public sealed class ThemeEndpointsTests
{
    [Theory]
    [InlineData("/browse?q=night", "/browse?q=night")]
    [InlineData("/", "/")]
    [InlineData("//elsewhere.example", "/home")]
    [InlineData("/\\elsewhere.example", "/home")]
    [InlineData("https://elsewhere.example", "/home")]
    [InlineData("/a\r\nSet-Cookie: x=1", "/home")]
    [InlineData("", "/home")]
    [InlineData(null, "/home")]
    public void Only_addresses_of_this_site_are_gone_back_to(string? address, string expected)
        => ThemeEndpoints.LocalOr(address, "/home").ShouldBe(expected);
}
