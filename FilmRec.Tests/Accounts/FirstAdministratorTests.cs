using FilmRec.Core.Accounts;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Tests.Accounts;

public sealed class FirstAdministratorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task The_link_makes_one_administrator_and_all_links_end(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        string mine = await InviteAsync(world);
        string other = await InviteAsync(world);

        var made = (await world.FirstAdministrator.AcceptAsync(mine, AccountWorld.Wanted("anna"), Token)).ShouldBeOfType<RegistrationResult.Registered>();

        (await world.Get<AccountStandings>().FindAsync(made.ViewerId, Token)).ShouldNotBeNull().IsAdministrator.ShouldBeTrue();
        foreach (string link in (string[])[mine, other])
        {
            (await world.FirstAdministrator.IsOpenAsync(link, Token)).ShouldBeFalse();
            (await world.FirstAdministrator.AcceptAsync(link, AccountWorld.Wanted("bert"), Token)).ShouldBeOfType<RegistrationResult.Closed>();
        }

        (await world.FirstAdministrator.InviteAsync(Token)).ShouldBeNull();
        await using var db = world.Open();
        (await db.AuditLog.SingleAsync(Token)).Action.ShouldBe("administrator.first");
    }

    [Theory, DatabaseUnderTest]
    public async Task Of_two_links_used_at_the_same_time_one_makes_an_administrator(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        var links = new List<string>();
        for (int i = 0; i < 6; i++)
        {
            links.Add(await InviteAsync(world));
        }

        var results = await Task.WhenAll(links.Select((link, i) => Task.Run(() => world.FirstAdministrator.AcceptAsync(link, AccountWorld.Wanted($"anna{i}"), Token), Token)));

        results.OfType<RegistrationResult.Registered>().ShouldHaveSingleItem();
        results.OfType<RegistrationResult.Closed>().Count().ShouldBe(5);
        await using var db = world.Open();
        (await db.Users.CountAsync(Token)).ShouldBe(1);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_made_up_or_old_link_opens_nothing(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        string old = await InviteAsync(world);
        await using (var db = world.Open())
        {
            string hash = (await db.AdministratorInvitations.SingleAsync(Token)).TokenHash;
            (await world.FirstAdministrator.IsOpenAsync(hash, Token)).ShouldBeFalse();
        }

        (await world.FirstAdministrator.IsOpenAsync("", Token)).ShouldBeFalse();
        (await world.FirstAdministrator.AcceptAsync("made up", AccountWorld.Wanted("anna"), Token)).ShouldBeOfType<RegistrationResult.Closed>();
        world.Clock.Advance(FirstAdministrator.InvitationLifetime + TimeSpan.FromMinutes(1));
        (await world.FirstAdministrator.AcceptAsync(old, AccountWorld.Wanted("anna"), Token)).ShouldBeOfType<RegistrationResult.Closed>();
    }

    [Theory, DatabaseUnderTest]
    public async Task A_form_filled_in_wrongly_does_not_use_up_the_link(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        string link = await InviteAsync(world);

        (await world.FirstAdministrator.AcceptAsync(link, AccountWorld.Wanted("a"), Token)).ShouldBeOfType<RegistrationResult.Refused>();

        (await world.FirstAdministrator.AcceptAsync(link, AccountWorld.Wanted("anna"), Token)).ShouldBeOfType<RegistrationResult.Registered>();
    }

    [Theory, DatabaseUnderTest]
    public async Task The_command_line_adds_administrators_at_any_time(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        string link = await InviteAsync(world);

        (await world.FirstAdministrator.CreateAsync(AccountWorld.Wanted("anna"), Token)).ShouldBeOfType<RegistrationResult.Registered>();
        (await world.FirstAdministrator.CreateAsync(AccountWorld.Wanted("bert"), Token)).ShouldBeOfType<RegistrationResult.Registered>();

        (await world.FirstAdministrator.IsOpenAsync(link, Token)).ShouldBeFalse();
        (await world.LogInAsync("bert", AccountWorld.Password, Token)).ShouldNotBeNull().IsAdministrator.ShouldBeTrue();
    }

    private static async Task<string> InviteAsync(AccountWorld world)
        => (await world.FirstAdministrator.InviteAsync(Token)).ShouldNotBeNull()["/setup?token=".Length..];
}
