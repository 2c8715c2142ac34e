using FilmRec.Core.Recommending.Evaluation.Reports.Pictures;

namespace FilmRec.Core.Recommending.Evaluation.Reports;

/// <summary>A report as Markdown, with the pictures that it shows.</summary>
/// <param name="Text">Names the pictures as files beside it.</param>
/// <param name="Pictures">In the order in which the text shows them.</param>
public sealed record MarkdownReport(string Text, IReadOnlyList<NamedPicture> Pictures);
