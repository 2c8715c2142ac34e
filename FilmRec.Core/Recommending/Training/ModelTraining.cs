using System.Globalization;
using FilmRec.Core.Background;
using FilmRec.Core.Data;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Popularity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Recommending.Training;

/// <summary>Carries a training run from the ratings to the verdict: load, train, evaluate, gate, publish.</summary>
public sealed partial class ModelTraining(
    IDbContextFactory<FilmRecDb> databases,
    InteractionLoader loader,
    ModelStore store,
    TrainingQueue queue,
    TrainingLease lease,
    TrainingSignals signals,
    IReadOnlyList<ModelKind> kinds,
    ModelHousekeeping housekeeping,
    TimeProvider clock,
    ILogger<ModelTraining> logger)
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromHours(6);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(15);

    /// <summary>Enters a run and carries it out in this process: what the command line and the first start do.</summary>
    /// <returns>The finished run.</returns>
    /// <exception cref="CannotContinueException">A kind is unknown, or another run is in progress; the message says so.</exception>
    public async Task<TrainingRunDetails> RunNowAsync(TrainingRequest request, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        var entered = await queue.TakeAsync(request, cancellationToken);
        int runId = entered.RunId ?? throw new CannotContinueException(entered.Refusal ?? "The run was refused.");
        await RunAsync(runId, progress, cancellationToken);
        return await queue.FindAsync(runId, CancellationToken.None) ?? throw new InvalidOperationException($"Run {runId} is gone.");
    }

    /// <summary>Carries out a run that this process holds. Never throws for what goes wrong in the run: its row tells.</summary>
    /// <param name="runId">In the state Running, taken through <see cref="TrainingLease"/>.</param>
    /// <param name="progress">Told by phase; the row is told as well.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    public async Task<TrainingState> RunAsync(int runId, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TimeLimit, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        signals.Add(runId, stop);
        var order = await OrderAsync(runId, cancellationToken);
        var journal = new RunJournal(order.PhaseNames, clock, progress);
        using var heartbeat = new Heartbeat($"training run {runId}", token => lease.BeatAsync(runId, journal.Page(), token), clock, logger);
        var beating = heartbeat.RunAsync(stop);
        var state = TrainingState.Failed;
        try
        {
            (state, string message) = await Task.Run(() => WorkAsync(runId, order, journal, stop.Token), stop.Token);
            journal.Conclude(message);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            (state, string message) = limit.IsCancellationRequested
                ? (TrainingState.Failed, string.Create(CultureInfo.InvariantCulture, $"It was stopped after {TimeLimit.TotalHours:0} hours. Nothing was published."))
                : (TrainingState.Cancelled, cancellationToken.IsCancellationRequested
                    ? "Cancelled because the program was told to stop. Nothing was published." : "Cancelled. Nothing was published.");
            journal.Conclude(message);
        }
        catch (CannotContinueException e)
        {
            journal.Conclude(e.Message);
        }
        catch (Exception e)
        {
            LogFailure(e, runId);
            journal.Conclude($"It failed: {e.Message}");
        }
        finally
        {
            await heartbeat.StopAsync(beating);
            signals.Remove(runId);
        }

        using var patience = new CancellationTokenSource(LastWords, clock);
        await lease.EndAsync(runId, state, journal.Page(), patience.Token);
        TrainingMetrics.RunEnded(state);
        LogEnd(runId, state, journal.Page().Message);
        if (state != TrainingState.Succeeded)
        {
            await housekeeping.ClearLeftoversAsync(patience.Token);
        }

        return state;
    }

    private async Task<(TrainingState State, string Message)> WorkAsync(int runId, RunOrder order, RunJournal journal, CancellationToken cancellationToken)
    {
        journal.Begin();
        var loaded = await loader.LoadAsync(journal, cancellationToken);
        var ratings = loaded.Data.Ratings;
        if (ratings.Count == 0)
        {
            journal.Fail("no ratings");
            throw new CannotContinueException(ratings.Movies.Count == 0
                ? "There is nothing to learn from: the catalogue is empty. Generate or import films and ratings, then train again."
                : "There is nothing to learn from: no film has been rated yet. Rate films, or generate or import ratings, then train again.");
        }

        journal.End(loaded.Fingerprint);
        var sample = HeldOutSample.Draw(ratings);
        journal.Note(string.Create(CultureInfo.InvariantCulture, $"{sample.HeldOutCount} ratings of {sample.Count} viewers are held out for the evaluation"));
        var settings = new TrainingSettings(order.Seed, Environment.ProcessorCount) { Changed = order.AllKinds };
        var data = loaded.Data with { Ratings = sample.Training };
        var trained = new List<TrainedFile>();
        var models = new List<ITrainedModel>();
        foreach (var kind in order.Kinds)
        {
            journal.Begin();
            if (await TrainAsync(kind, data, settings with { Trained = models }, models, journal, cancellationToken) is { } file)
            {
                trained.Add(file);
            }
        }

        if (trained.Count == 0)
        {
            return (TrainingState.Failed, "No model could be trained; the log says why.");
        }

        journal.Begin();
        var trial = new ModelTrial(sample, ratings.Movies, loaded.Data.Facts, settings.Threads);
        var examination = new ModelExamination(databases, store, trial, () => PopularityKind.Kind.Train(data, settings, journal, cancellationToken), logger);
        var verdicts = await examination.JudgeAsync(runId, loaded, trained, journal, cancellationToken);
        int[] passed = [.. verdicts.Where(verdict => verdict.Refusal is null).Select(verdict => verdict.ModelId)];
        journal.End($"{passed.Length} of {verdicts.Count} passed");
        if (order.Publish && passed.Length > 0)
        {
            journal.Begin();
            if (!await store.PublishAsync(passed, order.RequestedBy, runId, cancellationToken))
            {
                throw new InvalidOperationException("the run was declared dead before it could publish.");
            }

            journal.End(string.Join(", ", verdicts.Where(verdict => verdict.Refusal is null).Select(verdict => verdict.Name)));
        }

        await housekeeping.TrimAsync(cancellationToken);
        return (TrainingState.Succeeded, RunSummary.Of(order, trained, verdicts));
    }

    private async Task<TrainedFile?> TrainAsync(
        ModelKind kind, TrainingData data, TrainingSettings settings, List<ITrainedModel> models, RunJournal journal, CancellationToken cancellationToken)
    {
        try
        {
            var model = kind.Train(data, settings, journal, cancellationToken);
            models.Add(model);
            var file = await store.WriteAsync(model, cancellationToken);
            journal.End(string.Create(CultureInfo.InvariantCulture, $"{file.Bytes / 1e6:0.0} MB"));
            return new TrainedFile(kind, file);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One kind that cannot cope with the data must not keep the others from viewers.
            LogKindFailure(e, kind.Name);
            journal.Fail(e.Message);
            return null;
        }
    }

    private async Task<RunOrder> OrderAsync(int runId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var run = await db.TrainingRuns.AsNoTracking().Where(r => r.RunId == runId)
            .Select(r => new { r.Kinds, r.Options, r.Seed, r.Publish, r.RequestedBy }).SingleAsync(cancellationToken);
        var all = TrainingOptions.Apply(kinds, TrainingJson.ReadOptions(run.Options));
        return new RunOrder([.. all.Where(kind => run.Kinds.Contains(kind.Name))], all, run.Seed, run.Publish, run.RequestedBy);
    }

    [LoggerMessage(LogLevel.Information, "Training run {RunId} ended: {State}. {Outcome}")]
    private partial void LogEnd(int runId, TrainingState state, string outcome);

    [LoggerMessage(LogLevel.Error, "Training run {RunId} failed")]
    private partial void LogFailure(Exception exception, int runId);

    [LoggerMessage(LogLevel.Error, "Training a model of the kind {Kind} failed")]
    private partial void LogKindFailure(Exception exception, string kind);
}
