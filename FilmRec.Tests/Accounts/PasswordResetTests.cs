using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using FilmRec.Core.Accounts;
using FilmRec.Core.Accounts.Mail;
using FilmRec.Core.Accounts.Resets;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Accounts;

public sealed partial class PasswordResetTests
{
    private const string New = "another quiet harbour";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task A_mailed_link_sets_a_new_password_once_and_ends_all_sessions(DatabaseKind kind)
    {
        await using var world = await CreateAsync(kind);
        int anna = await world.RegisterAsync("anna");
        string open = (await world.Sessions.StartAsync(anna, "curl", Token)).RefreshToken;
        var resets = world.Get<PasswordResets>();

        await resets.SendAsync("ANNA@example.org", Token);

        var mail = MailOf(world).ShouldHaveSingleItem();
        (mail.To, mail.ToString().Contains('@', StringComparison.Ordinal)).ShouldBe(("anna@example.org", false));
        string token = TokenIn(mail);
        mail.Text.ShouldContain("https://films.example/account/reset?token=" + token);
        (await resets.IsOpenAsync(token, Token)).ShouldBeTrue();
        (await resets.ResetAsync(token, "password1", Token)).ShouldBeOfType<PasswordResetResult.Refused>();
        (await resets.ResetAsync(token, "my name is anna ok", Token)).ShouldBeOfType<PasswordResetResult.Refused>();
        (await resets.ResetAsync(token, New, Token)).ShouldBeOfType<PasswordResetResult.Changed>();

        (await resets.ResetAsync(token, "a third quiet harbour", Token)).ShouldBeOfType<PasswordResetResult.LinkEnded>();
        (await world.Sessions.RenewAsync(open, Token)).ShouldBeNull();
        (await world.LogInAsync("anna", AccountWorld.Password, Token)).ShouldBeNull();
        (await world.LogInAsync("anna", New, Token)).ShouldNotBeNull();
        await using var db = world.Open();
        (await db.AuditLog.SingleAsync(Token)).Action.ShouldBe("password.reset");
    }

    [Theory, DatabaseUnderTest]
    public async Task Of_many_uses_of_a_link_at_once_one_works(DatabaseKind kind)
    {
        await using var world = await CreateAsync(kind);
        await world.RegisterAsync("anna");
        await world.Get<PasswordResets>().SendAsync("anna@example.org", Token);
        string token = TokenIn(MailOf(world).Single());

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => world.Get<PasswordResets>().ResetAsync(token, $"{New} {i}", Token), Token)));

        results.OfType<PasswordResetResult.Changed>().ShouldHaveSingleItem();
        results.OfType<PasswordResetResult.LinkEnded>().Count().ShouldBe(7);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_link_ends_after_an_hour_with_a_new_password_and_with_a_lock(DatabaseKind kind)
    {
        await using var world = await CreateAsync(kind);
        int anna = await world.RegisterAsync("anna");
        var resets = world.Get<PasswordResets>();
        async Task<string> LinkAsync()
        {
            await resets.SendAsync("anna@example.org", Token);
            return TokenIn(MailOf(world)[^1]);
        }

        string old = await LinkAsync();
        world.Clock.Advance(PasswordResets.Lifetime);
        (await resets.ResetAsync(old, New, Token)).ShouldBeOfType<PasswordResetResult.LinkEnded>("it is an hour old");
        string before = await LinkAsync();
        (await world.Get<PasswordChange>().ChangeAsync(anna, null, AccountWorld.Password, New, Token)).ShouldBeOfType<PasswordChangeResult.Changed>();
        (await resets.ResetAsync(before, "a third quiet harbour", Token)).ShouldBeOfType<PasswordResetResult.LinkEnded>("the password is newer");
        string locked = await LinkAsync();
        await using var db = world.Open();
        DateTimeOffset? now = world.Clock.GetUtcNow();
        await db.Users.ExecuteUpdateAsync(set => set.SetProperty(a => a.LockedAt, now), Token);
        (await resets.ResetAsync(locked, "a third quiet harbour", Token)).ShouldBeOfType<PasswordResetResult.LinkEnded>("the account is closed");

        int mails = MailOf(world).Count;
        await resets.SendAsync("anna@example.org", Token);
        MailOf(world).Count.ShouldBe(mails, "a closed account gets no link");
    }

    [Theory, DatabaseUnderTest]
    public async Task Only_hashes_of_links_are_stored_and_few_are_open_at_once(DatabaseKind kind)
    {
        await using var world = await CreateAsync(kind);
        await world.RegisterAsync("anna");
        var resets = world.Get<PasswordResets>();

        for (int i = 0; i < 6; i++)
        {
            await resets.SendAsync("anna@example.org", Token);
            await resets.SendAsync("nobody@example.org", Token);
        }

        MailOf(world).Count.ShouldBe(PasswordResets.MostOpen);
        await using var db = world.Open();
        var stored = await db.PasswordResets.Select(r => r.TokenHash).ToListAsync(Token);
        stored.Count.ShouldBe(PasswordResets.MostOpen);
        MailOf(world).ShouldAllBe(mail => !stored.Contains(TokenIn(mail)));
        (await resets.IsOpenAsync(stored[0], Token)).ShouldBeFalse();
        foreach (string nonsense in (string[])["", "\0", "\ud800", new string('a', 100_000)])
        {
            (await resets.ResetAsync(nonsense, New, Token)).ShouldBeOfType<PasswordResetResult.LinkEnded>();
        }

        world.Clock.Advance(PasswordResets.Lifetime);
        await resets.SendAsync("anna@example.org", Token);
        MailOf(world).Count.ShouldBe(PasswordResets.MostOpen + 1);
    }

    [Theory, DatabaseUnderTest]
    public async Task An_administrator_makes_a_link_and_the_audit_log_says_so(DatabaseKind kind)
    {
        await using var world = await CreateAsync(kind);
        int anna = await world.RegisterAsync("anna");
        int boss = (await world.FirstAdministrator.CreateAsync(AccountWorld.Wanted("boss"), Token)).ShouldBeOfType<RegistrationResult.Registered>().ViewerId;
        var acts = world.Get<ViewerAdministration>();

        (await acts.MakeResetLinkAsync(anna, boss, Token)).Link.ShouldBeNull("anna is no administrator");
        (await acts.MakeResetLinkAsync(boss, boss, Token)).Link.ShouldBeNull("one's own takes the old password");
        string link = (await acts.MakeResetLinkAsync(boss, anna, Token)).Link.ShouldNotBeNull();

        link.ShouldStartWith("/account/reset?token=");
        (await world.Get<PasswordResets>().ResetAsync(link.Split('=')[1], New, Token)).ShouldBeOfType<PasswordResetResult.Changed>();
        await using var db = world.Open();
        var line = await db.AuditLog.SingleAsync(e => e.Action == "password.reset-link", Token);
        (line.ViewerId, line.AboutViewerId, line.Subject.Contains(link.Split('=')[1], StringComparison.Ordinal)).ShouldBe((boss, anna, false));
    }

    [Fact]
    public async Task Asking_is_answered_before_anything_is_done_and_the_queue_has_an_end()
    {
        await using var world = await CreateAsync(DatabaseKind.Sqlite);
        await world.RegisterAsync("anna");
        var resets = world.Get<PasswordResets>();

        for (int i = 0; i < Errands.Most; i++)
        {
            resets.Request("anna@example.org"); // nobody works on the queue yet
        }

        Should.Throw<FilmRec.Core.OverloadedException>(() => resets.Request("anna@example.org"));
        MailOf(world).ShouldBeEmpty();
        var errands = world.Get<Errands>();
        await errands.StartAsync(Token);
        while (MailOf(world).Count < PasswordResets.MostOpen)
        {
            await Task.Delay(10, Token);
        }

        await errands.StopAsync(Token);
    }

    private static Task<AccountWorld> CreateAsync(DatabaseKind kind) => AccountWorld.CreateAsync(kind, services =>
    {
        services.AddSingleton(MailOptions.Read(new ConfigurationBuilder().AddInMemoryCollection([new("FilmRec:Mail:SiteAddress", "https://films.example/")]).Build(), development: true));
        services.AddSingleton<Mailbox>();
        services.AddSingleton<IEmailSender>(all => all.GetRequiredService<Mailbox>());
    });

    private static IReadOnlyList<EmailMessage> MailOf(AccountWorld world) => [.. world.Get<Mailbox>().Mails];

    private static string TokenIn(EmailMessage mail) => Link().Match(mail.Text).Groups[1].Value;

    [GeneratedRegex(@"/account/reset\?token=([A-Za-z0-9_-]{43})\s")]
    private static partial Regex Link();

    private sealed class Mailbox : IEmailSender
    {
        public ConcurrentQueue<EmailMessage> Mails { get; } = new();

        public Task SendAsync(EmailMessage message, CancellationToken cancellationToken)
        {
            Mails.Enqueue(message);
            return Task.CompletedTask;
        }
    }
}
