using FilmRec.Core.SampleData.MovieLens;

namespace FilmRec.Core.SampleData;

/// <summary>What an import read, and what of it was new.</summary>
/// <param name="Layout">For people: "MovieLens CSV".</param>
/// <param name="Removed">The sample data that was taken out first; null where it was kept or there was none.</param>
public sealed record ImportSummary(string Layout, DataPresence? Removed)
{
    public long Movies { get; init; }
    public long NewMovies { get; init; }

    /// <summary>Good lines of the ratings file.</summary>
    public long Ratings { get; init; }

    /// <summary>Ratings that were not there before, or are newer than what was there.</summary>
    public long NewRatings { get; init; }

    /// <summary>Viewers who rated or tagged.</summary>
    public long Viewers { get; init; }
    public long NewViewers { get; init; }
    public long Tags { get; init; }
    public long NewTags { get; init; }

    /// <summary>Lines that were skipped.</summary>
    public long BadLines { get; init; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<BadLine> FirstBadLines { get; init; } = [];

    /// <summary>Where they are written down.</summary>
    public string ReportFile { get; init; } = "";
}
