using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FilmRec.Core.Posters.Colours;
using FilmRec.Core.Posters.Drawing;

namespace FilmRec.Tests.Posters;

/// <summary>A filled or stroked shape of a poster that knows which places it covers.</summary>
internal sealed partial record PosterShape(Colour Fill, int Order, Func<double, double, bool> Covers)
{
    // Dust between the stars is allowed beneath a title.
    private const double LargestSpeck = 1.2;

    public static IEnumerable<PosterShape> Of(XElement element, string transform, int order)
    {
        var covers = Coverage(element);
        string paint = (string?)element.Attribute("fill") is { } fill && fill != "none" ? fill : (string?)element.Attribute("stroke") ?? "none";
        if (covers is null || paint == "none")
        {
            yield break;
        }

        if (transform.StartsWith("rotate", StringComparison.Ordinal))
        {
            double[] turn = Numbers(transform);
            var upright = covers;
            double angle = -turn[0] * Math.PI / 180;
            covers = (x, y) => upright(
                turn[1] + (x - turn[1]) * Math.Cos(angle) - (y - turn[2]) * Math.Sin(angle),
                turn[2] + (x - turn[1]) * Math.Sin(angle) + (y - turn[2]) * Math.Cos(angle));
        }

        yield return new PosterShape(Colour.Parse(paint), order, covers);
    }

    public static double[] Numbers(string text)
        => [.. Number().Matches(text).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];

    private static Func<double, double, bool>? Coverage(XElement element)
    {
        double At(string name) => double.Parse(element.Attribute(name)?.Value ?? "0", CultureInfo.InvariantCulture);
        bool stroked = (string?)element.Attribute("fill") is null or "none";
        double half = At("stroke-width") / 2;
        switch (element.Name.LocalName)
        {
            case "rect":
                double left = At("x"), top = At("y"), right = left + At("width"), bottom = top + At("height");
                return (x, y) => x >= left && x <= right && y >= top && y <= bottom;
            case "circle":
                double cx = At("cx"), cy = At("cy"), r = At("r");
                return r < LargestSpeck ? null
                    : stroked ? (x, y) => Math.Abs(Math.Sqrt((x - cx) * (x - cx) + (y - cy) * (y - cy)) - r) <= half
                    : (x, y) => (x - cx) * (x - cx) + (y - cy) * (y - cy) <= r * r;
            case "ellipse":
                double ex = At("cx"), ey = At("cy"), rx = At("rx"), ry = At("ry");
                return (x, y) => (x - ex) * (x - ex) / (rx * rx) + (y - ey) * (y - ey) / (ry * ry) <= 1;
            case "path":
                var outline = FlatPath.Of(element.Attribute("d").ShouldNotBeNull().Value);
                return stroked ? (x, y) => FlatPath.Touches(outline, x, y, half) : (x, y) => FlatPath.Contains(outline, x, y);
            case "polyline":
                double[] numbers = Numbers(element.Attribute("points").ShouldNotBeNull().Value);
                List<Point> corners = [.. numbers.Chunk(2).Select(pair => new Point(pair[0], pair[1]))];
                return (x, y) => FlatPath.Touches(corners, x, y, half);
            default:
                throw new InvalidOperationException($"A poster has no <{element.Name.LocalName}>.");
        }
    }

    [GeneratedRegex(@"-?\d+(\.\d+)?")]
    private static partial Regex Number();
}
