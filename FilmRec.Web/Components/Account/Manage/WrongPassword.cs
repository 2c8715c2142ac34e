using FilmRec.Core.Accounts;

namespace FilmRec.Web.Components.Account.Manage;

internal static class WrongPassword
{
    /// <summary>The same for a wrong password and for too many of them.</summary>
    public static readonly string Text =
        $"This is not your password: type it again. After {Login.FailuresUntilLocked} failures an account rests for {Login.LockedFor.TotalMinutes} minutes.";
}
