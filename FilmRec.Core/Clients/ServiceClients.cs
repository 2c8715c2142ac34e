using System.Security.Cryptography;
using System.Text;
using FilmRec.Core.Accounts;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Clients;

/// <summary>Registers, lists and ends service clients for administrators, and checks their secrets. Each act asks, in its own transaction, whether who
/// acts is an administrator, and writes the audit log there.</summary>
public sealed partial class ServiceClients(
    IDbContextFactory<FilmRecDb> databases, DatabaseWriter writer, ClientStandings standings, TimeProvider clock, ILogger<ServiceClients> logger)
{
    public const int LargestPage = 100;

    private const string Order = "clients";
    private const int LongestSlug = 20;
    private const int RandomDigits = 12;

    // The moment is for people; a token lives for a quarter of an hour anyway.
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);
    private static readonly string NobodysHash = OneTimeSecret.Hash(OneTimeSecret.Create());

    /// <summary>Registers a client; the answer holds its secret, which nobody can read again.</summary>
    public Task<ClientAct> RegisterAsync(int actorId, NewClient wanted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        if (wanted.FindProblems() is { Count: > 0 } problems)
        {
            return Task.FromResult<ClientAct>(new ClientAct.Invalid(problems));
        }

        (string clientId, string secret) = (NewClientId(wanted.Name), OneTimeSecret.Create());
        return ActAsync(actorId, clientId, "client.registered", async (db, now, token) =>
        {
            db.ServiceClients.Add(new ServiceClient(clientId, wanted.Name.Trim(), OneTimeSecret.Hash(secret), NewStamp(), ClientScopes.Join(wanted.Scopes), now, actorId));
            await db.SaveChangesAsync(token);
            return secret;
        }, cancellationToken);
    }

    /// <summary>Gives a client a new secret. The old one ends now, and what it got within half a minute.</summary>
    public Task<ClientAct> RenewSecretAsync(int actorId, string clientId, CancellationToken cancellationToken)
    {
        string secret = OneTimeSecret.Create();
        return ActAsync(actorId, clientId, "client.secret-changed", async (db, now, token) =>
        {
            (string hash, string stamp) = (OneTimeSecret.Hash(secret), NewStamp());
            await db.ServiceClients.Where(c => c.ClientId == clientId).ExecuteUpdateAsync(
                set => set.SetProperty(c => c.SecretHash, hash).SetProperty(c => c.Stamp, stamp).SetProperty(c => c.SecretChangedAt, now), token);
            return secret;
        }, cancellationToken);
    }

    /// <summary>Ends a client for good: its secret now, its tokens within half a minute. What its viewers rated stays.</summary>
    public Task<ClientAct> RevokeAsync(int actorId, string clientId, CancellationToken cancellationToken)
        => ActAsync(actorId, clientId, "client.revoked", async (db, now, token) =>
        {
            DateTimeOffset? at = now;
            await db.ServiceClients.Where(c => c.ClientId == clientId).ExecuteUpdateAsync(set => set.SetProperty(c => c.RevokedAt, at), token);
            return null;
        }, cancellationToken);

    /// <summary>One page of clients, the newest first, revoked ones among them. Two queries.</summary>
    /// <param name="limit">1 to <see cref="LargestPage"/>.</param>
    /// <param name="cursor"><see cref="ClientPage.Next"/> of the page before; anything else begins with the newest.</param>
    public async Task<ClientPage> ListAsync(int limit, string? cursor, CancellationToken cancellationToken)
    {
        int most = Math.Clamp(limit, 1, LargestPage);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var clients = db.ServiceClients.AsNoTracking();
        int total = await clients.CountAsync(cancellationToken);
        if (PageCursor.TryParse(cursor, Order, out var place))
        {
            (var at, string id) = (StoredTime.OfTicks(place.Number), place.Text);
            clients = clients.Where(c => c.CreatedAt < at || (c.CreatedAt == at && c.ClientId.CompareTo(id) < 0));
        }

        var rows = await Rows(db, clients.OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.ClientId).Take(most + 1)).ToListAsync(cancellationToken);
        string? next = rows.Count > most ? new PageCursor(Order, rows[most - 1].CreatedAt.UtcTicks, rows[most - 1].ClientId, 0).Encode() : null;
        return new ClientPage([.. rows.Take(most)], next, total);
    }

    /// <summary>True for a cursor that <see cref="ListAsync"/> gave.</summary>
    public static bool IsCursor(string cursor) => PageCursor.TryParse(cursor, Order, out _);

    /// <summary>The client, when it exists, was not revoked and this is its secret; else null. Takes the same time for all of them.</summary>
    public async Task<ClientStanding?> AuthenticateAsync(string clientId, string secret, CancellationToken cancellationToken)
    {
        ServiceClient? client = null;
        if (IsClientId(clientId))
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            client = await db.ServiceClients.AsNoTracking().SingleOrDefaultAsync(c => c.ClientId == clientId, cancellationToken);
        }

        bool isRight = CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(OneTimeSecret.Hash(secret)), Encoding.ASCII.GetBytes(client?.SecretHash ?? NobodysHash));
        if (client is not { RevokedAt: null } || !isRight)
        {
            LogRefused();
            return null;
        }

        if (client.LastUsedAt is not { } seen || clock.GetUtcNow() - seen >= SeenEvery)
        {
            await SeeAsync(clientId, cancellationToken);
        }

        return new ClientStanding(client.ClientId, client.Stamp, ClientScopes.Split(client.Scopes));
    }

    // "Shop in Lübeck" becomes "shop-in-l-beck-3f9a0c51d2e7": readable, and never a number.
    private static string NewClientId(string name)
    {
        var slug = new StringBuilder();
        foreach (char c in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(c);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        string word = slug.ToString();
        word = (word.Length > LongestSlug ? word[..LongestSlug] : word).Trim('-');
        return $"{(word.Length == 0 ? "client" : word)}-{RandomNumberGenerator.GetHexString(RandomDigits, lowercase: true)}";
    }

    // Anything else need not be looked for, and some of it no database takes.
    private static bool IsClientId(string text) => text.Length is > 0 and <= ServiceClient.ClientIdLength && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static string NewStamp() => Guid.NewGuid().ToString("N");

    private static IQueryable<ClientRow> Rows(FilmRecDb db, IQueryable<ServiceClient> clients)
        => clients.Select(c => new ClientRow(
            c.ClientId, c.Name, ClientScopes.Split(c.Scopes), c.CreatedAt, c.SecretChangedAt, c.LastUsedAt, c.RevokedAt, db.ExternalViewers.Count(v => v.ClientId == c.ClientId)));

    private async Task<ClientAct> ActAsync(
        int actorId, string clientId, string action, Func<FilmRecDb, DateTimeOffset, CancellationToken, Task<string?>> act, CancellationToken cancellationToken)
    {
        ClientAct outcome = new ClientAct.NotAllowed();
        await writer.WriteAsync<ClientAct.Done?>(
            async (db, token) =>
            {
                outcome = await TryAsync(db, actorId, clientId, action, act, token);
                return outcome as ClientAct.Done;
            },
            cancellationToken);
        standings.Forget(clientId);
        if (outcome is ClientAct.Done)
        {
            LogDone(actorId, action, clientId);
        }

        return outcome;
    }

    private async Task<ClientAct> TryAsync(
        FilmRecDb db, int actorId, string clientId, string action, Func<FilmRecDb, DateTimeOffset, CancellationToken, Task<string?>> act, CancellationToken cancellationToken)
    {
        if (!await Administrators.IncludeAsync(db, actorId, cancellationToken))
        {
            return new ClientAct.NotAllowed();
        }

        if (!IsClientId(clientId))
        {
            return new ClientAct.Unknown();
        }

        var one = db.ServiceClients.AsNoTracking().Where(c => c.ClientId == clientId);
        if (action != "client.registered")
        {
            if (await Rows(db, one).SingleOrDefaultAsync(cancellationToken) is not { } before)
            {
                return new ClientAct.Unknown();
            }

            if (before.RevokedAt is not null)
            {
                return new ClientAct.Revoked();
            }
        }

        string? secret = await act(db, clock.GetStoredNow(), cancellationToken);
        var client = await Rows(db, one).SingleAsync(cancellationToken);
        string subject = action == "client.registered" ? $"client {clientId} ({client.Name}): {string.Join(' ', client.Scopes)}" : $"client {clientId} ({client.Name})";
        db.AuditLog.Add(new AuditEntry(clock.GetStoredNow(), actorId, action, subject));
        await db.SaveChangesAsync(cancellationToken);
        return new ClientAct.Done(client, secret);
    }

    private async Task SeeAsync(string clientId, CancellationToken cancellationToken)
    {
        DateTimeOffset? now = clock.GetStoredNow();
        using var patience = new CancellationTokenSource(Patience);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await writer.WriteAsync<int?>(
                async (db, token) => await db.ServiceClients.Where(c => c.ClientId == clientId).ExecuteUpdateAsync(set => set.SetProperty(c => c.LastUsedAt, now), token),
                either.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or OverloadedException && !cancellationToken.IsCancellationRequested)
        {
            // Somebody else is writing for long: the next token tries again.
        }
    }

    [LoggerMessage(LogLevel.Information, "Administrator {ActorId}: {Action} on {ClientId}")]
    private partial void LogDone(int actorId, string action, string clientId);

    [LoggerMessage(LogLevel.Warning, "A service client was refused: unknown, revoked, or with a wrong secret")]
    private partial void LogRefused();
}
