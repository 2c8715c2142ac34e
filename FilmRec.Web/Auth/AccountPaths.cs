namespace FilmRec.Web.Auth;

/// <summary>Where people log in, and where they may be sent afterwards.</summary>
internal static class AccountPaths
{
    public const string LogIn = "/account/login";
    public const string Register = "/account/register";
    public const string LogOut = "/account/logout";
    public const string Setup = "/setup";
    public const string ReturnParameter = "returnUrl";

    /// <summary>An address of this site, or "/" in the place of anything else: "//evil.example", "/\evil.example", "https:…", and account pages.</summary>
    public static string LocalOrHome(string? address)
        => address is ['/', ..] && address is not ['/', '/' or '\\', ..] && !address.Any(c => char.IsControl(c) || c == '\\')
            && !address.StartsWith("/account/", StringComparison.OrdinalIgnoreCase)
            ? address
            : "/";
}
