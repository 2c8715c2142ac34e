using System.Diagnostics;
using FilmRec.Core;
using FilmRec.Core.Recommending.Evaluation;
using FilmRec.Core.Recommending.Evaluation.Reports;

namespace FilmRec.Web.Commands;

/// <summary><c>evaluate --protocol stars</c>: how far predicted stars are off.</summary>
internal static class StarEvaluation
{
    /// <exception cref="CannotContinueException">Something has to be mended first.</exception>
    public static async Task<MarkdownReport> RunAsync(EvaluationRequest request, EvaluationInput input, CancellationToken cancellationToken)
    {
        if (request.Tune is not null)
        {
            throw new CannotContinueException("--tune searches options of kinds that rank: leave out --protocol stars.");
        }

        var contestants = EvaluatedModels.Of(request.Models, ranks: false);
        EvaluatedModels.Require(request.Against, contestants);
        var report = await Terminal.WithProgressAsync(async progress =>
        {
            var data = await input.LoadDataAsync(progress, cancellationToken);
            if (data.Ratings.Count < request.Dealing.Folds)
            {
                throw new CannotContinueException($"{data.Ratings.Count} ratings cannot be dealt into {request.Dealing.Folds} folds: generate or import more ratings first.");
            }

            var evaluation = new StarCrossValidation(data, request.Dealing.Folds, request.Dealing.Seed);
            return evaluation.Report([.. contestants.Select(contestant =>
            {
                long start = Stopwatch.GetTimestamp();
                var score = evaluation.Score(contestant.Kind, request.Training, progress, cancellationToken);
                return score with { Kind = contestant.Label, Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds };
            })]);
        });
        var against = report.Models.First(model => request.Against is null || model.Kind == request.Against);
        var text = new StarText(report, against, [.. contestants.Select(contestant => contestant.Options)]);
        return request.Format switch
        {
            EvaluationRequest.Json => new MarkdownReport(text.Json(), []),
            EvaluationRequest.Markdown => text.Markdown(request.Name),
            _ => new MarkdownReport(text.Table(), []),
        };
    }
}
