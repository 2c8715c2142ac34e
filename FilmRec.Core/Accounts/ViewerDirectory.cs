using FilmRec.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Accounts;

/// <summary>Finds viewers for administrators.</summary>
public sealed class ViewerDirectory(IDbContextFactory<FilmRecDb> databases, ILookupNormalizer normalizer, TimeProvider clock)
{
    /// <summary>Name of the list in its cursors.</summary>
    public const string Order = "users";

    /// <summary>One page of viewers. Two queries, both by index however many viewers there are.</summary>
    public async Task<FoundViewers> FindAsync(ViewerQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (Matching(db, query) is not { } matching)
        {
            return new FoundViewers([], 0);
        }

        int total = await matching.CountAsync(cancellationToken);
        var sorted = query.NewestFirst ? matching.OrderByDescending(a => a.Id) : matching.OrderBy(a => a.NormalizedUserName);
        var page = sorted.Skip((Math.Clamp(query.Page, 1, ViewerQuery.LastPage) - 1) * ViewerQuery.PageSize).Take(ViewerQuery.PageSize);
        return new FoundViewers(await Rows(db, page).ToListAsync(cancellationToken), total);
    }

    /// <summary>Viewers by name, from one on. Two queries, both by index however many viewers there are.</summary>
    /// <param name="text">Beginning of a user name or mail address, in any case; null or empty for all.</param>
    /// <param name="after">Only names behind this one, as Identity normalises them; null for all.</param>
    /// <param name="limit">Viewers at most.</param>
    public async Task<(IReadOnlyList<ViewerRow> Viewers, int Total)> AfterAsync(string? text, string? after, int limit, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (Matching(db, new ViewerQuery { Text = text }) is not { } matching)
        {
            return ([], 0);
        }

        int total = await matching.CountAsync(cancellationToken);
        var rest = after is null ? matching : matching.Where(a => a.NormalizedUserName!.CompareTo(after) > 0);
        return (await Rows(db, rest.OrderBy(a => a.NormalizedUserName).Take(limit)).ToListAsync(cancellationToken), total);
    }

    /// <summary>Everything about one viewer, or null.</summary>
    public async Task<ViewerDetails?> FindAsync(int viewerId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var account = db.Users.Where(a => a.Id == viewerId);
        if (await Rows(db, account).SingleOrDefaultAsync(cancellationToken) is not { } row)
        {
            return null;
        }

        var rest = await account.AsNoTracking().Select(a => new
        {
            a.Email,
            a.LockReason,
            a.LockoutEnd,
            Watches = db.WatchHistory.Count(w => w.ViewerId == a.Id),
            Sessions = db.Sessions.Count(s => s.ViewerId == a.Id),
            HasSecondFactor = db.SecondFactors.Any(f => f.ViewerId == a.Id),
        }).SingleAsync(cancellationToken);
        return new ViewerDetails(
            row, rest.Email, rest.LockReason, rest.LockoutEnd > now ? rest.LockoutEnd : null, rest.Watches, rest.Sessions, rest.HasSecondFactor,
            row.IsAdministrator && !await Administrators.OthersExistAsync(db, viewerId, cancellationToken));
    }

    // Null when nobody can match. Names and addresses are compared byte by byte on both databases, so a range is a prefix and an index serves it.
    private IQueryable<Account>? Matching(FilmRecDb db, ViewerQuery query)
    {
        var viewers = db.Users.AsNoTracking();
        viewers = query.Group == ViewerGroup.External ? viewers.Where(a => a.Origin == Origin.External) : viewers.Where(a => a.Origin != Origin.External);
        viewers = query.Group switch
        {
            ViewerGroup.Administrators => viewers.Where(a => db.UserRoles.Where(r => r.RoleId == Roles.AdministratorId).Select(r => r.UserId).Contains(a.Id)),
            ViewerGroup.Locked => viewers.Where(a => a.LockedAt != null),
            ViewerGroup.Sample => viewers.Where(a => a.Origin == Origin.Sample),
            _ => viewers,
        };
        if (string.IsNullOrWhiteSpace(query.Text))
        {
            return viewers;
        }

        string text = query.Text.Trim();
        if (text.Length > Account.EmailLength || text.Any(c => char.IsControl(c) || char.IsSurrogate(c)))
        {
            return null;
        }

        string from = normalizer.NormalizeName(text);
        string until = from[..^1] + (char)(from[^1] + 1);
        return text.Contains('@')
            ? viewers.Where(a => a.NormalizedEmail!.CompareTo(from) >= 0 && a.NormalizedEmail.CompareTo(until) < 0)
            : viewers.Where(a => (a.NormalizedUserName!.CompareTo(from) >= 0 && a.NormalizedUserName.CompareTo(until) < 0)
                || (a.NormalizedEmail!.CompareTo(from) >= 0 && a.NormalizedEmail.CompareTo(until) < 0));
    }

    private static IQueryable<ViewerRow> Rows(FilmRecDb db, IQueryable<Account> accounts)
        => accounts.AsNoTracking().Select(a => new ViewerRow(
            a.Id, a.UserName!, db.UserRoles.Any(r => r.UserId == a.Id && r.RoleId == Roles.AdministratorId), a.PasswordHash != null, a.Origin, a.LockedAt,
            db.Ratings.Count(r => r.ViewerId == a.Id), a.LastSeenAt, a.CreatedAt));
}
