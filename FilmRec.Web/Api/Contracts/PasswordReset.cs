// Contracts are public because the generator of AddValidation() passes internal types over without a word.
using System.ComponentModel.DataAnnotations;

namespace FilmRec.Web.Api.Contracts;

/// <summary>The mail address of the account whose password is forgotten.</summary>
public sealed record PasswordResetRequest([property: Required(AllowEmptyStrings = true), StringLength(1000)] string Email)
{
    public override string ToString() => nameof(PasswordResetRequest);
}

/// <summary>What happens next; the same for every address.</summary>
public sealed record PasswordResetAccepted(string Detail);

/// <summary>The token of a link that was mailed or that an administrator made, and the password to set.</summary>
public sealed record PasswordResetConfirmation(
    [property: Required(AllowEmptyStrings = true), StringLength(1000)] string Token,
    [property: Required(AllowEmptyStrings = true), StringLength(1000)] string NewPassword)
{
    public override string ToString() => nameof(PasswordResetConfirmation);
}
