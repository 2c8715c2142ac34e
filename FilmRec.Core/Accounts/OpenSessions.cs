using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace FilmRec.Core.Accounts;

/// <summary>A session as its owner sees it.</summary>
public sealed record OpenSession(Guid SessionId, SessionKind Kind, string Client, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt);

/// <summary>Begins, lists and ends sessions, and says for every request whether its session is still open; what was read is believed for
/// <see cref="Freshness"/>, on each server by itself.</summary>
public sealed class OpenSessions(IDbContextFactory<FilmRecDb> databases, DatabaseWriter writer, TimeProvider clock) : IDisposable
{
    /// <summary>Signing out is felt after this time at the latest.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);

    /// <summary>A session that has not been used for so long is over.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    /// <summary>With more of them, the longest unused ends.</summary>
    public const int MostOfOneViewer = 100;

    // The moment is for people, who need no seconds; and a busy database must not make a page wait for it.
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = 100_000 });

    /// <summary>Begins a session after a login.</summary>
    /// <param name="client">A rough name; cut where it is too long.</param>
    public async Task<Guid> StartAsync(int viewerId, SessionKind kind, string client, CancellationToken cancellationToken)
    {
        var sessionId = Guid.NewGuid();
        await writer.WriteAsync<Guid?>(
            async (db, token) =>
            {
                await AddAsync(db, sessionId, viewerId, kind, client, clock.GetStoredNow(), token);
                await db.SaveChangesAsync(token);
                return sessionId;
            },
            cancellationToken);
        return sessionId;
    }

    /// <summary>True while this viewer's session has not ended. Notes, every few minutes, that it was seen.</summary>
    public async Task<bool> IsOpenAsync(int viewerId, Guid sessionId, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(sessionId, out Known? known) && known is not null && clock.GetElapsedTime(known.ReadAt) < Freshness)
        {
            return known.ViewerId == viewerId;
        }

        long readAt = clock.GetTimestamp();
        var now = clock.GetStoredNow();
        var session = await FindAsync(sessionId, now, cancellationToken);
        _known.Set(sessionId, new Known(session?.ViewerId, readAt), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Freshness });
        if (session is not null && now - session.LastSeenAt >= SeenEvery)
        {
            await SeeAsync(session.ViewerId, sessionId, now, cancellationToken);
        }

        return session?.ViewerId == viewerId;
    }

    /// <summary>This viewer's open sessions, the latest seen first.</summary>
    public async Task<IReadOnlyList<OpenSession>> ListAsync(int viewerId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await Open(db, clock.GetUtcNow()).AsNoTracking().Where(s => s.ViewerId == viewerId)
            .OrderByDescending(s => s.LastSeenAt).ThenBy(s => s.SessionId).Take(MostOfOneViewer)
            .Select(s => new OpenSession(s.SessionId, s.Kind, s.Client, s.StartedAt, s.LastSeenAt)).ToListAsync(cancellationToken);
    }

    /// <summary>Ends one of this viewer's sessions. False when there was none of that id.</summary>
    public async Task<bool> EndAsync(int viewerId, Guid sessionId, CancellationToken cancellationToken)
    {
        int? ended = await writer.WriteAsync<int?>(
            async (db, token) => await EndAsync(db, db.Sessions.Where(s => s.ViewerId == viewerId && s.SessionId == sessionId), viewerId, t => t.Family == sessionId, token),
            cancellationToken);
        _known.Remove(sessionId);
        return ended > 0;
    }

    /// <summary>Ends all of this viewer's sessions but one; returns how many.</summary>
    public async Task<int> EndOthersAsync(int viewerId, Guid kept, CancellationToken cancellationToken)
    {
        var others = await ListAsync(viewerId, cancellationToken);
        int? ended = await writer.WriteAsync<int?>(async (db, token) => await EndAllAsync(db, viewerId, kept, token), cancellationToken);
        foreach (var session in others.Where(session => session.SessionId != kept))
        {
            _known.Remove(session.SessionId);
        }

        return ended ?? 0;
    }

    public void Dispose() => _known.Dispose();

    /// <summary>Makes the next look-up on this server read again.</summary>
    internal void Forget(Guid sessionId) => _known.Remove(sessionId);

    /// <summary>Adds the row of a new session inside the caller's transaction, and makes room for it.</summary>
    internal static async Task AddAsync(
        FilmRecDb db, Guid sessionId, int viewerId, SessionKind kind, string client, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Users.Where(u => u.Id == viewerId).ExecuteUpdateAsync(set => set.SetProperty(u => u.LastSeenAt, now), cancellationToken);
        var tooMany = db.Sessions.Where(s => s.ViewerId == viewerId).OrderByDescending(s => s.LastSeenAt).Skip(MostOfOneViewer - 1).Select(s => s.SessionId);
        await db.Sessions.Where(s => s.ViewerId == viewerId && tooMany.Contains(s.SessionId)).ExecuteDeleteAsync(cancellationToken);
        await db.RefreshTokens.Where(t => t.ViewerId == viewerId && !db.Sessions.Any(s => s.SessionId == t.Family)).ExecuteDeleteAsync(cancellationToken);
        db.Sessions.Add(new Session(sessionId, viewerId, kind, client.Length > Session.ClientLength ? client[..Session.ClientLength] : client, now));
    }

    /// <summary>Ends all of a viewer's sessions, or all but one, inside the caller's transaction; returns how many.</summary>
    internal static Task<int> EndAllAsync(FilmRecDb db, int viewerId, Guid? except, CancellationToken cancellationToken)
        => EndAsync(db, db.Sessions.Where(s => s.ViewerId == viewerId && s.SessionId != except), viewerId, t => t.Family != except, cancellationToken);

    private static async Task<int> EndAsync(
        FilmRecDb db, IQueryable<Session> sessions, int viewerId, System.Linq.Expressions.Expression<Func<RefreshToken, bool>> theirs, CancellationToken cancellationToken)
    {
        int ended = await sessions.ExecuteDeleteAsync(cancellationToken);
        await db.RefreshTokens.Where(t => t.ViewerId == viewerId).Where(theirs).ExecuteDeleteAsync(cancellationToken);
        return ended;
    }

    private static IQueryable<Session> Open(FilmRecDb db, DateTimeOffset now)
    {
        (var seen, var started) = (now - Lifetime, now - Sessions.SessionLifetime);
        return db.Sessions.Where(s => s.LastSeenAt > seen && (s.Kind == SessionKind.Browser || s.StartedAt > started));
    }

    private async Task<Seen?> FindAsync(Guid sessionId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await Open(db, now).AsNoTracking().Where(s => s.SessionId == sessionId)
            .Select(s => new Seen(s.ViewerId, s.LastSeenAt)).SingleOrDefaultAsync(cancellationToken);
    }

    private async Task SeeAsync(int viewerId, Guid sessionId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await writer.WriteAsync<int?>(
                async (db, token) =>
                {
                    await db.Users.Where(u => u.Id == viewerId).ExecuteUpdateAsync(set => set.SetProperty(u => u.LastSeenAt, now), token);
                    return await db.Sessions.Where(s => s.SessionId == sessionId).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, now), token);
                },
                either.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or OverloadedException && !cancellationToken.IsCancellationRequested)
        {
            // Somebody else is writing for long: the next look, in half a minute, tries again.
        }
    }

    private sealed record Known(int? ViewerId, long ReadAt);

    private sealed record Seen(int ViewerId, DateTimeOffset LastSeenAt);
}
