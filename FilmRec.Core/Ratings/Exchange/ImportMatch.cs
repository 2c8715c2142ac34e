using FilmRec.Core.Catalog;

namespace FilmRec.Core.Ratings.Exchange;

/// <summary>How sure it is which film of the catalogue an entry speaks of.</summary>
public enum MatchKind
{
    /// <summary>By an id, or by title and year.</summary>
    Exact,

    /// <summary>One film has the title, but its year is one off, or one of the two has none.</summary>
    Near,

    /// <summary>Several films have the title.</summary>
    Ambiguous,

    /// <summary>None has.</summary>
    None,
}

/// <summary>An entry of a file with the films that it may speak of.</summary>
/// <param name="Candidates">The likeliest first; one where it is <see cref="MatchKind.Exact"/> or <see cref="MatchKind.Near"/>.</param>
public sealed record ImportMatch(ImportEntry Entry, MatchKind Kind, IReadOnlyList<MovieCard> Candidates)
{
    public const int MostCandidates = 5;
}
