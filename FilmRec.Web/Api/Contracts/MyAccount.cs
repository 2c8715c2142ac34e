using System.ComponentModel.DataAnnotations;
using FilmRec.Core.Accounts;

namespace FilmRec.Web.Api.Contracts;

/// <summary>The password that counts until now, and the one that is to count from now on.</summary>
/// <param name="NewPassword">At least 8 characters, at most 72 bytes; not one that many people use.</param>
public sealed record ChangePasswordRequest(
    [property: Required(AllowEmptyStrings = true), StringLength(1000)] string OldPassword,
    [property: Required(AllowEmptyStrings = true), StringLength(1000)] string NewPassword)
{
    public override string ToString() => nameof(ChangePasswordRequest);
}

/// <summary>A new access token; those from before count no longer. The refresh token of this session goes on.</summary>
/// <param name="ExpiresIn">Seconds.</param>
public sealed record AccessTokenResponse(string AccessToken, string TokenType, int ExpiresIn)
{
    public override string ToString() => nameof(AccessTokenResponse);
}

/// <summary>The password once more, because this cannot be undone.</summary>
public sealed record DeleteAccountRequest([property: Required(AllowEmptyStrings = true), StringLength(1000)] string Password)
{
    public override string ToString() => nameof(DeleteAccountRequest);
}

/// <summary>A browser or program that is logged in.</summary>
/// <param name="Kind">browser or api.</param>
/// <param name="Client">A rough name: "Firefox on Windows", "curl".</param>
/// <param name="LastSeenAt">To a few minutes.</param>
/// <param name="IsCurrent">True for the session of the token that asks.</param>
public sealed record SessionItem(Guid SessionId, SessionKind Kind, string Client, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, bool IsCurrent);

/// <summary>The open sessions of the viewer, the latest seen first; at most 100.</summary>
public sealed record SessionListAnswer(IReadOnlyList<SessionItem> Items)
{
    internal static SessionListAnswer Of(IReadOnlyList<OpenSession> sessions, Guid? current)
        => new([.. sessions.Select(s => new SessionItem(s.SessionId, s.Kind, s.Client, s.StartedAt, s.LastSeenAt, s.SessionId == current))]);
}
