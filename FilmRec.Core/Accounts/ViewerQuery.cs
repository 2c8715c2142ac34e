namespace FilmRec.Core.Accounts;

/// <summary>Which viewers an administrator wants to see.</summary>
public enum ViewerGroup
{
    All,
    Administrators,
    Locked,

    /// <summary>Made up by the sample generator.</summary>
    Sample,

    /// <summary>Named by service clients. In none of the other groups: they are not people who come here.</summary>
    External,
}

/// <summary>A search among viewers.</summary>
public sealed record ViewerQuery
{
    public const int PageSize = 50;
    public const int LastPage = 20_000;

    /// <summary>Beginning of a user name or mail address, in any case; null or empty for all.</summary>
    public string? Text { get; init; }

    public ViewerGroup Group { get; init; }

    /// <summary>True for the newest first, else by name.</summary>
    public bool NewestFirst { get; init; }

    /// <summary>1-based.</summary>
    public int Page { get; init; } = 1;
}

/// <summary>A viewer in a list for administrators.</summary>
/// <param name="CanLogIn">False for imported and sample viewers, who have no password.</param>
public sealed record ViewerRow(
    int ViewerId, string UserName, bool IsAdministrator, bool CanLogIn, Origin Origin, DateTimeOffset? LockedAt, int Ratings, DateTimeOffset? LastSeenAt, DateTimeOffset CreatedAt);

public sealed record FoundViewers(IReadOnlyList<ViewerRow> Viewers, int Total);

/// <summary>A viewer as administrators see them.</summary>
/// <param name="RestsUntil">Set while the account rests after wrong passwords.</param>
public sealed record ViewerDetails(
    ViewerRow Row, string? Email, string? LockReason, DateTimeOffset? RestsUntil, int Watches, int Sessions, bool HasSecondFactor, bool IsLastAdministrator);
