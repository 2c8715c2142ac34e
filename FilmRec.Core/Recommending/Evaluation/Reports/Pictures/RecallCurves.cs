using System.Globalization;

namespace FilmRec.Core.Recommending.Evaluation.Reports.Pictures;

/// <summary>Mean recall by how many ranks count, one curve a model.</summary>
internal static class RecallCurves
{
    private const double Left = 52;
    private const double Top = 44;
    private const double Width = 500;
    private const double Height = 260;
    private const double NameHeight = 16;
    private static readonly int[] Ticks = [1, 10, 20, 50, 100];

    public static string Draw(string title, IReadOnlyList<ModelScore> models)
    {
        var drawing = new Drawing();
        double most = Math.Max(0.1, Math.Ceiling(10 * models.Max(model => model.RecallCurve.Max(point => point.Value))) / 10);
        drawing.Text(16, 26, title, "head");
        for (int tenth = 0; tenth <= (int)Math.Round(10 * most); tenth++)
        {
            double y = Y(tenth / 10.0);
            drawing.Line(Left, y, Left + Width, y, "line");
            drawing.Text(Left - 8, y + 4, string.Create(CultureInfo.InvariantCulture, $"{tenth / 10.0:.0}"), "soft", "end");
        }

        foreach (int rank in Ticks)
        {
            drawing.Text(X(rank), Top + Height + 18, string.Create(CultureInfo.InvariantCulture, $"{rank}"), "soft", "middle");
        }

        drawing.Text(Left + Width / 2, Top + Height + 36, "ranks that count", "soft", "middle");
        double free = double.PositiveInfinity;
        foreach (var (model, colour) in models.Select((model, n) => (model, n)).OrderBy(pair => pair.model.RecallCurve[^1].Value))
        {
            var points = model.RecallCurve.Select(point => (X(point.Key), Y(point.Value))).ToArray();
            drawing.Curve(points, colour);
            Array.ForEach(points, point => drawing.Dot(point.Item1, point.Item2, colour));

            // Names stand where their curves end, but never upon each other.
            free = Math.Min(points[^1].Item2 + 4, free - NameHeight);
            drawing.Dot(Left + Width + 12, free - 4, colour);
            drawing.Text(Left + Width + 20, free, Drawing.Short(model.Kind));
        }

        double width = Left + Width + 40 + models.Max(model => Drawing.WidthOf(Drawing.Short(model.Kind)));
        return drawing.Finish(width, Top + Height + 52, title, string.Join(" ", models.Select(Describe)));

        // Square roots give the first ranks, which people see, the room they deserve.
        double X(int rank) => Left + Width * (Math.Sqrt(rank) - 1) / 9;

        double Y(double recall) => Top + Height * (1 - recall / most);
    }

    private static string Describe(ModelScore model)
        => $"{model.Kind}: {string.Join(", ", model.RecallCurve.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.Value:.000} at {point.Key}")))}.";
}
