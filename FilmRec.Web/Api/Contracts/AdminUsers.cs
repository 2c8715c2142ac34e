using System.ComponentModel.DataAnnotations;
using FilmRec.Core;
using FilmRec.Core.Accounts;

namespace FilmRec.Web.Api.Contracts;

/// <summary>A viewer as lists show them.</summary>
/// <param name="Role">"admin" or "viewer".</param>
/// <param name="CanLogIn">False for viewers who came with data and have no password.</param>
public sealed record UserItem(
    int UserId, string Username, string Role, bool CanLogIn, Origin Origin, bool IsLocked, int Ratings, DateTimeOffset? LastSeenAt, DateTimeOffset CreatedAt)
{
    internal static UserItem Of(ViewerRow row)
        => new(row.ViewerId, row.UserName, row.IsAdministrator ? Roles.Administrator : Roles.Viewer, row.CanLogIn, row.Origin, row.LockedAt is not null, row.Ratings,
            row.LastSeenAt, row.CreatedAt);
}

/// <summary>Viewers by name.</summary>
/// <param name="NextCursor">Send it as "cursor" to get the next page; null on the last one.</param>
public sealed record UserListAnswer(IReadOnlyList<UserItem> Items, string? NextCursor, int Total);

/// <summary>A viewer as administrators see them.</summary>
/// <param name="RestsUntil">Set while the account rests after wrong passwords.</param>
/// <param name="Sessions">Logins that have not ended.</param>
public sealed record UserAnswer(
    UserItem User, string? Email, DateTimeOffset? LockedAt, string? LockReason, DateTimeOffset? RestsUntil, int Watches, int Sessions, bool IsLastAdministrator)
{
    internal static UserAnswer Of(ViewerDetails viewer)
        => new(UserItem.Of(viewer.Row), viewer.Email, viewer.Row.LockedAt, viewer.LockReason, viewer.RestsUntil, viewer.Watches, viewer.Sessions, viewer.IsLastAdministrator);
}

/// <summary>The role that a viewer gets.</summary>
/// <param name="Role">"admin" or "viewer".</param>
public sealed record PutRoleRequest([property: Required, AllowedValues(Roles.Administrator, Roles.Viewer, ErrorMessage = "The role is admin or viewer.")] string Role);

/// <summary>Why an account is locked.</summary>
/// <param name="Reason">For other administrators and the audit log: 3 to 200 characters without a mail address.</param>
public sealed record LockUserRequest([property: Required(AllowEmptyStrings = true), StringLength(1000)] string Reason);

/// <summary>A line of the audit log.</summary>
/// <param name="UserId">Who acted; null for the program and the command line.</param>
/// <param name="Username">Null when that account is gone.</param>
/// <param name="Action">A dotted verb: "model.published".</param>
/// <param name="AboutUserId">Whom it was about, or null.</param>
public sealed record AuditItem(
    long AuditId, DateTimeOffset At, int? UserId, string? Username, string Action, string Subject, int? AboutUserId, string? AboutUsername)
{
    internal static AuditItem Of(AuditLine line)
        => new(line.AuditId, line.At, line.ViewerId, line.ViewerName, line.Action, line.Subject, line.AboutViewerId, line.AboutName);
}

/// <summary>Lines of the audit log, the newest first.</summary>
/// <param name="NextCursor">Send it as "cursor" to get the next page; null on the last one.</param>
public sealed record AuditListAnswer(IReadOnlyList<AuditItem> Items, string? NextCursor);
