using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Layout;

/// <summary>A place that navigation leads to.</summary>
public sealed record Place(string Name, string Address, string Icon)
{
    /// <summary>Where administrators arrive. All their other pages lie under it.</summary>
    private const string Overview = "/admin";

    /// <summary>"page" for <c>aria-current</c> when the shown page is this one or lies under it.</summary>
    public string? CurrentIn(NavigationManager navigation)
    {
        var path = "/" + navigation.ToBaseRelativePath(navigation.Uri).Split('?', '#')[0];
        var isCurrent = Address is "/" or Overview ? path == Address : path == Address || path.StartsWith(Address + "/", StringComparison.Ordinal);
        return isCurrent ? "page" : null;
    }
}

internal static class Places
{
    public static IReadOnlyList<Place> Main { get; } =
    [
        new("Home", "/", "home"),
        new("Browse", "/browse", "search"),
        new("For you", "/for-you", "for-you"),
        new("My ratings", "/ratings", "star"),
    ];

    /// <summary>The lists of a viewer's own.</summary>
    public static IReadOnlyList<Place> Mine { get; } =
    [
        new("Ratings", "/ratings", "star"),
        new("Watchlist", "/watchlist", "bookmark"),
        new("History", "/history", "clock"),
        new("Not interested", "/not-interested", "hide"),
    ];

    public static IReadOnlyList<Place> Admin { get; } =
    [
        new("Overview", "/admin", "pulse"),
        new("Data", "/admin/data", "data"),
        new("Training", "/admin/training", "chip"),
        new("Models", "/admin/models", "box"),
        new("Try", "/admin/try", "eye"),
        new("Viewers", "/admin/viewers", "people"),
        new("Clients", "/admin/clients", "key"),
        new("Web hooks", "/admin/hooks", "hook"),
        new("Audit", "/admin/audit", "book"),
    ];
}
