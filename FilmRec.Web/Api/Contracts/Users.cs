// Contracts are public because the generator of AddValidation() passes internal types over without a word.
using System.ComponentModel.DataAnnotations;
using FilmRec.Core.Accounts;

namespace FilmRec.Web.Api.Contracts;

/// <summary>Name: 3 to 40 letters, digits, dots, hyphens, underscores. Password: at least 8 characters, at most 72 bytes.</summary>
public sealed record RegisterRequest(
    [property: Required(AllowEmptyStrings = true), StringLength(1000)] string Username,
    [property: Required(AllowEmptyStrings = true), StringLength(1000)] string Email,
    [property: Required(AllowEmptyStrings = true), StringLength(1000)] string Password)
{
    public override string ToString() => nameof(RegisterRequest);
}

/// <summary>User name or mail address, and the password.</summary>
/// <param name="Code">For accounts with a second factor: the code that the app shows, or a recovery code. Each works once.</param>
public sealed record LoginRequest(
    [property: Required(AllowEmptyStrings = true), StringLength(1000)] string Username,
    [property: Required(AllowEmptyStrings = true), StringLength(1000)] string Password,
    [property: StringLength(100)] string? Code = null)
{
    public override string ToString() => nameof(LoginRequest);
}

/// <summary>A refresh token, as the last answer gave it. It works once.</summary>
public sealed record RefreshRequest([property: Required(AllowEmptyStrings = true), StringLength(1000)] string RefreshToken)
{
    public override string ToString() => nameof(RefreshRequest);
}

/// <summary>An account that was made.</summary>
public sealed record RegisteredUser(int UserId, string Username, string Email, DateTimeOffset CreatedAt);

/// <summary>Send the access token as "Authorization: Bearer …"; when it has expired, exchange the refresh token for new ones.</summary>
/// <param name="ExpiresIn">Seconds.</param>
public sealed record TokenResponse(string AccessToken, string TokenType, int ExpiresIn, string RefreshToken)
{
    public override string ToString() => nameof(TokenResponse);
}

/// <summary>The account of the token.</summary>
public sealed record Me(int UserId, string Username, string? Email, DateTimeOffset CreatedAt, bool IsAdmin, long ProfileVersion)
{
    internal static Me Of(AccountProfile profile)
        => new(profile.ViewerId, profile.UserName, profile.Email, profile.CreatedAt, profile.IsAdministrator, profile.ProfileVersion);
}
