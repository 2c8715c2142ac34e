using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Idempotency;

/// <summary>
/// Sees to it that a request that is sent again with the same key is answered as the first time and carried out once: on one server, on many, and at the same moment.
/// </summary>
/// <remarks>
/// A server that dies between its claim and the answer leaves the claim behind; it runs out, and the next one carries the request out again. So what is
/// done under a claim must write the same when it is done twice: ratings replace themselves, and a viewing is dated by <see cref="RequestClaim.FirstAt"/>,
/// at which the watch history finds it again.
/// </remarks>
public sealed class RequestLedger(IDbContextFactory<FilmRecDb> databases, DatabaseWriter writer, TimeProvider clock)
{
    /// <summary>How long an answer is repeated.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>A server that has not answered for so long is taken for dead.</summary>
    public static readonly TimeSpan ClaimLasts = TimeSpan.FromMinutes(1);

    private const int Attempts = 5;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>Asks for the right to carry a request out. One query where there is an answer, else a transaction.</summary>
    public async Task<ClaimOutcome> ClaimAsync(RequestOwner owner, string key, string fingerprint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(owner);
        for (int attempt = 1; ; attempt++)
        {
            if (await FindAsync(owner, key, fingerprint, cancellationToken) is { } outcome)
            {
                return outcome;
            }

            try
            {
                var claim = await writer.WriteAsync((db, token) => TakeAsync(db, owner, key, fingerprint, token), cancellationToken);
                if (claim is not null)
                {
                    return new ClaimOutcome.Claimed(claim);
                }
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // Somebody else was a moment faster; the next look finds what they did. Any other trouble comes again.
            }

            if (attempt >= Attempts)
            {
                return new ClaimOutcome.InFlight(Soon);
            }
        }
    }

    /// <summary>Writes down the answer. Nothing happens when the claim has run out and somebody else has it.</summary>
    public Task KeepAsync(RequestClaim claim, StoredAnswer answer, CancellationToken cancellationToken)
        => writer.WriteAsync<int?>(
            async (db, token) => await Of(db, claim).ExecuteUpdateAsync(
                set => set.SetProperty(r => r.Status, answer.Status).SetProperty(r => r.ContentType, answer.ContentType)
                    .SetProperty(r => r.Location, answer.Location).SetProperty(r => r.Body, answer.Body),
                token),
            cancellationToken);

    /// <summary>Nobody knows whether the act happened: the next request with this key carries it out again.</summary>
    public Task FreeAsync(RequestClaim claim, CancellationToken cancellationToken)
        => writer.WriteAsync<int?>(
            async (db, token) => await Of(db, claim).ExecuteUpdateAsync(set => set.SetProperty(r => r.ClaimedAt, (DateTimeOffset?)null), token), cancellationToken);

    /// <summary>The act did not happen: the key is as new.</summary>
    public Task ForgetAsync(RequestClaim claim, CancellationToken cancellationToken)
        => writer.WriteAsync<int?>(async (db, token) => await Of(db, claim).ExecuteDeleteAsync(token), cancellationToken);

    /// <summary>Clears away what is older than <see cref="Kept"/>.</summary>
    public Task ClearAsync(CancellationToken cancellationToken)
    {
        var old = clock.GetUtcNow() - Kept;
        return writer.WriteAsync<int?>(async (db, token) => await db.IdempotentRequests.Where(r => r.CreatedAt < old).ExecuteDeleteAsync(token), cancellationToken);
    }

    private static IQueryable<IdempotentRequest> Of(FilmRecDb db, RequestClaim claim)
        => db.IdempotentRequests.Where(r => r.Owner == claim.Owner && r.Key == claim.Key && r.ClaimId == claim.ClaimId);

    /// <summary>Null while the request is to be carried out.</summary>
    private async Task<ClaimOutcome?> FindAsync(RequestOwner owner, string key, string fingerprint, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.IdempotentRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Owner == owner.Name && r.Key == key, cancellationToken) switch
        {
            null => null,
            var known when known.CreatedAt < now - Kept => null,
            var known when known.Fingerprint != fingerprint => new ClaimOutcome.Different(),
            { Status: { } status } known => new ClaimOutcome.Answered(new StoredAnswer(status, known.ContentType, known.Location, known.Body ?? [])),
            { ClaimedAt: { } claimedAt } when claimedAt > now - ClaimLasts => new ClaimOutcome.InFlight(Soon),
            _ => null,
        };
    }

    private async Task<RequestClaim?> TakeAsync(FilmRecDb db, RequestOwner owner, string key, string fingerprint, CancellationToken cancellationToken)
    {
        var now = clock.GetStoredNow();
        var id = Guid.NewGuid();
        var row = await db.IdempotentRequests.SingleOrDefaultAsync(r => r.Owner == owner.Name && r.Key == key, cancellationToken);
        if (row is null)
        {
            row = db.IdempotentRequests.Add(new IdempotentRequest(owner.Name, key, fingerprint, id, now) { ViewerId = owner.ViewerId }).Entity;
        }
        else if (row.CreatedAt < now - Kept)
        {
            row.Restart(fingerprint, id, now);
        }
        else if (row.Fingerprint == fingerprint && row.Status is null && !(row.ClaimedAt > now - ClaimLasts))
        {
            row.Claim(id, now);
        }
        else
        {
            return null;
        }

        await db.SaveChangesAsync(cancellationToken);
        return new RequestClaim(owner.Name, key, id, row.CreatedAt);
    }
}
