namespace FilmRec.Core.Ratings.Exchange;

/// <summary>How the lines of one kind of file are read.</summary>
/// <param name="Source">Whose layout it is, for people.</param>
/// <param name="Columns">Columns that such a file has, in lower case.</param>
/// <param name="Read">Reads a line.</param>
internal sealed record ImportLayout(string Source, string[] Columns, Func<ImportRow, LineReading> Read)
{
    // The first whose columns are all there counts: those that ask for more stand before those that are content with less.
    private static readonly ImportLayout[] All =
    [
        new("IMDb", ["const", "your rating"], ImportLines.Imdb),
        new("Letterboxd", ["name", "year", "letterboxd uri", "watched date"], ImportLines.LetterboxdDiary),
        new("Letterboxd", ["name", "year", "letterboxd uri", "rating"], ImportLines.LetterboxdRating),
        new("Letterboxd", ["date", "name", "year", "letterboxd uri"], ImportLines.LetterboxdWatch),
        new("FilmRec", ["movie_id", "title", "year", "rating", "rated_at"], ImportLines.OwnRating),
        new("FilmRec", ["movie_id", "title", "year", "watched_at"], ImportLines.OwnWatch),
        new("MovieLens", ["movie_id", "rating", "title"], ImportLines.MovieLensExport),
        new("MovieLens", ["userid", "movieid", "rating"], ImportLines.MovieLensRating),
    ];

    /// <summary>Names of files that say something else in one of these layouts.</summary>
    private static readonly string[] Others = ["watchlist", "likes", "films"];

    /// <param name="file">Its name.</param>
    /// <param name="header">Its first line, cut into fields.</param>
    /// <returns>Null for a file that is none of these.</returns>
    public static ImportLayout? Recognise(string file, IReadOnlyList<string> header)
    {
        var columns = header.Select(ImportRow.NameOf).ToHashSet(StringComparer.Ordinal);
        var layout = All.FirstOrDefault(l => l.Columns.All(columns.Contains));
        return layout is { Source: "Letterboxd" } && Others.Any(other => Path.GetFileNameWithoutExtension(file).StartsWith(other, StringComparison.OrdinalIgnoreCase))
            ? null
            : layout;
    }
}

/// <summary>What a line says: a film, or why it cannot be read.</summary>
internal readonly record struct LineReading(ImportEntry? Entry, string? Fault)
{
    public static implicit operator LineReading(ImportEntry entry) => new(entry, null);

    public static LineReading Unreadable(string reason) => new(null, reason);
}

/// <summary>One line with the names of its columns.</summary>
internal sealed class ImportRow(string file, IReadOnlyList<string> header, DateTimeOffset now)
{
    private readonly Dictionary<string, int> _columns = header.Select(NameOf).Index().DistinctBy(column => column.Item)
        .ToDictionary(column => column.Item, column => column.Index, StringComparer.Ordinal);

    private IReadOnlyList<string> _fields = [];

    public string File => file;
    public DateTimeOffset Now => now;
    public int Line { get; private set; }

    /// <summary>The field of that column, trimmed; "" where the line or the file has none.</summary>
    public string this[string column]
        => _columns.TryGetValue(column, out int place) && place < _fields.Count ? _fields[place].Trim() : "";

    public void Use(int line, IReadOnlyList<string> fields) => (Line, _fields) = (line, fields);

    public static string NameOf(string column) => column.Trim().Trim('"', '\uFEFF').ToLowerInvariant();
}
