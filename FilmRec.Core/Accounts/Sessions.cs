using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Accounts;

/// <summary>A viewer's right to new access tokens, carried by a refresh token that works once (RFC 9700, section 4.14).</summary>
public sealed class Sessions(
    IDbContextFactory<FilmRecDb> databases, DatabaseWriter writer, OpenSessions open, AccountStandings standings, AccountMetrics metrics, TimeProvider clock,
    ILogger<Sessions> logger)
{
    /// <summary>How long a refresh token waits for its use.</summary>
    public static readonly TimeSpan TokenLifetime = TimeSpan.FromDays(14);

    /// <summary>After this time the viewer logs in again, however often the token was renewed.</summary>
    public static readonly TimeSpan SessionLifetime = TimeSpan.FromDays(30);

    /// <summary>Begins a session after a login, with its first refresh token, which is not kept here in readable form.</summary>
    /// <param name="client">A rough name of what logs in, for the viewer's list of sessions.</param>
    public async Task<StartedSession> StartAsync(int viewerId, string client, CancellationToken cancellationToken)
    {
        var now = clock.GetStoredNow();
        var started = new StartedSession(Guid.NewGuid(), OneTimeSecret.Create());
        await writer.WriteAsync<int?>(
            async (db, token) =>
            {
                await db.RefreshTokens.Where(t => t.ViewerId == viewerId && t.ExpiresAt < now).ExecuteDeleteAsync(token);
                await OpenSessions.AddAsync(db, started.SessionId, viewerId, SessionKind.Api, client, now, token);
                db.RefreshTokens.Add(new RefreshToken(OneTimeSecret.Hash(started.RefreshToken), viewerId, started.SessionId, now, now + TokenLifetime));
                return await db.SaveChangesAsync(token);
            },
            cancellationToken);
        return started;
    }

    /// <summary>Exchanges a refresh token for the next one. Null when it is unknown, too old or was used before; the latter ends the session.</summary>
    public async Task<RenewedSession?> RenewAsync(string refreshToken, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        string hash = OneTimeSecret.Hash(refreshToken);
        var use = await writer.WriteAsync((db, token) => UseAsync(db, hash, now, token), cancellationToken);
        if (use is not { Next: { } next })
        {
            if (use is not null)
            {
                open.Forget(use.Token.Family);
            }

            return null;
        }

        return await standings.FindAsync(use.Token.ViewerId, cancellationToken) is { } standing ? new RenewedSession(standing, use.Token.Family, next) : null;
    }

    /// <summary>Ends the session that a refresh token belongs to; an unknown token ends nothing.</summary>
    public async Task EndAsync(string refreshToken, CancellationToken cancellationToken)
    {
        string hash = OneTimeSecret.Hash(refreshToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.RefreshTokens.AsNoTracking().Where(t => t.TokenHash == hash).Select(t => new { t.ViewerId, t.Family }).SingleOrDefaultAsync(cancellationToken) is { } token)
        {
            await open.EndAsync(token.ViewerId, token.Family, cancellationToken);
        }
    }

    // The session's row is taken first, as everywhere: of uses at the same time one goes on, and the others wait for it here and are second uses.
    private async Task<TokenUse?> UseAsync(FilmRecDb db, string hash, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var token = await db.RefreshTokens.AsNoTracking().SingleOrDefaultAsync(t => t.TokenHash == hash, cancellationToken);
        if (token is null
            || await db.Sessions.Where(s => s.SessionId == token.Family).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, now), cancellationToken) == 0)
        {
            return null; // unknown, or signed out
        }

        int used = await db.RefreshTokens.Where(t => t.TokenHash == hash && t.UsedAt == null && t.RevokedAt == null && t.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.UsedAt, now), cancellationToken);
        if (used == 0)
        {
            await EndFamilyAsync(db, token, now, cancellationToken);
            return new TokenUse(token, Next: null);
        }

        var ends = Earlier(now + TokenLifetime, token.FamilyStartedAt + SessionLifetime);
        string next = OneTimeSecret.Create();
        db.RefreshTokens.Add(new RefreshToken(OneTimeSecret.Hash(next), token.ViewerId, token.Family, now, ends) { FamilyStartedAt = token.FamilyStartedAt });
        await db.SaveChangesAsync(cancellationToken);
        return new TokenUse(token, next);
    }

    private async Task EndFamilyAsync(FilmRecDb db, RefreshToken token, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Sessions.Where(s => s.SessionId == token.Family).ExecuteDeleteAsync(cancellationToken);
        int ended = await db.RefreshTokens.Where(t => t.Family == token.Family && t.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.RevokedAt, now), cancellationToken);
        if ((token.UsedAt is not null || token.ExpiresAt > now) && ended > 0)
        {
            metrics.RefreshTokenReused();
            logger.LogWarning("A refresh token of viewer {ViewerId} came a second time: its session was ended", token.ViewerId);
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    /// <param name="Next">The token that follows; null when this one was used before, or is too old.</param>
    private sealed record TokenUse(RefreshToken Token, string? Next);
}

/// <summary>A session that has just begun.</summary>
public sealed record StartedSession(Guid SessionId, string RefreshToken)
{
    /// <summary>Without the token, which must not reach a log by accident.</summary>
    public override string ToString() => $"{nameof(StartedSession)} {SessionId}";
}

/// <summary>What a refresh token was exchanged for.</summary>
public sealed record RenewedSession(AccountStanding Standing, Guid SessionId, string RefreshToken)
{
    /// <summary>Without the token, which must not reach a log by accident.</summary>
    public override string ToString() => $"{nameof(RenewedSession)} of viewer {Standing.ViewerId}";
}
