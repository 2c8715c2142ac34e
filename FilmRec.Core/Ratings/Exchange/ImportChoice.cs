using FilmRec.Core.Catalog;

namespace FilmRec.Core.Ratings.Exchange;

/// <summary>An entry of a file with what the viewer has decided about it.</summary>
public sealed class ImportChoice
{
    internal ImportChoice(ImportMatch match)
    {
        Match = match;
        Movie = match.Kind is MatchKind.Exact or MatchKind.Near ? match.Candidates[0] : null;
    }

    public ImportMatch Match { get; }
    public ImportEntry Entry => Match.Entry;

    /// <summary>The film that is meant, or null while that is open.</summary>
    public MovieCard? Movie { get; internal set; }

    /// <summary>The viewer does not want it.</summary>
    public bool LeftOut { get; internal set; }

    /// <summary>What the viewer has decided for this film alone where they rated it differently; null follows the decision for all.</summary>
    public bool? TakesFile { get; internal set; }

    /// <summary>The viewer chose another film than the one that was found.</summary>
    public bool IsOwnChoice => Movie is not null && (Match.Kind is MatchKind.None or MatchKind.Ambiguous || Movie.MovieId != Match.Candidates[0].MovieId);
}

/// <summary>Which lines of a preview to look at.</summary>
public enum ImportGroup
{
    /// <summary>Will be imported, or are the same already.</summary>
    Matched,

    /// <summary>Several films have the title, and none is chosen yet.</summary>
    Undecided,

    /// <summary>No film of the catalogue has the title.</summary>
    NotFound,

    /// <summary>The viewer has rated the film, with other stars.</summary>
    Different,

    /// <summary>The viewer does not want them.</summary>
    LeftOut,
}
