using System.Net;
using System.Text.Json;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Components.Layout;

public sealed class SearchSuggestionsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Anybody_gets_at_most_eight_films_and_the_way_to_all()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var world = SmallWorld.Over(database);
        for (int n = 0; n < 12; n++)
        {
            await world.AddMovieAsync($"Tide {n}", 1990 + n, ratings: n);
        }

        await using var app = new FilmRecApp(database);
        var response = await app.CreateClient().GetAsync("/search/suggestions?q=tide%3F", Token);
        var found = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token)).RootElement;

        response.Headers.CacheControl!.ToString().ShouldBe("public, max-age=60");
        found.GetProperty("films").GetArrayLength().ShouldBe(8);
        found.GetProperty("films")[0].GetProperty("title").GetString().ShouldBe("Tide 11");
        found.GetProperty("films")[0].GetProperty("year").GetInt32().ShouldBe(2001);
        found.GetProperty("films")[0].GetProperty("address").GetString().ShouldBe("/movies/12");
        found.GetProperty("films")[0].GetProperty("poster").GetString().ShouldStartWith("/posters/12.svg?v=");
        found.GetProperty("total").GetInt32().ShouldBe(12);
        found.GetProperty("all").GetString().ShouldBe("/browse?q=tide%3F");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?q=")]
    [InlineData("?q=%00%ff%ED%A0%80")]
    [InlineData("?q=a&q=b")]
    [InlineData("?q=%3Cscript%3E&_=xxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    public async Task Whatever_is_asked_is_answered(string query)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var app = new FilmRecApp(database);

        var response = await app.CreateClient().GetAsync("/search/suggestions" + query, Token);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token)).RootElement.GetProperty("films").GetArrayLength().ShouldBe(0);
    }
}
