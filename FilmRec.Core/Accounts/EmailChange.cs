using FilmRec.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Accounts;

/// <summary>Changes mail addresses for those who know their password.</summary>
public sealed class EmailChange(Login login, ILookupNormalizer normalizer, IDbContextFactory<FilmRecDb> databases, ILogger<EmailChange> logger)
{
    private static readonly FieldProblem WrongPassword = new(AccountField.Password, "This is not your password: type it again.");
    private static readonly FieldProblem Taken = new(AccountField.Email, "Another account has this address: use a different one.");

    /// <summary>Null when the address is changed, else what is wrong.</summary>
    /// <exception cref="OverloadedException">Too many passwords are waiting to be hashed.</exception>
    public async Task<FieldProblem?> ChangeAsync(int viewerId, string email, string password, CancellationToken cancellationToken)
    {
        if (AccountRules.EmailProblem(email) is { } problem)
        {
            return new FieldProblem(AccountField.Email, problem);
        }

        if (await login.ConfirmAsync(viewerId, password, cancellationToken) is null)
        {
            return WrongPassword;
        }

        string normalized = normalizer.NormalizeEmail(email);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var others = db.Users.Where(a => a.NormalizedEmail == normalized && a.Id != viewerId);
        if (await others.AnyAsync(cancellationToken))
        {
            return Taken;
        }

        var account = await db.Users.SingleAsync(a => a.Id == viewerId, cancellationToken);
        (account.Email, account.NormalizedEmail) = (email, normalized);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException) when (others.Any())
        {
            return Taken; // somebody was quicker, and the unique index says so
        }

        logger.LogInformation("Viewer {ViewerId} changed their mail address", viewerId);
        return null;
    }
}
