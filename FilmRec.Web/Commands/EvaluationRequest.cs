using FilmRec.Core;
using FilmRec.Core.Recommending.Evaluation.Reports;
using FilmRec.Core.Recommending.Evaluation.Splits;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Web.Commands;

/// <summary>What <c>evaluate</c> is asked to measure, and how to tell it.</summary>
/// <param name="Models">As they were written.</param>
/// <param name="Against">As it was written, or null for the first.</param>
/// <param name="Tune">A kind whose options to search, or null.</param>
/// <param name="TuneBudget">How many sets of options to try.</param>
/// <param name="Dealing">Folds, seed and what counts as liked.</param>
/// <param name="Training">Seed and threads.</param>
/// <param name="Format">One of the three below.</param>
/// <param name="Output">A file, or null for the terminal.</param>
internal sealed record EvaluationRequest(
    string[] Models, string? Against, string? Tune, int TuneBudget, SplitOptions Dealing, TrainingSettings Training, string Format, string? Output)
{
    public const string Json = "json";
    public const string Table = "table";
    public const string Markdown = "markdown";

    /// <summary>What pictures' file names begin with.</summary>
    public string Name => Output is null ? "report" : Path.GetFileNameWithoutExtension(Output);

    /// <summary>Refuses what cannot be, before hours of work.</summary>
    /// <exception cref="CannotContinueException">Says what.</exception>
    public void Validate()
    {
        if (Format == Markdown && Output is null)
        {
            throw new CannotContinueException("--format markdown writes pictures beside the text: name the file, as in --output report.md.");
        }

        if (Output is not null && (Directory.Exists(Output) || Path.GetDirectoryName(Path.GetFullPath(Output)) is not { } folder || !Directory.Exists(folder)))
        {
            throw new CannotContinueException($"--output {Output} cannot be written: name a file in a folder that exists.");
        }

        if (TuneBudget < 1)
        {
            throw new CannotContinueException($"--tune-budget {TuneBudget} leaves nothing to try: give 1 or more.");
        }

        if (Dealing.Folds is < 2 or > 100)
        {
            throw new CannotContinueException($"--folds {Dealing.Folds} is not possible: give 2 to 100.");
        }
    }

    /// <summary>Writes the report where it was asked for: to the terminal, or to a file with its pictures beside it.</summary>
    /// <exception cref="CannotContinueException">A file cannot be written.</exception>
    public async Task WriteAsync(MarkdownReport report, CancellationToken cancellationToken)
    {
        if (Output is null)
        {
            Console.WriteLine(report.Text);
            return;
        }

        try
        {
            await File.WriteAllTextAsync(Output, report.Text.TrimEnd() + Environment.NewLine, cancellationToken);
            foreach (var picture in report.Pictures)
            {
                await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(Output)) ?? "", picture.Name), picture.Svg, cancellationToken);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotContinueException($"--output {Output} cannot be written ({e.Message}): check the path and its permissions.", e);
        }
    }
}
