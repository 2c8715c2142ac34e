using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Accounts;

/// <summary>Names of accounts, for lists that say who did something.</summary>
public sealed class AccountNames(IDbContextFactory<FilmRecDb> databases)
{
    /// <summary>User names by account id; deleted accounts are left out. One query, none for no ids.</summary>
    public async Task<IReadOnlyDictionary<int, string>> FindAsync(IReadOnlyCollection<int> accountIds, CancellationToken cancellationToken)
    {
        if (accountIds.Count == 0)
        {
            return new Dictionary<int, string>();
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Users.AsNoTracking().Where(account => accountIds.Contains(account.Id))
            .ToDictionaryAsync(account => account.Id, account => account.UserName ?? "", cancellationToken);
    }
}
