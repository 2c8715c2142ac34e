using System.Globalization;
using FilmRec.Core.Recommending.Evaluation.Metrics;

namespace FilmRec.Core.Recommending.Evaluation.Reports.Pictures;

/// <summary>Panels of horizontal bars, one bar a model with its 95 % interval.</summary>
internal static class BarPanels
{
    private const double PanelWidth = 410;
    private const double Margin = 16;
    private const double Row = 24;
    private const double Head = 44;
    private const double ValueWidth = 92;

    /// <summary>One panel.</summary>
    /// <param name="Title">"ndcg@100".</param>
    /// <param name="Subtitle">Smaller, below it; may be empty.</param>
    /// <param name="Values">By model.</param>
    public sealed record Panel(string Title, string Subtitle, IReadOnlyList<Estimate> Values);

    /// <param name="title">Of the whole picture.</param>
    /// <param name="models">Names beside the bars.</param>
    /// <param name="panels">Two stand side by side.</param>
    /// <param name="shareScale">One scale for all, so that panels can be compared; otherwise each fills its own.</param>
    public static string Draw(string title, IReadOnlyList<string> models, IReadOnlyList<Panel> panels, bool shareScale)
    {
        var drawing = new Drawing();
        string[] names = [.. models.Select(model => Drawing.Short(model, 22))];
        double nameWidth = names.Max(Drawing.WidthOf) + 8;
        double panelHeight = Head + models.Count * Row + Margin;
        double most = panels.Max(MostOf);
        for (int n = 0; n < panels.Count; n++)
        {
            double left = Margin + n % 2 * PanelWidth;
            double top = Margin + n / 2 * panelHeight;
            DrawPanel(drawing, panels[n], names, left, top, nameWidth, shareScale ? most : MostOf(panels[n]));
        }

        double width = Math.Min(2, panels.Count) * PanelWidth + Margin;
        double height = (panels.Count + 1) / 2 * panelHeight + Margin;
        return drawing.Finish(width, height, title, string.Join(" ", panels.Select(panel => Describe(panel, models))));
    }

    private static void DrawPanel(Drawing drawing, Panel panel, string[] names, double left, double top, double nameWidth, double most)
    {
        double start = left + nameWidth;
        double room = PanelWidth - Margin - nameWidth - ValueWidth;
        drawing.Text(left, top + 14, panel.Title, "head");
        drawing.Text(left, top + 30, panel.Subtitle, "soft");
        drawing.Line(start, top + Head - 6, start, top + Head + names.Length * Row - 4, "line");
        for (int model = 0; model < names.Length; model++)
        {
            var (mean, halfWidth) = panel.Values[model];
            double y = top + Head + model * Row;
            double scale = most > 0 ? room / most : 0;
            drawing.Text(start - 8, y + 11, names[model], anchor: "end");
            drawing.Bar(start, y, mean * scale, 14, model);
            (double low, double high) = (start + Math.Max(0, mean - halfWidth) * scale, start + (mean + halfWidth) * scale);
            drawing.Line(low, y + 7, high, y + 7, "halo");
            drawing.Line(low, y + 7, high, y + 7, "whisker");
            drawing.Text(high + 6, y + 11, EvaluationText.Of(panel.Values[model]), "soft");
        }
    }

    private static double MostOf(Panel panel) => panel.Values.Max(value => value.Mean + value.HalfWidth);

    private static string Describe(Panel panel, IReadOnlyList<string> models)
        => string.Create(CultureInfo.InvariantCulture, $"{panel.Title}: {string.Join(", ", models.Zip(panel.Values, (model, value) => $"{model} {EvaluationText.Of(value)}"))}.");
}
