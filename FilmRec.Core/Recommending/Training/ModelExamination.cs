using System.Globalization;
using FilmRec.Core.Data;
using FilmRec.Core.Recommending.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Recommending.Training;

/// <summary>Reads newly trained models back, tries them beside the live ones, and enters them with the gate's verdict.</summary>
internal sealed partial class ModelExamination(IDbContextFactory<FilmRecDb> databases, ModelStore store, ModelTrial trial, Func<ITrainedModel> popularity, ILogger logger)
{
    public async Task<IReadOnlyList<Verdict>> JudgeAsync(
        int runId, LoadedInteractions loaded, IReadOnlyList<TrainedFile> trained, RunJournal journal, CancellationToken cancellationToken)
    {
        var live = await LiveModelsAsync(cancellationToken);
        var verdicts = new List<Verdict>();
        TrialResult? baseline = null;
        foreach (var (kind, file) in trained)
        {
            journal.Report(new WorkProgress("Evaluating", verdicts.Count, trained.Count));
            TrialResult? result = null;
            ModelReport? report = null;
            string? refusal;
            try
            {
                result = trial.Run(await store.ReadBackAsync(kind.Name, file, cancellationToken), cancellationToken);
                var before = live.TryGetValue(kind.Name, out int liveId) ? await TryLiveAsync(liveId, cancellationToken) : null;
                refusal = ModelGate.Refuse(result, before);
                report = Report(result, before, liveId, kind.Ranks ? baseline ??= trial.Run(popularity(), cancellationToken) : null);
            }
            catch (InvalidDataException e)
            {
                refusal = $"It cannot be read back: {e.Message}";
            }

            string metrics = TrainingJson.Write(result?.Metrics ?? []);
            int modelId = await store.AddAsync(file, new NewModel(runId, kind.Name, loaded.Fingerprint, metrics, refusal) { Report = TrainingJson.WriteOne(report), CleanUpToErasure = loaded.CleanUpToErasure }, cancellationToken);
            verdicts.Add(new Verdict(modelId, kind.Name, refusal));
            journal.Note($"{verdicts[^1].Name}: {Describe(result)}{(refusal is null ? "" : $"; refused: {refusal}")}");
        }

        return verdicts;
    }

    private ModelReport Report(TrialResult result, TrialResult? before, int liveId, TrialResult? baseline)
    {
        var main = result.Figures.FirstOrDefault(figure => figure.Name == result.Compared);
        return new ModelReport(
            trial.Viewers, trial.HeldOut, before is null ? null : liveId,
            before is null ? [] : [.. result.Figures.Select(figure => Over(figure, before.Figures.FirstOrDefault(other => other.Name == figure.Name))).OfType<ModelMetric>()],
            main is null ? null : Over(main, baseline?.Figures.FirstOrDefault(figure => figure.Name == main.Name)),
            [.. result.Slices.Select(slice => new ModelSlice(
                slice.Name, slice.About, slice.Cases, slice.Figure.Metric, Over(slice.Figure, before?.Slices.FirstOrDefault(other => other.Name == slice.Name)?.Figure)))]);

        static ModelMetric? Over(TrialFigure figure, TrialFigure? other) => other is null ? null : figure.Over(other);
    }

    private async Task<Dictionary<string, int>> LiveModelsAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Models.Where(m => m.State == ModelState.Live).ToDictionaryAsync(m => m.Kind, m => m.ModelId, cancellationToken);
    }

    private async Task<TrialResult?> TryLiveAsync(int modelId, CancellationToken cancellationToken)
    {
        try
        {
            return trial.Run(await store.LoadAsync(modelId, cancellationToken), cancellationToken);
        }
        catch (InvalidDataException e)
        {
            LogLiveUnreadable(e, modelId); // what cannot be read cannot be defended
            return null;
        }
    }

    private static string Describe(TrialResult? result)
        => result is null || result.Metrics.Count == 0
            ? "nothing to evaluate on"
            : string.Join("  ", result.Metrics.Select(metric => string.Create(CultureInfo.InvariantCulture, $"{metric.Name} {metric.Mean:0.0000} ± {metric.HalfWidth:0.0000}")));

    [LoggerMessage(LogLevel.Warning, "The live model {ModelId} cannot be read, so the new one is not compared with it")]
    private partial void LogLiveUnreadable(Exception exception, int modelId);
}
