using System.Globalization;
using FilmRec.Core.Bulk;
using FilmRec.Core.SampleData;

namespace FilmRec.Core.Jobs;

/// <summary>Sentences on jobs.</summary>
internal static class JobTexts
{
    /// <summary>What is left of a job that did not come to its end.</summary>
    public static string WhatStays(JobKind kind) => kind switch
    {
        JobKind.Generate => "The database is as it was before.",
        JobKind.Import => "What was imported until then stays, and is complete in itself.",
        JobKind.BulkRatings or JobKind.BulkMovies => "Lines that were done until then stay; when all are sent again, nothing is written twice.",
        _ => "The data were only read, and the report from before stands.",
    };

    public static string Of(ImportSummary summary)
        => $"Imported {summary.Layout}: {Figure.Of(summary.Movies)} films, {Figure.Of(summary.Ratings)} ratings, {Figure.Of(summary.Viewers)} viewers."
            + (summary.BadLines switch { 0 => "", 1 => " One line was skipped.", var bad => $" {Figure.Of(bad)} lines were skipped." });

    public static string Of(SampleSeeded seeded, SampleOptions options)
        => string.Create(CultureInfo.InvariantCulture, $"Made up {Figure.Of(seeded.Movies)} films, {Figure.Of(seeded.Viewers)} viewers and {Figure.Of(seeded.Ratings)} ratings from seed {options.Seed}.");

    public static string Of(BulkOutcome outcome)
        => $"{Figure.Of(outcome.Accepted)} lines were accepted, {Figure.Of(outcome.Refused)} refused.";

    /// <summary>For the audit log.</summary>
    public static string Subject(int jobId, string what) => string.Create(CultureInfo.InvariantCulture, $"job {jobId}: {what}");
}
