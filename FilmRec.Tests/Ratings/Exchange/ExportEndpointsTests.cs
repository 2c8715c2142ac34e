using System.Net;
using FilmRec.Core.Ratings;
using FilmRec.Tests.Auth;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Ratings.Exchange;

public sealed class ExportEndpointsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_viewer_downloads_their_own_ratings_as_files_that_nobody_keeps()
    {
        await using var world = await AuthWorld.CreateAsync();
        var browser = world.Browser();
        (await browser.GetAsync("/ratings/export.csv", Token)).StatusCode.ShouldBe(HttpStatusCode.Found);
        await AuthWorld.SubmitAsync(browser, "/account/register", "register", ("UserName", "anna"), ("Email", "anna@example.org"), ("Password", AuthWorld.Password));
        await RateAsync(world);

        foreach (var (path, name, type) in ((string, string, string)[])
            [("/ratings/export.csv", "ratings.csv", "text/csv"), ("/ratings/history.csv", "watch-history.csv", "text/csv"), ("/ratings/export.json", "ratings.json", "application/json")])
        {
            var answer = await browser.GetAsync(path, Token);

            answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            answer.Headers.CacheControl!.ToString().ShouldBe("no-store, private");
            answer.Content.Headers.ContentType!.MediaType.ShouldBe(type);
            answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
            answer.Content.Headers.ContentDisposition.FileName.ShouldBe($"filmrec-{world.Clock.GetUtcNow():yyyy-MM-dd}-{name}");
            (await answer.Content.ReadAsStringAsync(Token)).ShouldContain("Low Tide");
        }
    }

    private static async Task RateAsync(AuthWorld world)
    {
        await using var db = world.Open();
        var movie = new Core.Catalog.Movie("Low Tide", Core.Origin.Own, world.Clock.GetUtcNow());
        db.Movies.Add(movie);
        await db.SaveChangesAsync(Token);
        int viewer = await db.Users.Select(user => user.Id).SingleAsync(Token);
        await world.Services.GetRequiredService<RatingBook>().RateAsync(viewer, movie.MovieId, Stars.OfHalfStars(9), 90, Token);
    }
}
