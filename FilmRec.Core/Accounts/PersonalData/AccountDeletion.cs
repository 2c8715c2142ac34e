using FilmRec.Core.Catalog;
using FilmRec.Core.Data;
using FilmRec.Core.Ratings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Accounts.PersonalData;

/// <summary>How a viewer's own deletion ended.</summary>
public enum OwnDeletion
{
    /// <summary>Nothing of the viewer is left.</summary>
    Deleted,

    /// <summary>The name that was typed is not theirs.</summary>
    WrongName,

    /// <summary>The password is not right, or there were too many wrong ones.</summary>
    WrongPassword,

    /// <summary>Nobody would be left to administer this installation.</summary>
    LastAdministrator,
}

/// <summary>
/// Deletes an account with everything about the viewer: ratings, watches, lists, tags, preferences, what was recommended, sessions and tokens.
/// The audit log keeps numbers only. What models learnt goes with the next training, which reads what is left; an <see cref="Erasure"/> tells which models that is true of.
/// </summary>
public sealed class AccountDeletion(
    Login login, DatabaseWriter writer, MovieCatalog catalog, AccountStandings standings, ProfileChanges changes, TimeProvider clock, ILogger<AccountDeletion> logger)
{
    // Of more movies than this, forgetting all that is cached is less work than forgetting each.
    private const int MoviesForgottenOneByOne = 200;

    /// <summary>Deletes the account of who asks.</summary>
    /// <param name="typedName">The viewer's own user name, typed on purpose.</param>
    /// <exception cref="OverloadedException">Too many passwords are waiting to be hashed.</exception>
    public async Task<OwnDeletion> DeleteOwnAsync(int viewerId, string typedName, string password, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(typedName);
        if (await standings.FindAsync(viewerId, cancellationToken) is not { } known || !string.Equals(known.UserName, typedName.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            return OwnDeletion.WrongName;
        }

        if (await login.ConfirmAsync(viewerId, password, cancellationToken) is null)
        {
            return OwnDeletion.WrongPassword;
        }

        return await DeleteAsync(viewerId, actorId: viewerId, "account.deleted", typedName, cancellationToken) is null ? OwnDeletion.Deleted : OwnDeletion.LastAdministrator;
    }

    /// <summary>Deletes a viewer's account for an administrator. Null when it is done, else a sentence that says why not.</summary>
    /// <param name="typedName">The viewer's user name, typed on purpose.</param>
    public Task<string?> DeleteViewerAsync(int actorId, int viewerId, string typedName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(typedName);
        return DeleteAsync(viewerId, actorId, "viewer.deleted", typedName, cancellationToken);
    }

    /// <summary>Deletes a viewer whom a service client named, for that client. False when the viewer is not one of its own.</summary>
    public async Task<bool> DeleteExternalAsync(string clientId, int viewerId, CancellationToken cancellationToken)
        => await DeleteAsync(viewerId, actorId: null, "viewer.deleted-by-client", async (db, token) =>
            await db.ExternalViewers.AnyAsync(v => v.ViewerId == viewerId && v.ClientId == clientId, token) && await ProfileVersions.RaiseAsync(db, viewerId, token)
                ? null
                : "The client has no such viewer.", cancellationToken) is null;

    private Task<string?> DeleteAsync(int viewerId, int actorId, string action, string typedName, CancellationToken cancellationToken)
        => DeleteAsync(viewerId, actorId, action, (db, token) => RefusalAsync(db, viewerId, actorId, typedName, token), cancellationToken);

    private async Task<string?> DeleteAsync(
        int viewerId, int? actorId, string action, Func<FilmRecDb, CancellationToken, Task<string?>> refusalOf, CancellationToken cancellationToken)
    {
        string? refusal = null;
        int[]? movies = await writer.WriteAsync(
            async (db, token) =>
            {
                await Administrators.QueueAsync(db, token);
                refusal = await refusalOf(db, token);
                if (refusal is not null)
                {
                    return null;
                }

                int[] rated = await db.Ratings.Where(r => r.ViewerId == viewerId).Select(r => r.MovieId).Take(MoviesForgottenOneByOne + 1).ToArrayAsync(token);
                await TakeFromSumsAsync(db, viewerId, token);
                await db.Users.Where(u => u.Id == viewerId).ExecuteDeleteAsync(token); // all that refers to it goes with it
                db.Erasures.Add(new Erasure(clock.GetStoredNow()));
                db.AuditLog.Add(new AuditEntry(clock.GetStoredNow(), actorId, action, ViewerAdministration.Subject(viewerId)) { AboutViewerId = viewerId });
                await db.SaveChangesAsync(token);
                return rated;
            },
            cancellationToken);
        if (movies is not null)
        {
            await ForgetAsync(viewerId, movies);
            logger.LogInformation("Viewer {ViewerId} was deleted by viewer {ActorId}", viewerId, actorId);
        }

        return refusal;
    }

    // Takes the viewer's row, so that no rating of theirs changes until the end; then the movies' rows, in the order of every rating.
    private static async Task<string?> RefusalAsync(FilmRecDb db, int viewerId, int actorId, string typedName, CancellationToken cancellationToken)
    {
        if (actorId != viewerId && !await Administrators.IncludeAsync(db, actorId, cancellationToken))
        {
            return Administrators.Only;
        }

        if (!await ProfileVersions.RaiseAsync(db, viewerId, cancellationToken))
        {
            return "There is no such viewer any more.";
        }

        string? name = await db.Users.Where(u => u.Id == viewerId).Select(u => u.UserName).SingleAsync(cancellationToken);
        if (!string.Equals(name, typedName.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            return $"Type the user name exactly: {name}.";
        }

        return await db.UserRoles.AnyAsync(r => r.UserId == viewerId && r.RoleId == Roles.AdministratorId, cancellationToken)
            && !await Administrators.OthersExistAsync(db, viewerId, cancellationToken)
                ? $"{name} is the last administrator: make somebody else one first."
                : null;
    }

    // Ten statements however many ratings: one for each number of half stars.
    private static async Task TakeFromSumsAsync(FilmRecDb db, int viewerId, CancellationToken cancellationToken)
    {
        for (int half = Stars.MinimumHalfStars; half <= Stars.MaximumHalfStars; half++)
        {
            (var stars, int taken) = (Stars.OfHalfStars(half), half);
            var rated = db.Ratings.Where(r => r.ViewerId == viewerId && r.Stars == stars).Select(r => r.MovieId);
            await db.Movies.Where(m => rated.Contains(m.MovieId)).ExecuteUpdateAsync(
                set => set
                    .SetProperty(m => m.Rating, m => m.RatingCount == 1 ? null : (m.RatingSum - taken) / (2.0 * (m.RatingCount - 1)))
                    .SetProperty(m => m.RatingSum, m => m.RatingSum - taken)
                    .SetProperty(m => m.RatingCount, m => m.RatingCount - 1),
                cancellationToken);
        }
    }

    // Not cancellable: the account is gone by then.
    private async Task ForgetAsync(int viewerId, int[] movies)
    {
        standings.Forget(viewerId);
        if (movies.Length > MoviesForgottenOneByOne)
        {
            await catalog.ForgetAllAsync(CancellationToken.None);
        }
        else
        {
            foreach (int movieId in movies)
            {
                await catalog.ForgetAsync(movieId, CancellationToken.None);
            }
        }

        changes.Tell(new ProfileChange(viewerId, MovieId: null));
    }
}
