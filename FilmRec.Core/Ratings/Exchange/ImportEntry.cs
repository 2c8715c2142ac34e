namespace FilmRec.Core.Ratings.Exchange;

/// <summary>One film as a file speaks of it: how it is called there, and what the viewer says of it.</summary>
/// <param name="File">Name of the file, within the zip if it came in one.</param>
/// <param name="Line">Where the film is first spoken of, from 1.</param>
/// <param name="Title">Never empty; made up where the file has only ids.</param>
public sealed record ImportEntry(string File, int Line, string Title, int? Year)
{
    public string? OriginalTitle { get; init; }

    /// <summary>With "tt" and at least seven digits.</summary>
    public string? ImdbId { get; init; }
    public int? TmdbId { get; init; }

    /// <summary>The id that MovieLens uses.</summary>
    public int? MovieLensId { get; init; }

    /// <summary>The id of the FilmRec that wrote the file, which need not be this one.</summary>
    public int? MovieId { get; init; }

    /// <summary>False where the file has only ids: nothing can be found by a made-up title.</summary>
    public bool HasTitle { get; init; } = true;
    public Stars? Stars { get; init; }

    /// <summary>When those stars were given; null where the file does not say.</summary>
    public DateTimeOffset? RatedAt { get; init; }
    public IReadOnlyList<ImportWatch> Watches { get; init; } = [];

    /// <summary>"Low Tide (2004)".</summary>
    public string Name => Year is { } year ? $"{Title} ({year})" : Title;
}

/// <summary>One viewing that a file speaks of.</summary>
/// <param name="At">Null where the file does not say.</param>
public sealed record ImportWatch(DateTimeOffset? At, Stars? Stars, int? Minutes)
{
    /// <summary>False where the day is only that on which somebody ticked the film as watched.</summary>
    public bool DayIsKnown { get; init; } = true;
}

/// <summary>A line that could not be read, and why: a sentence for people.</summary>
public sealed record ImportFault(string File, int Line, string Reason);

/// <summary>What a file that somebody handed in says.</summary>
/// <param name="Source">Whose layout it is: "Letterboxd".</param>
/// <param name="Name">The file's own name.</param>
/// <param name="Lines">Lines with data, readable or not.</param>
/// <param name="Entries">Each film once, in the order of the file.</param>
/// <param name="Faults">The first of the lines that could not be read.</param>
/// <param name="FaultCount">How many there were.</param>
/// <param name="Repeats">Lines with other stars for a film that had some already; the latest counts.</param>
public sealed record ImportedFile(
    string Source, string Name, int Lines, IReadOnlyList<ImportEntry> Entries, IReadOnlyList<ImportFault> Faults, int FaultCount, int Repeats);

/// <summary>The file as a whole cannot be imported; the message says why, and what to do.</summary>
public sealed class UnreadableImportException(string message, Exception? inner = null) : Exception(message, inner);
