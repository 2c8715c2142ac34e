using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Blend;
using FilmRec.Core.Recommending.Training;

namespace FilmRec.Web.Components.Pages.Admin.Models;

/// <summary>What of all versions the page shows.</summary>
/// <param name="All">The newest first.</param>
/// <param name="Kind">The kind that is looked at.</param>
/// <param name="Shown">The two versions beside each other; null when the kind has none that was kept.</param>
public sealed record ModelsView(IReadOnlyList<ModelVersion> All, string Kind, Comparison? Shown)
{
    /// <summary>Of the kind, the newest first.</summary>
    public IReadOnlyList<ModelVersion> Versions { get; } = [.. All.Where(version => version.Model.Kind == Kind)];

    /// <summary>Kinds that have versions, what is served first.</summary>
    public IReadOnlyList<string> Kinds { get; } = [.. ModelKinds.All.Select(kind => kind.Name).Where(kind => All.Any(version => version.Model.Kind == kind)).OrderBy(kind => kind != BlendModel.Name)];

    public ModelVersion? Live => Versions.FirstOrDefault(version => version.Model.State == ModelState.Live);

    /// <summary>The newest that waits, if it is newer than what is live.</summary>
    public ModelVersion? Candidate => CandidateOf(Versions);

    /// <summary>The one that was live before.</summary>
    public ModelVersion? Previous => Versions.Where(version => version.Model.State == ModelState.Retired).MaxBy(version => version.Model.PublishedAt);

    /// <summary>The live model of each ranking kind, and candidates of the kind that is looked at; or the same of kinds that predict stars.</summary>
    public IReadOnlyList<ModelVersion> Rivals => [.. All.Where(version => Metric(version) is not null
        && (version.Model.State == ModelState.Live || version == Shown?.One || version == Shown?.Other)).DistinctBy(version => version.Model.ModelId)
        .OrderByDescending(version => version == Shown?.One).ThenByDescending(version => version == Shown?.Other).ThenByDescending(version => (ModelWords.MainMetricOf(Kind) == "rmse" ? -1 : 1) * Metric(version)!.Mean)];

    /// <summary>The main metric of this page.</summary>
    public ModelMetric? Metric(ModelVersion version) => version.Model.Metrics.FirstOrDefault(metric => metric.Name == ModelWords.MainMetricOf(Kind));

    /// <param name="all">The newest first.</param>
    /// <param name="kind">Asked for, or null.</param>
    /// <param name="compare">Ids that were asked for: two of one kind; else ignored.</param>
    public static ModelsView Of(IReadOnlyList<ModelVersion> all, string? kind, IReadOnlyList<int> compare)
    {
        ModelVersion[] asked = [.. compare.Select(id => all.FirstOrDefault(version => version.Model.ModelId == id)).OfType<ModelVersion>().Take(2)];
        if (asked.Length > 0 && asked.All(version => version.Model.Kind == asked[0].Model.Kind))
        {
            return new ModelsView(all, asked[0].Model.Kind, new Comparison(asked[0], asked.Length > 1 ? asked[1] : null));
        }

        string chosen = all.Any(version => version.Model.Kind == kind) ? kind!
            : all.Any(version => version.Model.Kind == BlendModel.Name) || all.Count == 0 ? BlendModel.Name : all[0].Model.Kind;
        var view = new ModelsView(all, chosen, null);
        return view with
        {
            Shown = (view.Candidate, view.Live, view.Previous) switch
            {
                ({ } candidate, var live, _) => new Comparison(candidate, live),
                (null, { } live, var previous) => new Comparison(live, previous),
                (null, null, { } previous) => new Comparison(previous, null),
                _ => null,
            },
        };
    }

    private static ModelVersion? CandidateOf(IReadOnlyList<ModelVersion> versions)
    {
        int live = versions.FirstOrDefault(version => version.Model.State == ModelState.Live)?.Model.ModelId ?? 0;
        return versions.FirstOrDefault(version => version.Model.State == ModelState.Candidate && version.Model.ModelId > live);
    }
}
