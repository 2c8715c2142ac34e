using FilmRec.Core;
using FilmRec.Core.Accounts;
using FilmRec.Core.Accounts.PersonalData;
using FilmRec.Core.Clients;
using FilmRec.Core.Ratings;
using FilmRec.Tests.Auth;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Tests.Clients;

public sealed class ExternalViewersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task Viewers_are_made_once_and_found_again_by_exactly_their_id(DatabaseKind kind)
    {
        await using var world = await ClientWorld.CreateAsync(kind);
        var (shop, other) = (await world.RegisterAsync("recommend"), await world.RegisterAsync("recommend"));
        string[] ids = ["1", "Ann", "ann", " ann", "änn", "a\u0308nn", "🎬 film/fan?", new string('x', 200), "'; DROP TABLE users; --", "1"];
        var viewers = world.Get<ExternalViewers>();

        var first = await viewers.FindOrAddAsync(shop.Client.ClientId, ids, Token);
        var again = await viewers.FindOrAddAsync(shop.Client.ClientId, [.. ids, "new"], Token);
        var others = await viewers.FindOrAddAsync(other.Client.ClientId, ["1"], Token);

        first.Count.ShouldBe(9);
        first.Values.Distinct().Count().ShouldBe(9);
        first.Keys.ShouldAllBe(id => again[id] == first[id]);
        first.Values.ShouldNotContain(others["1"]);
        (await viewers.FindAsync(shop.Client.ClientId, "Ann", Token)).ShouldBe(first["Ann"]);
        (await viewers.FindAsync(shop.Client.ClientId, "ANN", Token)).ShouldBeNull();
        (await world.Clients.ListAsync(10, null, Token)).Clients.Single(c => c.ClientId == shop.Client.ClientId).Viewers.ShouldBe(10);
    }

    [Theory, DatabaseUnderTest]
    public async Task Sixteen_who_name_the_same_viewers_at_once_get_the_same(DatabaseKind kind)
    {
        await using var world = await ClientWorld.CreateAsync(kind);
        string shop = (await world.RegisterAsync("bulk")).Client.ClientId;
        string[] ids = [.. Enumerable.Range(0, 40).Select(i => $"customer {i}")];

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(
            () => world.Get<ExternalViewers>().FindOrAddAsync(shop, i % 2 == 0 ? ids : [.. ids.Reverse()], Token), Token)));

        answers.ShouldAllBe(answer => ids.All(id => answer[id] == answers[0][id]));
        await using var db = world.Open();
        (await db.ExternalViewers.CountAsync(Token)).ShouldBe(40);
        (await db.Users.CountAsync(u => u.Origin == Origin.External, Token)).ShouldBe(40);
    }

    [Theory, DatabaseUnderTest]
    public async Task Many_are_made_in_few_statements(DatabaseKind kind)
    {
        await using var world = await ClientWorld.CreateAsync(kind);
        string shop = (await world.RegisterAsync("bulk")).Client.ClientId;

        var made = await world.Get<ExternalViewers>().FindOrAddAsync(shop, [.. Enumerable.Range(0, 2500).Select(i => $"{i}")], Token);

        made.Values.Distinct().Count().ShouldBe(2500);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a\u0085b")]
    public void Some_texts_are_no_external_ids(string? id) => ExternalViewers.ProblemOf(id).ShouldNotBeNull();

    [Fact]
    public void Half_a_character_is_no_text()
    {
        foreach (string id in (string[])["half \ud83c", "\udfac of it", "\udfac\ud83c", "🎬\ud83c"])
        {
            ExternalViewers.ProblemOf(id).ShouldNotBeNull();
        }

        ExternalViewers.ProblemOf("🎬\uFFFD🎬").ShouldBeNull();
    }

    [Fact]
    public async Task Too_long_an_id_is_refused_before_anything_is_written()
    {
        await using var world = await ClientWorld.CreateAsync(DatabaseKind.Sqlite);
        string shop = (await world.RegisterAsync("bulk")).Client.ClientId;

        await Should.ThrowAsync<ArgumentException>(() => world.Get<ExternalViewers>().FindOrAddAsync(shop, ["fine", new string('x', 201)], Token));

        await using var db = world.Open();
        (await db.ExternalViewers.CountAsync(Token)).ShouldBe(0);
    }

    [Theory, DatabaseUnderTest]
    public async Task Nobody_can_log_in_as_them_or_finds_them_among_people(DatabaseKind kind)
    {
        await using var world = await ClientWorld.CreateAsync(kind);
        string shop = (await world.RegisterAsync("bulk")).Client.ClientId;
        int viewer = (await world.Get<ExternalViewers>().FindOrAddAsync(shop, ["ann"], Token))["ann"];
        string name;
        await using (var db = world.Open())
        {
            name = (await db.Users.SingleAsync(u => u.Id == viewer, Token)).UserName!;
        }

        (await world.Get<Login>().AttemptAsync(name, "", null, Token)).ShouldBeOfType<LoginResult.Refused>();
        (await world.Get<Login>().AttemptAsync(name, AuthWorld.Password, null, Token)).ShouldBeOfType<LoginResult.Refused>();
        (await world.Get<AccountStandings>().FindAsync(viewer, Token)).ShouldBeNull();
        (await world.Get<Registration>().RegisterAsync(new NewAccount(name, "ext@example.org", AuthWorld.Password), Token)).ShouldBeOfType<RegistrationResult.Refused>();
        (await world.Get<ViewerAdministration>().GiveRoleAsync(world.Boss, viewer, Token)).ShouldNotBeNull();
        var directory = world.Get<ViewerDirectory>();
        (await directory.FindAsync(new ViewerQuery(), Token)).Viewers.Select(row => row.UserName).ShouldBe(["boss"]);
        (await directory.FindAsync(new ViewerQuery { Text = "ext" }, Token)).Total.ShouldBe(0);
        (await directory.FindAsync(new ViewerQuery { Group = ViewerGroup.External }, Token)).Viewers.ShouldHaveSingleItem().Origin.ShouldBe(Origin.External);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_client_erases_its_own_viewers_and_nobody_elses(DatabaseKind kind)
    {
        await using var world = await ClientWorld.CreateAsync(kind);
        var (shop, other) = (await world.RegisterAsync("ratings:write"), await world.RegisterAsync("ratings:write"));
        int movie = await world.AddMovieAsync("Low Tide");
        int viewer = (await world.Get<ExternalViewers>().FindOrAddAsync(shop.Client.ClientId, ["ann"], Token))["ann"];
        await world.Get<RatingBook>().RateAsync(viewer, movie, Stars.OfHalfStars(9), 90, Token);
        var deletion = world.Get<AccountDeletion>();

        (await deletion.DeleteExternalAsync(other.Client.ClientId, viewer, Token)).ShouldBeFalse();
        (await deletion.DeleteExternalAsync(shop.Client.ClientId, world.Boss, Token)).ShouldBeFalse();
        (await deletion.DeleteExternalAsync(shop.Client.ClientId, viewer, Token)).ShouldBeTrue();

        await using var db = world.Open();
        (await db.Users.Select(u => u.Id).ToListAsync(Token)).ShouldBe([world.Boss]);
        (await db.Ratings.CountAsync(Token) + await db.WatchHistory.CountAsync(Token) + await db.ExternalViewers.CountAsync(Token)).ShouldBe(0);
        (await db.Movies.SingleAsync(Token)).RatingCount.ShouldBe(0);
        var written = await db.AuditLog.SingleAsync(e => e.Action == "viewer.deleted-by-client", Token);
        (written.ViewerId, written.AboutViewerId).ShouldBe((null, viewer));
    }
}
