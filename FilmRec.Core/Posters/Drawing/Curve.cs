using System.Text;

namespace FilmRec.Core.Posters.Drawing;

/// <summary>Smooth lines.</summary>
internal static class Curve
{
    /// <summary>A curve through all points, as SVG path data without the leading M: Catmull–Rom written as cubic Béziers,
    /// control points at a sixth of the neighbours' difference.</summary>
    public static string Through(IReadOnlyList<Point> points)
    {
        var data = new StringBuilder();
        Append(data, $"{points[0].X} {points[0].Y}");
        for (int i = 0; i < points.Count - 1; i++)
        {
            var before = points[Math.Max(0, i - 1)];
            var from = points[i];
            var to = points[i + 1];
            var after = points[Math.Min(points.Count - 1, i + 2)];
            Append(data, $"C{from.X + (to.X - before.X) / 6} {from.Y + (to.Y - before.Y) / 6} ");
            Append(data, $"{to.X - (after.X - from.X) / 6} {to.Y - (after.Y - from.Y) / 6} {to.X} {to.Y}");
        }

        return data.ToString();
    }

    private static void Append(StringBuilder data, Outline outline) => data.Append(outline.ToString());
}
