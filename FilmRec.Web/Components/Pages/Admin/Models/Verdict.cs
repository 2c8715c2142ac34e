using FilmRec.Core.Recommending.Training;

namespace FilmRec.Web.Components.Pages.Admin.Models;

/// <summary>The comparison in one sentence, and what the gate looked at.</summary>
/// <param name="Title">"The candidate from run 147 is better than what is live".</param>
/// <param name="Detail">With figures.</param>
/// <param name="Tags">What was checked, and the class of each tag.</param>
internal sealed record Verdict(string Title, string Detail, IReadOnlyList<(string Text, string Tone)> Tags)
{
    public static Verdict Of(ModelsView view)
    {
        if (view.Shown is not { } pair)
        {
            var refused = view.Versions[0];
            return new Verdict($"No {ModelWords.TitleOf(view.Kind)} is live", $"{refused.Name} was refused. {refused.Model.Verdict}", [("refused", "warn")]);
        }

        var (one, other) = (pair.One, pair.Other);
        string metric = ModelWords.MainMetricOf(view.Kind);
        string name = ModelWords.NameOf(metric);
        if (one.Model.State == ModelState.Refused)
        {
            return new Verdict($"{Capitalised(one.Name)} was refused", one.Model.Verdict ?? "", TagsOf(one));
        }

        string subject = one.Model.State == ModelState.Candidate ? $"The candidate from run {one.Model.RunId}" : Capitalised(one.Name);
        if (other is null || pair.DifferenceOf(metric) is not { } difference)
        {
            return new Verdict(
                one.Model.State == ModelState.Live ? $"{subject} is live, and has no rival" : $"{subject} waits, and nothing else is live",
                one.Model.Metrics.FirstOrDefault(m => m.Name == metric) is { } alone
                    ? $"{name} {ModelWords.Figure(alone.Mean)} ± {ModelWords.Figure(alone.HalfWidth)}{Over(one)}." : "It was not judged: there were too few ratings to hold some out.",
                TagsOf(one));
        }

        string against = other.Model.State == ModelState.Live ? "what is live" : other.Name;
        string title = ModelWords.Judge(difference) switch
        {
            Change.Better => $"{subject} is better than {against}",
            Change.Worse => $"{subject} is worse than {against}",
            _ => $"{subject} is neither clearly better nor worse than {against}",
        };
        string basis = pair.IsPaired ? one.Report is { } report ? $", {Words.Count(report.Viewers, "held-out viewer", "held-out viewers")}" : ""
            : ". The two were not judged by the same run, so the interval is wide";
        return new Verdict(title,
            $"{name} {ModelWords.Signed(difference.Mean)}, interval of the difference {ModelWords.Signed(difference.Mean - difference.HalfWidth)} to {ModelWords.Signed(difference.Mean + difference.HalfWidth)}{basis}.{(one.Model.Verdict is null ? " All gates passed." : "")}",
            TagsOf(one));
    }

    /// <summary>What somebody should know before publishing the candidate; null where nothing speaks against it.</summary>
    public static string? WarningOf(ModelsView view)
        => view is { Candidate: { } candidate, Live: { } live } && new Comparison(candidate, live).DifferenceOf(ModelWords.MainMetricOf(view.Kind)) is { } difference
            && ModelWords.Judge(difference) == Change.Worse
            ? $"It is worse than what is live: {ModelWords.NameOf(difference.Name)} {ModelWords.Signed(difference.Mean)} ± {ModelWords.Figure(difference.HalfWidth)}." : null;

    private static List<(string, string)> TagsOf(ModelVersion version)
    {
        if (version.Model.State == ModelState.Refused)
        {
            return [("refused", "warn")];
        }

        List<(string, string)> tags = [("all numbers finite", "good")];
        if (version.Report is { Against: not null })
        {
            tags.Add(("not worse than live", "good"));
        }

        if (version.Report?.OverPopularity is { } over)
        {
            tags.Add(over.Mean - over.HalfWidth > 0 ? ("beats popularity", "good") : over.Mean + over.HalfWidth < 0 ? ("worse than popularity", "warn") : ("like popularity", ""));
        }

        return tags;
    }

    private static string Over(ModelVersion version)
        => version.Report?.OverPopularity is { } over && over.Mean != 0 ? $", {ModelWords.Signed(over.Mean)} over the most popular films" : "";

    private static string Capitalised(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
