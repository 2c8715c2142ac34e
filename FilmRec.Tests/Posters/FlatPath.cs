using System.Globalization;
using System.Text.RegularExpressions;
using FilmRec.Core.Posters.Drawing;

namespace FilmRec.Tests.Posters;

/// <summary>SVG path data as a polygon: curves become short straight pieces.</summary>
internal static partial class FlatPath
{
    private const int Pieces = 12;

    public static List<Point> Of(string data)
    {
        var points = new List<Point>();
        Point at = default;
        foreach (Match step in Step().Matches(data))
        {
            double[] n = [.. step.Groups["numbers"].Value.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)
                .Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
            char command = step.Groups["command"].Value[0];
            // Relative commands of the drawing have their end point last, or a single x.
            Point Relative(int index) => new(at.X + n[index], at.Y + n[index + 1]);
            switch (command)
            {
                case 'M' or 'L':
                    points.Add(at = new Point(n[0], n[1]));
                    break;
                case 'H':
                    points.Add(at = at with { X = n[0] });
                    break;
                case 'V':
                    points.Add(at = at with { Y = n[0] });
                    break;
                case 'h':
                    points.Add(at = at with { X = at.X + n[0] });
                    break;
                case 'l':
                    points.Add(at = Relative(0));
                    break;
                case 'Q':
                    points.AddRange(Bezier(at, new(n[0], n[1]), new(n[0], n[1]), new(n[2], n[3]), quadratic: true));
                    at = points[^1];
                    break;
                case 'C':
                    points.AddRange(Bezier(at, new(n[0], n[1]), new(n[2], n[3]), new(n[4], n[5]), quadratic: false));
                    at = points[^1];
                    break;
                case 'A' or 'a':
                    points.AddRange(Arc(at, n[0], n[4] == 1, command == 'A' ? new(n[5], n[6]) : Relative(5)));
                    at = points[^1];
                    break;
            }
        }

        return points;
    }

    /// <summary>Even-odd rule.</summary>
    public static bool Contains(List<Point> polygon, double x, double y)
    {
        bool inside = false;
        for (int i = 0, j = polygon.Count - 1; i < polygon.Count; j = i++)
        {
            if (polygon[i].Y > y != polygon[j].Y > y
                && x < (polygon[j].X - polygon[i].X) * (y - polygon[i].Y) / (polygon[j].Y - polygon[i].Y) + polygon[i].X)
            {
                inside = !inside;
            }
        }

        return inside;
    }

    public static bool Touches(List<Point> line, double x, double y, double distance)
    {
        for (int i = 1; i < line.Count; i++)
        {
            double dx = line[i].X - line[i - 1].X, dy = line[i].Y - line[i - 1].Y, length = Math.Max(dx * dx + dy * dy, 1e-9);
            double share = Math.Clamp(((x - line[i - 1].X) * dx + (y - line[i - 1].Y) * dy) / length, 0, 1);
            double awayX = x - line[i - 1].X - share * dx, awayY = y - line[i - 1].Y - share * dy;
            if (awayX * awayX + awayY * awayY <= distance * distance)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<Point> Bezier(Point from, Point first, Point second, Point to, bool quadratic)
        => Enumerable.Range(1, Pieces).Select(piece =>
        {
            double t = piece / (double)Pieces, u = 1 - t;
            double Mix(double a, double b, double c, double d)
                => quadratic ? u * u * a + 2 * u * t * b + t * t * d : u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
            return new Point(Mix(from.X, first.X, second.X, to.X), Mix(from.Y, first.Y, second.Y, to.Y));
        });

    // Arcs of circles, never more than half of one (SVG 2, appendix B.2.4).
    private static IEnumerable<Point> Arc(Point from, double radius, bool clockwise, Point to)
    {
        double dx = to.X - from.X, dy = to.Y - from.Y, chord = Math.Sqrt(dx * dx + dy * dy);
        double away = Math.Sqrt(Math.Max(0, radius * radius - chord * chord / 4)) * (clockwise ? 1 : -1);
        double cx = (from.X + to.X) / 2 - away * dy / chord, cy = (from.Y + to.Y) / 2 + away * dx / chord;
        double start = Math.Atan2(from.Y - cy, from.X - cx), sweep = 2 * Math.Asin(Math.Min(1, chord / 2 / radius)) * (clockwise ? 1 : -1);
        double reach = Math.Max(radius, chord / 2);
        return Enumerable.Range(1, Pieces).Select(piece =>
        {
            double angle = start + sweep * piece / Pieces;
            return piece == Pieces ? to : new Point(cx + reach * Math.Cos(angle), cy + reach * Math.Sin(angle));
        });
    }

    [GeneratedRegex(@"(?<command>[A-Za-z])(?<numbers>[-\d. ,]*)")]
    private static partial Regex Step();
}
