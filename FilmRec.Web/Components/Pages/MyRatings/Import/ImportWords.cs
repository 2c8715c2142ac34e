using FilmRec.Core.Ratings.Exchange;

namespace FilmRec.Web.Components.Pages.MyRatings.Import;

/// <summary>Imports in words.</summary>
internal static class ImportWords
{
    /// <summary>"Import 374 ratings", "Import 374 ratings and 12 watched films".</summary>
    public static string Button(ImportPlan plan) => (plan.Ratings, plan.WatchedFilms) switch
    {
        (0, 0) => "Nothing to import",
        (var ratings, 0) => $"Import {Words.Count(ratings, "rating", "ratings")}",
        (0, var watched) => $"Import {Words.Count(watched, "watched film", "watched films")}",
        var (ratings, watched) => $"Import {Words.Count(ratings, "rating", "ratings")} and {Words.Count(watched, "watched film", "watched films")}",
    };

    /// <summary>"191 ratings added, 12 replaced, 30 viewings added", or "Nothing".</summary>
    public static string Done(int added, int replaced, int watches)
    {
        var parts = new List<string>();
        if (added > 0)
        {
            parts.Add($"{Words.Count(added, "rating", "ratings")} added");
        }

        if (replaced > 0)
        {
            parts.Add($"{Words.Count(replaced, "rating", "ratings")} replaced");
        }

        if (watches > 0)
        {
            parts.Add($"{Words.Count(watches, "viewing", "viewings")} added");
        }

        return parts.Count == 0 ? "nothing changed" : Words.List(parts);
    }

    public static string Undone(ImportUndone undone)
    {
        var parts = new List<string>();
        if (undone.Removed > 0)
        {
            parts.Add($"{Words.Count(undone.Removed, "rating", "ratings")} removed");
        }

        if (undone.Restored > 0)
        {
            parts.Add($"{Words.Count(undone.Restored, "rating", "ratings")} put back as before");
        }

        if (undone.WatchesRemoved > 0)
        {
            parts.Add($"{Words.Count(undone.WatchesRemoved, "viewing", "viewings")} removed");
        }

        string sentence = parts.Count == 0 ? "The import is undone." : $"The import is undone: {Words.List(parts)}.";
        return undone.Kept == 0 ? sentence
            : $"{sentence} {Words.Count(undone.Kept, "rating that you changed since stays as it is", "ratings that you changed since stay as they are")}.";
    }
}
