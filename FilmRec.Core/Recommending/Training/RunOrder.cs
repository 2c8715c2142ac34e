using System.Globalization;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Core.Recommending.Training;

/// <summary>What a run has been asked to do.</summary>
/// <param name="Kinds">To train, with their options set.</param>
/// <param name="AllKinds">All there are, with their options set: what is made of others needs them too.</param>
/// <param name="Seed">Of its chance.</param>
/// <param name="Publish">Whether what passes goes live.</param>
/// <param name="RequestedBy">Account id, or null.</param>
internal sealed record RunOrder(IReadOnlyList<ModelKind> Kinds, IReadOnlyList<ModelKind> AllKinds, int Seed, bool Publish, int? RequestedBy)
{
    public IReadOnlyList<string> PhaseNames
        => ["Load ratings", .. Kinds.Select(kind => kind.Title), "Evaluate and gate", .. Publish ? new[] { "Publish" } : []];
}

/// <summary>A model that has been trained and lies on the disk, unknown to everybody else.</summary>
internal sealed record TrainedFile(ModelKind Kind, ModelFile File);

/// <summary>What the gate said of a model.</summary>
/// <param name="ModelId">Its row.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Refusal">Why it was refused, or null.</param>
internal sealed record Verdict(int ModelId, string Kind, string? Refusal)
{
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Kind} {ModelId}");
}

/// <summary>The last sentence on a run.</summary>
internal static class RunSummary
{
    public static string Of(RunOrder order, IReadOnlyList<TrainedFile> trained, IReadOnlyList<Verdict> verdicts)
    {
        var parts = new List<string>();
        string[] passed = [.. verdicts.Where(verdict => verdict.Refusal is null).Select(verdict => verdict.Name)];
        if (passed.Length > 0)
        {
            parts.Add($"{(order.Publish ? "Published" : "Kept as candidates:")} {string.Join(", ", passed)}.");
        }

        parts.AddRange(verdicts.Where(verdict => verdict.Refusal is not null).Select(verdict => $"{verdict.Name} was refused. {verdict.Refusal}"));
        parts.AddRange(order.Kinds.Where(kind => trained.All(file => file.Kind != kind)).Select(kind => $"{kind.Name} could not be trained; the log says why."));
        return string.Join(' ', parts);
    }
}
