namespace FilmRec.Core.Accounts;

/// <summary>Which entries of the audit log somebody wants to see, newest first.</summary>
public sealed record AuditQuery
{
    public const int PageSize = 50;

    /// <summary>Name of this list in its cursors.</summary>
    public const string Order = "audit";

    /// <summary>Who acted: a user name, or the number of somebody whose account is gone.</summary>
    public string? Who { get; init; }

    /// <summary>What they did: "viewer.locked".</summary>
    public string? Action { get; init; }

    /// <summary>Whom it was about, as <see cref="Who"/>.</summary>
    public string? About { get; init; }

    /// <summary>Whom it was about, by number, in the place of <see cref="About"/>.</summary>
    public int? AboutId { get; init; }

    public DateTimeOffset? From { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary><see cref="AuditEntries.Next"/> of the page before; anything else begins with the newest.</summary>
    public string? Cursor { get; init; }

    /// <summary>Entries on a page.</summary>
    public int Limit { get; init; } = PageSize;
}

/// <summary>An entry with the names of today.</summary>
/// <param name="ViewerId">Who acted; null for the program itself and the command line.</param>
/// <param name="ViewerName">Null when that account is gone.</param>
/// <param name="AboutName">Null when that account is gone, or it was about nobody.</param>
public sealed record AuditLine(
    long AuditId, DateTimeOffset At, int? ViewerId, string? ViewerName, string Action, string Subject, int? AboutViewerId, string? AboutName);

/// <param name="Next">Cursor of the older entries; null on the last page.</param>
/// <param name="Unknown">The name that was asked for and that nobody has, or null.</param>
public sealed record AuditEntries(IReadOnlyList<AuditLine> Lines, string? Next, string? Unknown);
