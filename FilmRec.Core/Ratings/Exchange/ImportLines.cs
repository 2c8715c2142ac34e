namespace FilmRec.Core.Ratings.Exchange;

/// <summary>Reads a line of each layout.</summary>
internal static class ImportLines
{
    private const string NoTitle = "The title is missing.";

    public static LineReading LetterboxdRating(ImportRow row) => Titled(row, "name", entry =>
        ImportValues.TryStars(row["rating"], out var stars)
            ? entry with { Stars = stars, RatedAt = ImportValues.Moment(row["date"], row.Now) }
            : NoStars(row["rating"]));

    public static LineReading LetterboxdWatch(ImportRow row) => Titled(row, "name", entry =>
        entry with { Watches = [new ImportWatch(ImportValues.Moment(row["date"], row.Now), null, null) { DayIsKnown = false }] });

    public static LineReading LetterboxdDiary(ImportRow row) => Titled(row, "name", entry =>
    {
        var day = ImportValues.Moment(row["watched date"], row.Now) ?? ImportValues.Moment(row["date"], row.Now);
        if (row["rating"].Length == 0)
        {
            return entry with { Watches = [new ImportWatch(day, null, null)] };
        }

        return ImportValues.TryStars(row["rating"], out var stars)
            ? entry with { Stars = stars, RatedAt = day, Watches = [new ImportWatch(day, stars, null)] }
            : NoStars(row["rating"]);
    });

    public static LineReading Imdb(ImportRow row) => Titled(row, "title", entry =>
    {
        string kind = row["title type"];
        if (kind.Length > 0 && !kind.Contains("movie", StringComparison.OrdinalIgnoreCase) && !kind.Contains("short", StringComparison.OrdinalIgnoreCase)
            && !kind.Contains("film", StringComparison.OrdinalIgnoreCase) && !kind.Equals("video", StringComparison.OrdinalIgnoreCase)
            && !kind.Contains("special", StringComparison.OrdinalIgnoreCase) && !kind.Contains("documentary", StringComparison.OrdinalIgnoreCase))
        {
            return LineReading.Unreadable($"“{entry.Title}” is no film but a {kind}.");
        }

        string original = ImportValues.Title(row["original title"]);
        return int.TryParse(row["your rating"], out int points) && points is >= Stars.MinimumHalfStars and <= Stars.MaximumHalfStars
            ? entry with
            {
                ImdbId = ImportValues.ImdbId(row["const"]),
                OriginalTitle = original.Length == 0 || original == entry.Title ? null : original,
                Stars = Stars.OfHalfStars(points),
                RatedAt = ImportValues.Moment(row["date rated"], row.Now),
            }
            : LineReading.Unreadable($"“{Short(row["your rating"])}” is no rating: IMDb's go from 1 to 10.");
    });

    public static LineReading MovieLensExport(ImportRow row)
    {
        var (title, year) = ImportValues.MovieLensTitle(row["title"]);
        if (title.Length == 0)
        {
            return LineReading.Unreadable(NoTitle);
        }

        return ImportValues.TryStars(row["rating"], out var stars)
            ? new ImportEntry(row.File, row.Line, title, year)
            {
                MovieLensId = ImportValues.Id(row["movie_id"]),
                ImdbId = ImportValues.ImdbId(row["imdb_id"]),
                TmdbId = ImportValues.Id(row["tmdb_id"]),
                Stars = stars,
            }
            : NoStars(row["rating"]);
    }

    public static LineReading MovieLensRating(ImportRow row)
    {
        if (ImportValues.Id(row["movieid"]) is not { } movie)
        {
            return LineReading.Unreadable($"“{Short(row["movieid"])}” is no film of MovieLens.");
        }

        return ImportValues.TryStars(row["rating"], out var stars)
            ? new ImportEntry(row.File, row.Line, $"Film {movie} of MovieLens", null)
            {
                HasTitle = false,
                MovieLensId = movie,
                Stars = stars,
                RatedAt = ImportValues.Seconds(row["timestamp"], row.Now),
            }
            : NoStars(row["rating"]);
    }

    public static LineReading OwnRating(ImportRow row) => Own(row, entry =>
        ImportValues.TryStars(row["rating"], out var stars)
            ? entry with { Stars = stars, RatedAt = ImportValues.Moment(row["rated_at"], row.Now) }
            : NoStars(row["rating"]));

    public static LineReading OwnWatch(ImportRow row) => Own(row, entry =>
        row["rating"].Length > 0 && !ImportValues.TryStars(row["rating"], out _)
            ? NoStars(row["rating"])
            : entry with
            {
                Watches = [new ImportWatch(
                    ImportValues.Moment(row["watched_at"], row.Now),
                    ImportValues.TryStars(row["rating"], out var stars) ? stars : null,
                    ImportValues.Minutes(row["minutes"]))],
            });

    private static LineReading Own(ImportRow row, Func<ImportEntry, LineReading> read) => Titled(row, "title", entry => read(entry with
    {
        MovieId = ImportValues.Id(row["movie_id"]),
        ImdbId = ImportValues.ImdbId(row["imdb_id"]),
        TmdbId = ImportValues.Id(row["tmdb_id"]),
    }));

    private static LineReading Titled(ImportRow row, string column, Func<ImportEntry, LineReading> read)
        => ImportValues.Title(row[column]) is { Length: > 0 } title
            ? read(new ImportEntry(row.File, row.Line, title, ImportValues.Year(row["year"])))
            : LineReading.Unreadable(NoTitle);

    private static LineReading NoStars(string field)
        => LineReading.Unreadable(field.Length == 0 ? "There are no stars on this line." : $"“{Short(field)}” is no rating: stars go from 0.5 to 5 in half steps.");

    private static string Short(string field)
    {
        string clean = ImportValues.Title(field);
        return clean.Length > 20 ? clean[..20].TrimEnd('\uD800') + "…" : clean;
    }
}
