using FilmRec.Core.Clients;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Tests.Clients;

public sealed class ServiceClientsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task A_secret_is_shown_once_and_only_its_hash_is_kept(DatabaseKind kind)
    {
        await using var world = await ClientWorld.CreateAsync(kind);

        var shop = await world.RegisterAsync(ClientScopes.MoviesRead, ClientScopes.Bulk);

        string secret = shop.Secret.ShouldNotBeNull();
        secret.Length.ShouldBe(43);
        shop.Client.ClientId.ShouldMatch("^the-shop-[0-9a-f]{12}$");
        shop.ToString().ShouldNotContain(secret);
        await using var db = world.Open();
        var row = await db.ServiceClients.SingleAsync(Token);
        row.SecretHash.ShouldMatch("^[0-9A-F]{64}$");
        (row.Scopes, row.CreatedBy).ShouldBe(("movies:read bulk", world.Boss));
        (await db.AuditLog.SingleAsync(e => e.Action == "client.registered", Token)).Subject.ShouldBe($"client {row.ClientId} (The shop): movies:read bulk");
        (await db.AuditLog.Select(e => e.Subject).ToListAsync(Token)).ShouldAllBe(subject => !subject.Contains(secret));
        (await world.Clients.AuthenticateAsync(row.ClientId, secret, Token)).ShouldNotBeNull().Scopes.ShouldBe(["movies:read", "bulk"]);
        (await world.Clients.AuthenticateAsync(row.ClientId, row.SecretHash, Token)).ShouldBeNull();
        (await world.Clients.AuthenticateAsync(row.ClientId, secret[..^1], Token)).ShouldBeNull();
        (await world.Clients.AuthenticateAsync("the-shop-000000000000", secret, Token)).ShouldBeNull();
        (await world.Clients.AuthenticateAsync("\0", secret, Token)).ShouldBeNull();
    }

    [Theory, DatabaseUnderTest]
    public async Task A_new_secret_ends_the_old_one_and_a_revoked_client_ends_for_good(DatabaseKind kind)
    {
        await using var world = await ClientWorld.CreateAsync(kind);
        var shop = await world.RegisterAsync(ClientScopes.MoviesRead);
        string id = shop.Client.ClientId;

        var renewed = (await world.Clients.RenewSecretAsync(world.Boss, id, Token)).ShouldBeOfType<ClientAct.Done>();

        (await world.Clients.AuthenticateAsync(id, shop.Secret!, Token)).ShouldBeNull();
        (await world.Clients.AuthenticateAsync(id, renewed.Secret!, Token)).ShouldNotBeNull();

        (await world.Clients.RevokeAsync(world.Boss, id, Token)).ShouldBeOfType<ClientAct.Done>().Client.RevokedAt.ShouldNotBeNull();

        (await world.Clients.AuthenticateAsync(id, renewed.Secret!, Token)).ShouldBeNull();
        (await world.Clients.RevokeAsync(world.Boss, id, Token)).ShouldBeOfType<ClientAct.Revoked>();
        (await world.Clients.RenewSecretAsync(world.Boss, id, Token)).ShouldBeOfType<ClientAct.Revoked>();
        (await world.Clients.RevokeAsync(world.Boss, "nobody", Token)).ShouldBeOfType<ClientAct.Unknown>();
        (await world.Clients.RevokeAsync(world.Boss, "a\0b", Token)).ShouldBeOfType<ClientAct.Unknown>();
        await using var db = world.Open();
        (await db.AuditLog.Where(e => e.Action.StartsWith("client.")).OrderBy(e => e.AuditId).Select(e => e.Action).ToListAsync(Token))
            .ShouldBe(["client.registered", "client.secret-changed", "client.revoked"]);
    }

    [Theory, DatabaseUnderTest]
    public async Task Who_is_no_administrator_at_that_moment_can_do_nothing(DatabaseKind kind)
    {
        await using var world = await ClientWorld.CreateAsync(kind);
        var shop = await world.RegisterAsync(ClientScopes.MoviesRead);
        int anna = await world.RegisterViewerAsync("anna");

        foreach (int actor in (int[])[anna, 999])
        {
            (await world.Clients.RegisterAsync(actor, new NewClient("mine", ["bulk"]), Token)).ShouldBeOfType<ClientAct.NotAllowed>();
            (await world.Clients.RevokeAsync(actor, shop.Client.ClientId, Token)).ShouldBeOfType<ClientAct.NotAllowed>();
            (await world.Clients.RenewSecretAsync(actor, shop.Client.ClientId, Token)).ShouldBeOfType<ClientAct.NotAllowed>();
        }

        (await world.Clients.ListAsync(100, null, Token)).Total.ShouldBe(1);
        (await world.Clients.AuthenticateAsync(shop.Client.ClientId, shop.Secret!, Token)).ShouldNotBeNull();
    }

    [Theory, DatabaseUnderTest]
    public async Task When_the_audit_log_cannot_be_written_no_client_is_made(DatabaseKind kind)
    {
        await using var world = await ClientWorld.CreateAsync(kind);
        await using var db = world.Open();
        await db.Database.ExecuteSqlRawAsync("ALTER TABLE audit_log RENAME TO gone", Token);

        await Should.ThrowAsync<DbUpdateException>(() => world.RegisterAsync(ClientScopes.Bulk));

        (await db.ServiceClients.CountAsync(Token)).ShouldBe(0);
    }

    [Theory, DatabaseUnderTest]
    public async Task The_list_is_paged_newest_first_and_survives_new_ones(DatabaseKind kind)
    {
        await using var world = await ClientWorld.CreateAsync(kind);
        List<string> made = [];
        for (int i = 0; i < 5; i++)
        {
            made.Add((await world.RegisterAsync(ClientScopes.MoviesRead)).Client.ClientId);
            world.Clock.Advance(TimeSpan.FromSeconds(i % 2)); // some at the same moment
        }

        var first = await world.Clients.ListAsync(3, null, Token);
        await world.RegisterAsync(ClientScopes.MoviesRead);
        var second = await world.Clients.ListAsync(3, first.Next, Token);

        first.Clients.Concat(second.Clients).Select(client => client.ClientId).ShouldBe(made, ignoreOrder: true);
        first.Clients.Concat(second.Clients).Select(client => client.CreatedAt).ShouldBeInOrder(SortDirection.Descending);
        (first.Total, second.Total, second.Next).ShouldBe((5, 6, null));
    }

    [Theory]
    [InlineData("", "bulk", "Name")]
    [InlineData("two\nlines", "bulk", "Name")]
    [InlineData("a name of more than sixty characters, which is too long for the list", "bulk", "Name")]
    [InlineData("shop", "", "Scopes")]
    [InlineData("shop", "admin", "Scopes")]
    [InlineData("shop", "BULK", "Scopes")]
    public void Names_and_scopes_have_rules(string name, string scope, string field)
        => new NewClient(name, scope.Length == 0 ? [] : [scope]).FindProblems().Keys.ShouldBe([field]);
}
