using Microsoft.AspNetCore.Identity;

namespace FilmRec.Core.Accounts;

/// <summary>The roles of FilmRec, rows of the table "roles" since its first migration. Everybody who registers is a viewer.</summary>
public static class Roles
{
    public const string Viewer = "viewer";
    public const string Administrator = "admin";

    /// <summary>Of service clients, which have no account: no row of the table.</summary>
    public const string Client = "client";

    internal const int ViewerId = 1;
    internal const int AdministratorId = 2;

    public static IReadOnlyList<string> All { get; } = [Viewer, Administrator];

    // The stamps are fixed because a migration must not differ from run to run.
    internal static IReadOnlyList<IdentityRole<int>> Rows { get; } =
    [
        new() { Id = ViewerId, Name = Viewer, NormalizedName = "VIEWER", ConcurrencyStamp = "1" },
        new() { Id = AdministratorId, Name = Administrator, NormalizedName = "ADMIN", ConcurrencyStamp = "2" },
    ];
}
