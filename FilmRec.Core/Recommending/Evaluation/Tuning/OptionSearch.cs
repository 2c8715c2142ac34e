using System.Globalization;
using FilmRec.Core.Recommending.Evaluation.Metrics;
using FilmRec.Core.Recommending.Evaluation.Protocols;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Core.Recommending.Evaluation.Tuning;

/// <summary>Looks for better options of a kind among the candidates that it describes: by chance first, then step by step from the best found.</summary>
/// <remarks>
/// It is given the inner protocol and nothing else, so it cannot read what the outer one asks for. Bergstra and Bengio, "Random Search for Hyper-Parameter Optimization" (JMLR 13, 2012),
/// but half of the options keep their default in each draw, because defaults were chosen with care; then the neighbours of the best, and more draws where all of these are tried.
/// </remarks>
/// <param name="inner">What options are judged by.</param>
/// <param name="settings">Of training, and the seed of the draws.</param>
public sealed class OptionSearch(IProtocol inner, TrainingSettings settings)
{
    private const double RandomShare = 0.6;
    private const int DrawsUntilTired = 100;

    /// <summary>A watch that says how many seconds have passed since whenever; without one, trials tell no times.</summary>
    public Func<double>? Seconds { get; init; }

    /// <summary>Tries options until the budget is spent, or nothing is untried.</summary>
    /// <param name="kind">With its default options.</param>
    /// <param name="budget">How many trials, the default among them; at least 1.</param>
    /// <param name="progress">Told of trials, and of training within them.</param>
    /// <param name="cancellationToken">Looked at within training.</param>
    /// <exception cref="ArgumentException">The kind has no option with candidates, or does not rank.</exception>
    public TuningReport Run(ModelKind kind, int budget, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        ModelOption[] options = [.. kind.Options.Where(option => option.Candidates.Count > 0).Select(option => option with { Default = Contestant.Plain(option.Default) })];
        if (options.Length == 0)
        {
            throw new ArgumentException($"The kind \"{kind.Name}\" has no options to search.", nameof(kind));
        }

        var evaluation = new ModelEvaluation(inner, settings) { Seconds = Seconds };
        var random = new Random(settings.Seed);
        var tried = new HashSet<string>();
        List<TuningTrial> trials = [];
        MetricScore? ofDefault = null;
        var best = Try([.. options.Select(option => option.Default)]);
        while (trials.Count < 1 + RandomShare * (budget - 1) && Draw(options, random, tried) is { } drawn)
        {
            best = Better(best, Try(drawn));
        }

        while (trials.Count < budget
            && (Neighbours(options, best.Values, random).FirstOrDefault(values => !tried.Contains(KeyOf(values))) ?? Draw(options, random, tried)) is { } step)
        {
            best = Better(best, Try(step));
        }

        return new TuningReport(kind.Name, inner.Name, inner.Viewers, evaluation.MainMetric, trials, best.Trial);

        (double[] Values, TuningTrial Trial) Try(double[] values)
        {
            tried.Add(KeyOf(values));
            var contestant = Contestant.Of(kind,
                [.. options.Zip(values, (option, value) => (option, value)).Where(pair => pair.value != pair.option.Default).Select(pair => KeyValuePair.Create(pair.option.Name, pair.value))]);
            var score = evaluation.Score(contestant, new TrialProgress(progress, trials.Count + 1, budget), cancellationToken);
            var main = score[evaluation.MainMetric];
            ofDefault ??= main;
            trials.Add(new TuningTrial(contestant.Label, contestant.Changed, main.Estimate, main.Over(ofDefault), score.Seconds));
            return (values, trials[^1]);
        }
    }

    private static (double[] Values, TuningTrial Trial) Better((double[] Values, TuningTrial Trial) one, (double[] Values, TuningTrial Trial) other)
        => other.Trial.Score.Mean > one.Trial.Score.Mean ? other : one;

    private static double[]? Draw(ModelOption[] options, Random random, HashSet<string> tried)
    {
        for (int draw = 0; draw < DrawsUntilTired; draw++)
        {
            double[] values = [.. options.Select(option => random.Next(2) == 0 ? option.Default : option.Candidates[random.Next(option.Candidates.Count)])];
            if (!tried.Contains(KeyOf(values)))
            {
                return values;
            }
        }

        return null;
    }

    /// <summary>One option, one candidate up or down, in a random order.</summary>
    private static double[][] Neighbours(ModelOption[] options, double[] values, Random random)
    {
        List<double[]> neighbours = [];
        for (int n = 0; n < options.Length; n++)
        {
            foreach (double value in options[n].Candidates.Where(candidate => candidate > values[n]).Take(1).Concat(options[n].Candidates.Where(candidate => candidate < values[n]).TakeLast(1)))
            {
                neighbours.Add([.. values[..n], value, .. values[(n + 1)..]]);
            }
        }

        double[][] shuffled = [.. neighbours];
        random.Shuffle(shuffled);
        return shuffled;
    }

    private static string KeyOf(double[] values) => string.Join(' ', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));

    private sealed class TrialProgress(IProgress<WorkProgress> progress, int trial, int budget) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => progress.Report(value with { Phase = $"Trial {trial} of {budget}: {value.Phase}" });
    }
}
