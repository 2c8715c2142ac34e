namespace FilmRec.Web.Auth;

/// <summary>Where people log in, and where they may be sent afterwards.</summary>
internal static class AccountPaths
{
    public const string LogIn = "/account/login";
    public const string Code = "/account/login/code";
    public const string Forgot = "/account/forgot";
    public const string Reset = FilmRec.Core.Accounts.Resets.PasswordResets.Path;
    public const string Register = "/account/register";
    public const string LogOut = "/account/logout";
    public const string Setup = "/setup";
    public const string Profile = "/account";
    public const string Preferences = "/account/preferences";
    public const string Password = "/account/password";
    public const string SecondFactor = "/account/second-factor";
    public const string Sessions = "/account/sessions";
    public const string Data = "/account/data";
    public const string Export = "/account/export";
    public const string Farewell = "/account/farewell";
    public const string ReturnParameter = "returnUrl";

    // Where somebody who has just logged in has no business.
    private static readonly string[] NotAfterwards = [LogIn, Register, LogOut, Forgot, Reset, Export, Farewell];

    /// <summary>An address of this site, or "/" in the place of anything else: "//evil.example", "/\evil.example", "https:…", and pages for logging in.</summary>
    public static string LocalOrHome(string? address)
        => address is ['/', ..] && address is not ['/', '/' or '\\', ..] && !address.Any(c => char.IsControl(c) || c == '\\')
            && !NotAfterwards.Any(path => address.StartsWith(path, StringComparison.OrdinalIgnoreCase))
            ? address
            : "/";
}
