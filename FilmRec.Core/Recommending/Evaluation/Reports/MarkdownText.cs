using System.Text;
using FilmRec.Core.Recommending.Evaluation.Reports.Pictures;

namespace FilmRec.Core.Recommending.Evaluation.Reports;

/// <summary>Writes Markdown from the top to the bottom.</summary>
/// <param name="name">Pictures' file names begin with it.</param>
internal sealed class MarkdownText(string name)
{
    private readonly StringBuilder _text = new();
    private readonly List<NamedPicture> _pictures = [];

    public MarkdownText Heading(int level, string text) => Paragraph($"{new string('#', level)} {text}");

    public MarkdownText Paragraph(string text)
    {
        _text.Append(text).Append("\n\n");
        return this;
    }

    /// <summary>The first column is text, the others are figures.</summary>
    public MarkdownText Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        Row(head);
        Row([.. head.Select((_, column) => column == 0 ? "---" : "---:")]);
        foreach (var row in rows)
        {
            Row(row);
        }

        _text.Append('\n');
        return this;
    }

    public MarkdownText Picture(string what, string title, string svg)
    {
        _pictures.Add(new NamedPicture($"{name}-{what}.svg", title, svg));
        return Paragraph($"![{title}]({_pictures[^1].Name})");
    }

    public MarkdownReport Finish() => new(_text.ToString().TrimEnd() + "\n", _pictures);

    private void Row(IReadOnlyList<string> cells)
        => _text.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
}
