using FilmRec.Core.Numerics;
using FilmRec.Core.Recommending.Evaluation.Metrics;
using FilmRec.Core.Recommending.Evaluation.Protocols;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Core.Recommending.Evaluation;

/// <summary>Trains kinds of models as a protocol says, asks them what it asks, and puts the scores together.</summary>
/// <remarks>Every movie is a candidate but those that the viewer is known to have rated, unless the protocol gives candidates. Nothing is sampled here.</remarks>
public sealed class ModelEvaluation(IProtocol protocol, TrainingSettings settings)
{
    private readonly IReadOnlyList<RankingMetric> _metrics
        = protocol.HasCandidates ? RankingMetric.OfCandidates : protocol.HeldOut == protocol.Viewers ? RankingMetric.OfOneHeldOut : RankingMetric.All;

    /// <summary>What models are compared by under this protocol.</summary>
    public string MainMetric { get; } = protocol.HasCandidates ? RankingMetric.MainOfCandidates : RankingMetric.Main;

    /// <summary>A watch that says how many seconds have passed since whenever; without one, reports tell no times.</summary>
    public Func<double>? Seconds { get; init; }

    /// <summary>Trains once a fold, and scores everybody who is asked about in it.</summary>
    /// <param name="contestants">At least one, all of kinds that rank.</param>
    /// <param name="progress">Told of folds, and of training within them.</param>
    /// <param name="cancellationToken">Looked at within training and every few viewers.</param>
    /// <exception cref="ArgumentException">A kind predicts stars and does not rank.</exception>
    public EvaluationReport Run(IReadOnlyList<Contestant> contestants, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        ScoreSheet[] sheets = [.. contestants.Select(_ => new ScoreSheet(_metrics, protocol.Viewers))];
        double[] seconds = new double[contestants.Count];
        int[] known = new int[protocol.Viewers];
        RunFolds(contestants, sheets, seconds, known, progress, cancellationToken);
        ModelScore[] models = [.. contestants.Select((contestant, n) => new ModelScore(
            contestant.Label,
            protocol.HasCandidates ? sheets[n].Ranking()
                : [.. sheets[n].Ranking(), .. sheets[n].OfLists(protocol.Movies, settings.Seed, settings.Threads, cancellationToken)],
            Seconds is null ? null : seconds[n])
        {
            Options = contestant.Options,
            RecallCurve = protocol.HasCandidates ? [] : sheets[n].RecallCurve(),
        })];
        return new EvaluationReport(protocol.Name, protocol.Folds, protocol.Viewers, protocol.HeldOut, protocol.Movies, models)
        {
            About = protocol.About,
            Main = MainMetric,
            Slices = [.. CaseSlices.ByKnown(known, models), .. protocol.HasCandidates ? [] : CaseSlices.ByMovies(sheets)],
        };
    }

    /// <summary>The ranking metrics of one contestant and nothing else: for searching options.</summary>
    /// <inheritdoc cref="Run"/>
    public ModelScore Score(Contestant contestant, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        var sheet = new ScoreSheet(_metrics, protocol.Viewers);
        double[] seconds = new double[1];
        RunFolds([contestant], [sheet], seconds, new int[protocol.Viewers], progress, cancellationToken);
        return new ModelScore(contestant.Label, sheet.Ranking(), Seconds is null ? null : seconds[0]);
    }

    private void RunFolds(
        IReadOnlyList<Contestant> contestants, ScoreSheet[] sheets, double[] seconds, int[] known, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        for (int fold = 0; fold < protocol.Folds; fold++)
        {
            RunFold(fold, contestants, sheets, seconds, known, progress, cancellationToken);
        }
    }

    private void RunFold(
        int fold, IReadOnlyList<Contestant> contestants, ScoreSheet[] sheets, double[] seconds, int[] known,
        IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        var places = protocol.PlacesOf(fold);
        if (places.Count == 0)
        {
            return;
        }

        var training = protocol.TrainingOf(fold);
        var popularity = Popularity.Of(training.Ratings);
        List<ITrainedModel> trained = [];
        foreach (int n in InOrderOfTraining(contestants))
        {
            var (kind, changed) = contestants[n];
            double start = Seconds?.Invoke() ?? 0;
            var foldProgress = new FoldProgress(progress, protocol.Folds == 1 ? contestants[n].Label : $"{contestants[n].Label}, fold {fold + 1} of {protocol.Folds}");
            var model = kind.Train(training, settings with { Trained = [.. trained] }, foldProgress, cancellationToken);
            var recommender = model as IRecommender ?? throw new ArgumentException($"The kind \"{kind.Name}\" predicts stars and does not rank movies.", nameof(contestants));
            CaseJudge[] judges = [.. Enumerable.Range(0, settings.Threads).Select(_ => new CaseJudge(protocol.Movies))];
            RowLoop.Run(places.Count, judges, (row, judge) => Ask(recommender, places[row], judge), cancellationToken);
            seconds[n] += (Seconds?.Invoke() ?? 0) - start;
            foldProgress.Report(new WorkProgress("scored", places.Count, places.Count));
            if (changed.Count == 0)
            {
                trained.Add(model);
            }

            void Ask(IRecommender asked, int place, CaseJudge judge)
            {
                var viewer = protocol.CaseOf(place);
                judge.Judge(asked, viewer);
                sheets[n].Enter(place, viewer, judge, popularity);
                known[place] = viewer.Known.Length;
            }
        }
    }

    // A model that is made of others finds them trained already.
    private static IEnumerable<int> InOrderOfTraining(IReadOnlyList<Contestant> contestants)
    {
        List<string> order = [.. ModelKinds.All.Select(kind => kind.Name)];
        return Enumerable.Range(0, contestants.Count).OrderBy(n => (uint)order.IndexOf(contestants[n].Kind.Name)).ThenBy(n => n);
    }

    private sealed class FoldProgress(IProgress<WorkProgress> progress, string phase) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => progress.Report(value with { Phase = phase });
    }
}
