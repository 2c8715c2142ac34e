using FilmRec.Core.Accounts;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Clients;

/// <summary>Finds the viewers whom service clients name, and makes those that are new.</summary>
public sealed class ExternalViewers(IDbContextFactory<FilmRecDb> databases, DatabaseWriter writer, TimeProvider clock)
{
    private const int IdsInOneQuery = 1000;

    /// <summary>What is wrong with an external id; null when nothing is. Any text but control characters, 1 to 200 of them.</summary>
    public static string? ProblemOf(string? externalId) => externalId switch
    {
        null or "" => "An external id has at least one character.",
        { Length: > ExternalViewer.ExternalIdLength } => $"An external id has at most {ExternalViewer.ExternalIdLength} characters.",
        _ when externalId.Any(char.IsControl) => "An external id holds no control characters.",
        _ when HoldsHalfACharacter(externalId) => "An external id is Unicode text: it holds half of a surrogate pair.",
        _ => null,
    };

    /// <summary>The viewers of these external ids of a client; those that are new are made, without password, mail or another way to log in.</summary>
    /// <param name="clientId">A registered client.</param>
    /// <param name="externalIds">Any number; repeated ones count once.</param>
    /// <remarks>A thousand ids cost one query, and one transaction where some are new; not to be called inside another transaction.</remarks>
    /// <exception cref="ArgumentException">An id has a problem: see <see cref="ProblemOf"/>.</exception>
    public async Task<IReadOnlyDictionary<string, int>> FindOrAddAsync(string clientId, IReadOnlyCollection<string> externalIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(externalIds);
        if (externalIds.Select(ProblemOf).FirstOrDefault(problem => problem is not null) is { } wrong)
        {
            throw new ArgumentException(wrong, nameof(externalIds));
        }

        var found = new Dictionary<string, int>(externalIds.Count, StringComparer.Ordinal);
        foreach (string[] chunk in externalIds.Distinct(StringComparer.Ordinal).Chunk(IdsInOneQuery))
        {
            await FindOrAddAsync(clientId, chunk, found, cancellationToken);
        }

        return found;
    }

    /// <summary>The viewer of an external id, or null; makes nobody.</summary>
    public async Task<int?> FindAsync(string clientId, string externalId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.ExternalViewers.Where(v => v.ClientId == clientId && v.ExternalId == externalId).Select(v => (int?)v.ViewerId).SingleOrDefaultAsync(cancellationToken);
    }

    private async Task FindOrAddAsync(string clientId, string[] ids, Dictionary<string, int> found, CancellationToken cancellationToken)
    {
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            await FindAsync(db, clientId, ids, found, cancellationToken);
        }

        if (ids.Any(id => !found.ContainsKey(id)))
        {
            await writer.WriteAsync<int?>((db, token) => AddAsync(db, clientId, ids, found, token), cancellationToken);
        }
    }

    private async Task<int?> AddAsync(FilmRecDb db, string clientId, string[] ids, Dictionary<string, int> found, CancellationToken cancellationToken)
    {
        // Changes nothing, but all who add viewers of one client queue here, and each sees what the one before has added.
        if (await db.ServiceClients.Where(c => c.ClientId == clientId).ExecuteUpdateAsync(set => set.SetProperty(c => c.Name, c => c.Name), cancellationToken) == 0)
        {
            throw new InvalidOperationException("Only a registered client can name viewers.");
        }

        await FindAsync(db, clientId, ids, found, cancellationToken);
        string[] missing = [.. ids.Where(id => !found.ContainsKey(id))];
        var now = clock.GetStoredNow();
        Account[] accounts = [.. missing.Select(_ => NewAccount(now))];
        db.Users.AddRange(accounts);
        await db.SaveChangesAsync(cancellationToken);
        db.ExternalViewers.AddRange(missing.Zip(accounts, (id, account) => new ExternalViewer(clientId, id, account.Id)));
        await db.SaveChangesAsync(cancellationToken);
        await FindAsync(db, clientId, ids, found, cancellationToken);
        return missing.Length;
    }

    // What an attempt found that was broken off is found again, with the same numbers or others.
    private static async Task FindAsync(FilmRecDb db, string clientId, string[] ids, Dictionary<string, int> found, CancellationToken cancellationToken)
    {
        foreach (string id in ids)
        {
            found.Remove(id);
        }

        await foreach (var viewer in db.ExternalViewers.AsNoTracking().Where(v => v.ClientId == clientId && ids.Contains(v.ExternalId)).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            found[viewer.ExternalId] = viewer.ViewerId;
        }
    }

    // The colon is in no name that somebody can register, so nobody can be in the way. Without a password there is no way to log in.
    private static Account NewAccount(DateTimeOffset now)
    {
        string name = $"ext:{Guid.NewGuid():N}";
        return new Account
        {
            UserName = name,
            NormalizedUserName = name.ToUpperInvariant(),
            SecurityStamp = Guid.NewGuid().ToString("N"),
            CreatedAt = now,
            Origin = Origin.External,
        };
    }

    private static bool HoldsHalfACharacter(string text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            if (char.IsSurrogate(text[at]) && !(at + 1 < text.Length && char.IsSurrogatePair(text[at], text[++at])))
            {
                return true;
            }
        }

        return false;
    }
}
