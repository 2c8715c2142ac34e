namespace FilmRec.Core.Ratings.Exchange;

/// <summary>What is to be imported, each film once.</summary>
public sealed record ImportPlan(string Source, string FileName, IReadOnlyList<PlannedFilm> Films)
{
    /// <summary>Ratings that are to be written down, new ones and those that replace another.</summary>
    public int Ratings { get; } = Films.Count(film => film.Stars is not null);

    /// <summary>Films with viewings, of which some may be in the history already.</summary>
    public int WatchedFilms { get; } = Films.Count(film => film.Watches.Count > 0);
}

/// <param name="Stars">Null where only viewings are to be added.</param>
/// <param name="RatedAt">Null for the moment of the import.</param>
public sealed record PlannedFilm(int MovieId, Stars? Stars, DateTimeOffset? RatedAt, IReadOnlyList<ImportWatch> Watches);

/// <summary>How far an import has come.</summary>
public readonly record struct ImportProgress(int Done, int Total);

public enum ImportEnd
{
    Complete,

    /// <summary>By the viewer: what was written stays, and can be undone.</summary>
    Cancelled,

    /// <summary>By a failure: what was written stays, and can be undone; the same file may be imported again.</summary>
    Interrupted,
}

/// <param name="ImportId">By which it can be undone; null when it has changed nothing.</param>
/// <param name="Unchanged">Films that had these very stars already.</param>
/// <param name="Missing">Films that have left the catalogue since the preview.</param>
public sealed record ImportResult(Guid? ImportId, ImportEnd End, int Added, int Replaced, int WatchesAdded, int Unchanged, int Missing);

/// <param name="Removed">Ratings that did not exist before the import.</param>
/// <param name="Restored">Ratings that are as before the import again.</param>
/// <param name="Kept">Ratings that were changed since the import, and stay as they are.</param>
public sealed record ImportUndone(int Removed, int Restored, int WatchesRemoved, int Kept);

/// <summary>An import that can still be undone.</summary>
public sealed record ImportSummary(Guid ImportId, string Source, string FileName, DateTimeOffset StartedAt, int Added, int Replaced, int WatchesAdded);
