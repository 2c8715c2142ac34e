namespace FilmRec.Core.Accounts;

/// <summary>The roles of FilmRec. Everybody who registers is a viewer.</summary>
public static class Roles
{
    public const string Viewer = "viewer";
    public const string Administrator = "admin";

    public static IReadOnlyList<string> All { get; } = [Viewer, Administrator];
}
