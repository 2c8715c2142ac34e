using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;

namespace FilmRec.Web.Components.Pages.Lists;

/// <summary>One viewing as a list shows it.</summary>
public sealed class ViewingLine(MovieCard movie, Viewing viewing)
{
    public MovieCard Movie { get; } = movie;

    /// <summary>As it is saved; of one that was removed, as it was.</summary>
    public Viewing Viewing { get; set; } = viewing;

    /// <summary>Removed a moment ago: it keeps its place, and can be had back.</summary>
    public bool Removed { get; set; }

    /// <summary>What could not be done.</summary>
    public string? Problem { get; set; }

    public bool Busy { get; set; }

    public static ViewingLine Of(WatchEntry entry) => new(entry.Movie, ViewingOf(entry));

    internal static Viewing ViewingOf(WatchEntry entry) => new(entry.HistoryId, entry.WatchDate, entry.Rating, entry.WatchMinutes);
}
