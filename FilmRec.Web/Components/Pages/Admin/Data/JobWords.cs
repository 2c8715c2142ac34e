using System.Globalization;
using FilmRec.Core.Jobs;
using FilmRec.Core.SampleData;

namespace FilmRec.Web.Components.Pages.Admin.Data;

/// <summary>Data jobs as people read them.</summary>
internal static class JobWords
{
    public static string Of(JobSummary job) => job switch
    {
        { Sample: { } sample } => $"Sample data: {Words.Count(sample.Movies)} films, {Words.Count(sample.Viewers)} viewers, {Words.Count(sample.Ratings)} ratings",
        { Import: { Upload: not null } import } => $"Import of {import.Name}, uploaded",
        { Import: { } import } => $"Import of {import.Name}",
        { Kind: JobKind.BulkRatings } => $"Ratings sent by {job.ClientId}: {Words.Count(job.Lines?.Lines ?? 0)} lines",
        { Kind: JobKind.BulkMovies } => $"Films sent by {job.ClientId}: {Words.Count(job.Lines?.Lines ?? 0)} lines",
        _ => "Inspection of the data",
    };

    /// <summary>How a job stands, and the class of its tag.</summary>
    public static (string Text, string Tone) State(JobSummary job) => job.State switch
    {
        JobState.Queued => ("Waiting", ""),
        JobState.Running => ("Running", "guess"),
        JobState.Failed => ("Failed", "bad"),
        JobState.Cancelled => ("Cancelled", ""),
        _ when job.Skipped > 0 => (Words.Count(job.Skipped, "line skipped", "lines skipped"), "warn"),
        _ => ("Finished", "good"),
    };

    /// <summary>"12 000 of 100 000, 4 300 a second, about 20 s left".</summary>
    public static string Amount(JobProgress progress)
    {
        var parts = new List<string>();
        if (progress.Total is > 1 and { } total)
        {
            parts.Add($"{Words.Count(progress.Done)} of {Words.Count(total)}");
        }
        else if (progress.Done > 1)
        {
            parts.Add(Words.Count(progress.Done));
        }

        if (progress.Rate is >= 1 and { } rate)
        {
            parts.Add($"{Words.Count((long)rate)} a second");
        }

        if (progress.Left is { TotalSeconds: >= 1 } left)
        {
            parts.Add($"about {Time(left)} left");
        }

        return string.Join(", ", parts);
    }

    /// <summary>"0.4 s", "41 s", "12 min", "1 h 5 min".</summary>
    public static string Time(TimeSpan time) => time switch
    {
        { TotalSeconds: < 9.95 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        { TotalSeconds: < 89.5 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        _ => Words.Runtime((int)Math.Round(time.TotalMinutes)),
    };

    /// <summary>"2 000 made-up films, 1 000 made-up viewers and their 100 000 ratings".</summary>
    public static string Sample(DataPresence presence)
        => $"{Words.Count(presence.SampleMovies, "made-up film", "made-up films")}, {Words.Count(presence.SampleViewers, "made-up viewer", "made-up viewers")} and their {Words.Count(presence.SampleRatings, "rating", "ratings")}"
            + (presence.RatingsOfSampleByOthers > 0 ? $", with {Words.Count(presence.RatingsOfSampleByOthers, "rating", "ratings")} that real viewers gave to these films" : "");
}
