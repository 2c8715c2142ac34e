namespace FilmRec.Core.Posters;

/// <summary>All that a poster is drawn from.</summary>
/// <param name="Title">The title as the catalogue has it; "Ledger, The (1961)" is fine.</param>
/// <param name="Year">Year of release, or null when unknown.</param>
/// <param name="Genres">Genres in the catalogue's order; unknown names are printed but do not steer the drawing.</param>
public sealed record PosterSubject(string Title, int? Year, IReadOnlyList<string> Genres);
