using System.Globalization;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Blend;
using FilmRec.Core.Recommending.Models.Clusters;
using FilmRec.Core.Recommending.Models.Factorisation;
using FilmRec.Core.Recommending.Models.MovieMeans;
using FilmRec.Core.Recommending.Models.Popularity;
using FilmRec.Core.Recommending.Training;

namespace FilmRec.Web.Components.Pages.Admin.Models;

/// <summary>How two figures compare.</summary>
internal enum Change
{
    Better,
    Worse,
    Unclear,
}

/// <summary>Models and their figures as people read them.</summary>
internal static class ModelWords
{
    private static readonly HashSet<string> LessIsBetter = ["rmse", "mae", "gini"];

    public static string TitleOf(string kind) => ModelKinds.Find(kind)?.Title ?? kind;

    /// <summary>What kinds are in the end compared by.</summary>
    public static string MainMetricOf(string kind) => ModelKinds.Find(kind)?.Ranks == false ? "rmse" : "ndcg@100";

    /// <summary>"NDCG@100", "Coverage".</summary>
    public static string NameOf(string metric) => metric.Split('@')[0] switch
    {
        "coverage" => "Coverage",
        "gini" => "Concentration, Gini",
        "novelty" => "Novelty, bits",
        "rmse" => "Stars off by, RMSE",
        "mae" => "Stars off by, MAE",
        "recall" => "Recall" + metric[6..],
        _ => metric.ToUpperInvariant(),
    };

    /// <summary>What it says, in one line; null where the name does.</summary>
    public static string? About(string metric) => metric.Split('@')[0] switch
    {
        "recall" => "part of what they liked that is in the list",
        "ndcg" => "the same, and the higher up the better",
        "map" => "the same, and strict about the first places",
        "coverage" => "part of the catalogue that anybody is shown",
        "gini" => "0: all films shown equally often; 1: few shown to all",
        "novelty" => "how little known the films are",
        "rmse" => "typical error, large ones count more",
        "mae" => "mean error",
        _ => null,
    };

    public static Change Judge(ModelMetric difference)
    {
        double sign = LessIsBetter.Contains(difference.Name.Split('@')[0]) ? -1 : 1;
        return sign * difference.Mean - difference.HalfWidth > 0 ? Change.Better : sign * difference.Mean + difference.HalfWidth < 0 ? Change.Worse : Change.Unclear;
    }

    public static string Of(Change change) => change switch { Change.Better => "better", Change.Worse => "worse", _ => "no clear change" };

    public static string ToneOf(Change change) => change switch { Change.Better => "good", Change.Worse => "bad", _ => "muted" };

    public static string ColourOf(Change change) => change switch { Change.Better => "var(--good)", Change.Worse => "var(--bad)", _ => "var(--all)" };

    public static string Figure(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    public static string Signed(double value) => value.ToString("+0.000;−0.000;0.000", CultureInfo.InvariantCulture);

    public static (string Text, string Tone) State(ModelState state) => state switch
    {
        ModelState.Live => ("Live", "good"),
        ModelState.Candidate => ("Candidate", "guess"),
        ModelState.Refused => ("Refused", "warn"),
        _ => ("Retired", ""),
    };

    /// <summary>"11.7 MB".</summary>
    public static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");

    /// <summary>What viewers notice when a model of this kind changes.</summary>
    public static string Effect(string kind) => kind switch
    {
        BlendModel.Name => "Every list of every viewer comes from it within seconds, with new reasons.",
        StarFactorsModel.Name => "Every guess of stars comes from it within seconds.",
        MovieMeansModel.Name => "Guesses of stars come from it only while no model of predicted stars is live.",
        ClusterModel.Name => "Taste clusters, their names and their favourites change within seconds, on the home page too.",
        PopularityModel.Name => "Whoever has rated nothing yet sees its list within seconds.",
        _ => "Viewers see a change only where no blend is live: the blend has parts of its own.",
    };

    /// <summary>How many deleted accounts a version still learned from; null when there are none.</summary>
    public static string? ErasedSince(ModelVersion version) => version.ErasedSince switch
    {
        0 => null,
        1 => "also from an account deleted since",
        var many => $"also from {Core.Figure.Of(many)} accounts deleted since",
    };

    /// <summary>What publishing a version would bring back that deletions have taken out of the live one; null when nothing.</summary>
    public static string? WhatComesBack(ModelVersion version, ModelVersion? live)
        => version.ErasedSince > (live?.ErasedSince ?? 0) ? $"It learned {ErasedSince(version)}, which the live one did not: training anew forgets them." : null;
}
