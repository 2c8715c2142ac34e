using FilmRec.Core;
using FilmRec.Core.Accounts;
using FilmRec.Core.Data;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Accounts;

public sealed class AccountNamesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task Names_are_found_by_id_and_missing_accounts_left_out(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var services = database.BuildServices();
        int[] ids = await AddAsync(services, "marta", "tiago");
        var names = services.GetRequiredService<AccountNames>();

        var found = await names.FindAsync([ids[1], 987_654, ids[0]], Token);

        found.OrderBy(pair => pair.Key).Select(pair => pair.Value).ShouldBe(["marta", "tiago"]);
        (await names.FindAsync([], Token)).ShouldBeEmpty();
    }

    private static async Task<int[]> AddAsync(ServiceProvider services, params string[] userNames)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<FilmRecDb>>().CreateDbContextAsync(Token);
        Account[] accounts = [.. userNames.Select(name => new Account { UserName = name, NormalizedUserName = name.ToUpperInvariant(), Origin = Origin.Own })];
        db.Users.AddRange(accounts);
        await db.SaveChangesAsync(Token);
        return [.. accounts.Select(account => account.Id)];
    }
}
