namespace FilmRec.Core.Quality;

/// <summary>How bad a finding is.</summary>
public enum QualitySeverity
{
    /// <summary>The data contradict themselves, or the calendar.</summary>
    Fault,

    /// <summary>Possible, but hardly meant.</summary>
    Doubt,

    /// <summary>Something is not known.</summary>
    Gap,
}

/// <summary>The outcome of one check.</summary>
/// <param name="Check">Its name for programs: "duplicate_movies".</param>
/// <param name="Severity">How bad a case of it is.</param>
/// <param name="Title">For people: "Films that are there twice".</param>
/// <param name="Advice">What it means and what to do about it.</param>
/// <param name="Count">Cases; 0 where all is well.</param>
/// <param name="Worst">The worst cases, at most <see cref="MostWorst"/>.</param>
public sealed record QualityFinding(string Check, QualitySeverity Severity, string Title, string Advice, long Count, IReadOnlyList<Offender> Worst)
{
    public const int MostWorst = 20;
}

/// <summary>One case.</summary>
/// <param name="Subject">What it is about, for people: a film's title, or "Viewer 17".</param>
/// <param name="Detail">What is wrong with it.</param>
public sealed record Offender(string Subject, string Detail, int? MovieId = null, int? ViewerId = null);
