using System.Net;
using System.Security.Claims;
using FilmRec.Tests.Auth;
using FilmRec.Tests.Browser;
using FilmRec.Web.Hosting.Circuits;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FilmRec.Tests.Hosting;

public sealed class CircuitRoomTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_viewer_an_address_and_a_server_have_only_so_many_connected_pages()
    {
        var room = new CircuitRoom(new CircuitLimits { PerViewer = 2, PerAddress = 3, Overall = 4 });

        room.TryEnter(From("10.0.0.1", viewer: 7), out var entry).ShouldBeTrue();
        room.TryEnter(From("10.0.0.2", viewer: 7), out _).ShouldBeTrue();
        room.HasPlaceFor(From("10.0.0.3", viewer: 7)).ShouldBeFalse();
        room.TryEnter(From("10.0.0.3", viewer: 7), out _).ShouldBeFalse("a viewer has two");
        room.TryEnter(From("10.0.0.1", viewer: null), out _).ShouldBeTrue();
        room.TryEnter(From("10.0.0.1", viewer: 8), out var last).ShouldBeTrue();
        room.TryEnter(From("10.0.0.9", viewer: null), out _).ShouldBeFalse("the server has four");
        room.Leave(last);
        room.Leave(entry);
        room.TryEnter(From("10.0.0.1", viewer: 7), out _).ShouldBeTrue();
        room.TryEnter(From("10.0.0.1", viewer: null), out _).ShouldBeTrue();
        room.HasPlaceFor(From("10.0.0.1", viewer: null)).ShouldBeFalse();
    }

    [Fact]
    public void Those_who_were_refused_leave_nothing_behind()
    {
        var room = new CircuitRoom(new CircuitLimits { PerViewer = 1, PerAddress = 2, Overall = 100 });
        room.TryEnter(From("10.0.0.1", viewer: 7), out _).ShouldBeTrue();

        for (int n = 0; n < 200; n++)
        {
            room.TryEnter(From("10.0.0.1", viewer: 7), out _).ShouldBeFalse();
        }

        room.TryEnter(From("10.0.0.1", viewer: 8), out _).ShouldBeTrue();
    }

    [Fact]
    public async Task A_page_that_finds_no_room_is_told_before_it_connects()
    {
        await using var world = await AuthWorld.CreateAsync(new KeyValuePair<string, string?>("FilmRec:Circuits:PerAddress", "1"));
        (await NegotiateAsync(world)).StatusCode.ShouldBe(HttpStatusCode.OK);
        world.Services.GetRequiredService<CircuitRoom>().TryEnter(From("127.0.0.1", viewer: null), out _).ShouldBeTrue();

        var refused = await NegotiateAsync(world);

        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter.ShouldNotBeNull();
    }

    private static Task<HttpResponseMessage> NegotiateAsync(AuthWorld world) => world.Anybody.PostAsync("/_blazor/negotiate?negotiateVersion=1", null, Token);

    private static DefaultHttpContext From(string address, int? viewer)
        => new()
        {
            User = viewer is { } id ? new ClaimsPrincipal(new ClaimsIdentity([new("sub", $"{id}")], "Cookie", "name", "role")) : new ClaimsPrincipal(),
            Connection = { RemoteIpAddress = IPAddress.Parse(address) },
        };
}

[Collection(BrowserTests.Name)]
public sealed class NoRoomForACircuit(BrowserSite site)
{
    [Fact]
    public async Task The_page_says_so_in_words_and_works_by_its_links_and_forms()
    {
        await using var viewer = await site.ComesAsync();
        viewer.Expected = "";
        await viewer.Account.RegisterAsync("viewer-no-room");
        await viewer.Page.RouteAsync("**/_blazor/negotiate**", route => route.FulfillAsync(new() { Status = 503, Body = "no room" }));

        await viewer.Page.GotoAsync("/movies/4");

        await Expect(viewer.Page.GetByText("Too many pages are open")).ToBeVisibleAsync();
        await viewer.Page.GetByRole(AriaRole.Link, new() { Name = "Browse" }).First.ClickAsync();
        await viewer.Page.WaitForURLAsync("**/browse**");
    }
}
