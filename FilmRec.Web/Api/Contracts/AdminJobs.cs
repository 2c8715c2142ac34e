using System.ComponentModel.DataAnnotations;
using FilmRec.Core.Jobs;

namespace FilmRec.Web.Api.Contracts;

/// <summary>A dataset in the import folder of the server.</summary>
/// <param name="Name">Of a folder or zip there, as GET /api/admin/imports lists it.</param>
/// <param name="KeepSample">False takes made-up data out first.</param>
public sealed record StartImportRequest([property: Required, StringLength(255)] string Name, bool KeepSample = false);

/// <summary>What lies in the import folder, the newest first.</summary>
public sealed record ImportFolderAnswer(IReadOnlyList<ImportFolderItem> Items);

/// <summary>A dataset that can be imported.</summary>
/// <param name="Bytes">Of a zip; null for a folder.</param>
public sealed record ImportFolderItem(string Name, long? Bytes, DateTimeOffset ChangedAt)
{
    internal static ImportFolderItem Of(ImportEntry entry) => new(entry.Name, entry.Bytes, entry.ChangedAt);
}

/// <summary>A piece of work on the data.</summary>
/// <param name="What">What is imported or made up, in words.</param>
/// <param name="RequestedBy">User id of who asked for it, or null.</param>
/// <param name="ClientId">Service client that sent its lines, or null.</param>
/// <param name="Message">How it ended, in a sentence; empty before.</param>
/// <param name="SkippedLines">Lines that could not be used.</param>
public sealed record JobItem(
    int JobId, JobKind Kind, JobState State, string What, int? RequestedBy, string? ClientId, DateTimeOffset QueuedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt,
    bool CancelRequested, JobProgressItem Progress, string Message, long SkippedLines)
{
    internal static JobItem Of(JobSummary job)
        => new(job.JobId, job.Kind, job.State, WhatOf(job), job.RequestedBy, job.ClientId, job.QueuedAt, job.StartedAt, job.FinishedAt, job.CancelRequested,
            JobProgressItem.Of(job.Progress), job.Message, job.Skipped);

    private static string WhatOf(JobSummary job) => job switch
    {
        { Sample: { } sample } => FormattableString.Invariant($"{sample.Movies} films, {sample.Viewers} viewers, {sample.Ratings} ratings"),
        { Import: { } import } => import.Name,
        { Lines: { } lines } => FormattableString.Invariant($"{lines.Lines} lines of {lines.ClientId}"),
        _ => "all data",
    };
}

/// <summary>How far a job has come.</summary>
/// <param name="Phase">What is being done, in words.</param>
/// <param name="Done">Units finished in this phase.</param>
/// <param name="Total">Units in this phase, or null while it is not known.</param>
/// <param name="Percent">0 to 99; null while the length is unknown.</param>
/// <param name="PerSecond">Units a second, or null.</param>
public sealed record JobProgressItem(string Phase, long Done, long? Total, int? Percent, double? PerSecond)
{
    internal static JobProgressItem Of(JobProgress progress) => new(progress.Phase, progress.Done, progress.Total, progress.Percent, progress.Rate);
}

/// <summary>Jobs, the newest first.</summary>
/// <param name="NextCursor">Send it as "cursor" to get the next page; null on the last one.</param>
public sealed record JobListAnswer(IReadOnlyList<JobItem> Items, string? NextCursor, int Total);

/// <summary>A job with its report.</summary>
/// <param name="Figures">What it produced; empty before the end.</param>
/// <param name="Skipped">The first hundred of the lines that were skipped.</param>
public sealed record JobAnswerItem(JobItem Job, IReadOnlyList<JobFigureItem> Figures, IReadOnlyList<SkippedLineItem> Skipped)
{
    internal static JobAnswerItem Of(JobDetails job)
        => new(JobItem.Of(job.Summary), [.. job.Report?.Figures.Select(figure => new JobFigureItem(figure.Name, figure.Count, figure.New)) ?? []],
            [.. job.Report?.Lines.Select(line => new SkippedLineItem(line.File, line.Line, line.Reason)) ?? []]);
}

/// <summary>One count of a report.</summary>
/// <param name="New">How many of them had not been there; null where that is no question.</param>
public sealed record JobFigureItem(string Name, long Count, long? New);

/// <summary>A line of a file that was skipped.</summary>
/// <param name="Line">From 1.</param>
public sealed record SkippedLineItem(string File, long Line, string Reason);
