using System.Diagnostics;
using FilmRec.Core;
using FilmRec.Core.Recommending.Evaluation;
using FilmRec.Core.Recommending.Evaluation.Protocols;
using FilmRec.Core.Recommending.Evaluation.Reports;
using FilmRec.Core.Recommending.Evaluation.Tuning;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Web.Commands;

/// <summary><c>evaluate</c> under the protocols that judge rankings.</summary>
internal static class RankingEvaluation
{
    /// <exception cref="CannotContinueException">Something has to be mended first.</exception>
    public static async Task<MarkdownReport> RunAsync(EvaluationRequest request, EvaluationInput input, CancellationToken cancellationToken)
    {
        var tuned = request.Tune is null ? null : EvaluatedModels.Find(request.Tune, ranks: true);
        Contestant[] contestants = tuned is not null && request.Models.Length == 0 ? [new Contestant(tuned)] : EvaluatedModels.Of(request.Models, ranks: true);
        EvaluatedModels.Require(request.Against, contestants);
        long start = Stopwatch.GetTimestamp();
        double Seconds() => Stopwatch.GetElapsedTime(start).TotalSeconds;
        var report = await Terminal.WithProgressAsync(async progress =>
        {
            var protocol = await input.LoadAsync(progress, cancellationToken);
            TuningReport? tuning = null;
            if (tuned is not null)
            {
                tuning = Search(protocol, tuned, request, Seconds, progress, cancellationToken);
                contestants = [.. contestants.Append(new Contestant(tuned)).Append(Contestant.Of(tuned, tuning.Chosen.Changed)).DistinctBy(contestant => contestant.Label)];
            }

            var evaluation = new ModelEvaluation(protocol, request.Training) { Seconds = Seconds };
            var run = evaluation.Run(contestants, progress, cancellationToken);
            return run with { Tuning = tuning, Against = run.Models.First(model => request.Against is null || model.Kind == request.Against) };
        });
        return request.Format switch
        {
            EvaluationRequest.Json => new MarkdownReport(EvaluationJson.Of(report), []),
            EvaluationRequest.Markdown => EvaluationMarkdown.Of(report, request.Name),
            _ => new MarkdownReport(EvaluationTable.Of(report), []),
        };
    }

    private static TuningReport Search(
        IProtocol protocol, ModelKind kind, EvaluationRequest request, Func<double> seconds, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        try
        {
            return new OptionSearch(protocol.Inner(request.Dealing), request.Training) { Seconds = seconds }.Run(kind, request.TuneBudget, progress, cancellationToken);
        }
        catch (ArgumentException e)
        {
            throw new CannotContinueException($"--tune {kind.Name} is not possible: {e.Message.Split(" (Parameter")[0]}", e);
        }
    }
}
