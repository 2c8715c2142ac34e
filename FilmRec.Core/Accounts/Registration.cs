using FilmRec.Core.Accounts.Passwords;
using FilmRec.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Accounts;

/// <summary>Makes accounts. The page, the API and the command line all ask here.</summary>
public sealed class Registration(
    IDbContextFactory<FilmRecDb> databases, IServiceScopeFactory scopes, BcryptPasswordHasher hasher, HashingTurns turns, ILookupNormalizer normalizer,
    AccountMetrics metrics, TimeProvider clock, ILogger<Registration> logger)
{
    /// <summary>Makes an account with the role of a viewer.</summary>
    /// <exception cref="OverloadedException">Too many registrations are waiting.</exception>
    public Task<RegistrationResult> RegisterAsync(NewAccount wanted, CancellationToken cancellationToken)
        => CreateAsync(wanted, [Roles.ViewerId], static (_, _) => Task.FromResult(true), cancellationToken);

    /// <summary>Makes an account with both roles. For who has proved to be allowed to: see <see cref="FirstAdministrator"/> and the command line.</summary>
    internal async Task<RegistrationResult> RegisterAdministratorAsync(NewAccount wanted, Func<FilmRecDb, CancellationToken, Task<bool>> stillAllowed, CancellationToken cancellationToken)
        => await CreateAsync(wanted, [Roles.ViewerId, Roles.AdministratorId], stillAllowed, cancellationToken);

    private async Task<RegistrationResult> CreateAsync(
        NewAccount wanted, int[] roles, Func<FilmRecDb, CancellationToken, Task<bool>> stillAllowed, CancellationToken cancellationToken)
    {
        var problems = AccountRules.ProblemsOf(wanted);
        if (problems.Count > 0)
        {
            return Counted(new RegistrationResult.Refused(problems));
        }

        // Asked before the dear hash; what happens between this question and the insert, the unique indexes decide.
        if (await TakenAsync(wanted, cancellationToken) is { } taken)
        {
            return Counted(taken);
        }

        // And once more when the turn has come: of many who want one name, those who waited learn here that it is gone, and cost no hash.
        var account = new Account { UserName = wanted.UserName, Email = wanted.Email, CreatedAt = clock.GetUtcNow(), Origin = Origin.Own };
        RegistrationResult.Taken? meanwhile = null;
        account.PasswordHash = await turns.RunAsync(
            async () => (meanwhile = await TakenAsync(wanted, cancellationToken)) is null ? hasher.HashPassword(account, wanted.Password) : null, cancellationToken);
        if (meanwhile is not null)
        {
            return Counted(meanwhile);
        }

        try
        {
            return Counted(await InsertAsync(account, roles, stillAllowed, cancellationToken));
        }
        catch (DbUpdateException)
        {
            if (await TakenAsync(wanted, cancellationToken) is { } lost)
            {
                return Counted(lost);
            }

            throw;
        }
    }

    private async Task<RegistrationResult> InsertAsync(Account account, int[] roles, Func<FilmRecDb, CancellationToken, Task<bool>> stillAllowed, CancellationToken cancellationToken)
    {
        // Identity's stores share one scoped context: this scope lives as long as the operation.
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<FilmRecDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await stillAllowed(db, cancellationToken))
        {
            return new RegistrationResult.Closed();
        }

        // Identity normalises the names, sets the stamps, and asks about the name once more, now inside the transaction.
        var created = await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().CreateAsync(account);
        if (!created.Succeeded)
        {
            return new RegistrationResult.Taken([NameTaken]);
        }

        db.UserRoles.AddRange(roles.Select(role => new IdentityUserRole<int> { UserId = account.Id, RoleId = role }));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        logger.LogInformation("Viewer {ViewerId} registered", account.Id);
        return new RegistrationResult.Registered(account.Id, account.UserName!, account.Email!, account.CreatedAt); // both were checked
    }

    private async Task<RegistrationResult.Taken?> TakenAsync(NewAccount wanted, CancellationToken cancellationToken)
    {
        string name = normalizer.NormalizeName(wanted.UserName);
        string email = normalizer.NormalizeEmail(wanted.Email);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var others = await db.Users.AsNoTracking().Where(a => a.NormalizedUserName == name || a.NormalizedEmail == email)
            .Select(a => new { SameName = a.NormalizedUserName == name, SameEmail = a.NormalizedEmail == email }).ToListAsync(cancellationToken);

        // The mail address is only spoken of when the name is free: else a name that is known to be taken would tell of any address whether somebody has it.
        return others switch
        {
            [] => null,
            _ when others.Any(o => o.SameName) => new RegistrationResult.Taken([NameTaken]),
            _ => new RegistrationResult.Taken([EmailTaken]),
        };
    }

    private RegistrationResult Counted(RegistrationResult result)
    {
        metrics.Registered(result switch
        {
            RegistrationResult.Registered => "registered",
            RegistrationResult.Taken => "taken",
            _ => "refused",
        });
        return result;
    }

    private static readonly FieldProblem NameTaken = new(AccountField.UserName, "Somebody else has this name: choose another.");
    private static readonly FieldProblem EmailTaken = new(AccountField.Email, "There is an account with this address already: log in instead.");
}
