using System.Globalization;
using System.Xml.Linq;
using FilmRec.Core.Posters.Colours;

namespace FilmRec.Tests.Posters;

/// <summary>A text of a poster, with the box its capitals fill.</summary>
internal sealed record PosterText(string Content, double X, double Baseline, double Width, double Size, double CapitalHeight, Colour Fill, int Order)
{
    /// <summary>Copies below an echo and huge initials are pictures, not words.</summary>
    public bool IsOrnament { get; init; }

    public bool IsCredit => Baseline == 289;
}

/// <summary>A poster as a reader sees it: parsed, and able to say which colour lies where.</summary>
internal sealed class PosterPicture
{
    private readonly List<PosterShape> _shapes = [];
    private readonly List<PosterText> _texts = [];
    private int _order;

    public IReadOnlyList<PosterText> Texts => _texts;

    public static PosterPicture Read(string svg)
    {
        var picture = new PosterPicture();
        picture.Walk(XDocument.Parse(svg, LoadOptions.PreserveWhitespace).Root.ShouldNotBeNull(), "");
        var last = picture._texts.GroupBy(text => (text.Content, text.Size)).ToDictionary(group => group.Key, group => group.Max(text => text.Order));
        for (int i = 0; i < picture._texts.Count; i++)
        {
            var text = picture._texts[i];
            bool initial = text.Size > 100 && text.X + text.Width / 2 is > 99 and < 101;
            picture._texts[i] = text with { IsOrnament = initial || text.Order < last[(text.Content, text.Size)] };
        }

        return picture;
    }

    /// <summary>The colours beneath a text, looked at in 27 places.</summary>
    public IEnumerable<Colour> FieldsOf(PosterText text)
        => from column in Enumerable.Range(0, 9)
           from row in Enumerable.Range(0, 3)
           let x = text.X + text.Width * column / 8
           let y = text.Baseline - text.CapitalHeight * row / 2
           let shape = _shapes.LastOrDefault(shape => shape.Order < text.Order && shape.Covers(x, y))
           where shape is not null
           select shape.Fill;

    private void Walk(XElement parent, string transform)
    {
        foreach (var element in parent.Elements())
        {
            _order++;
            switch (element.Name.LocalName)
            {
                case "g":
                    Walk(element, (string?)element.Attribute("transform") ?? transform);
                    break;
                case "text":
                    _texts.Add(TextOf(element, transform));
                    break;
                default:
                    _shapes.AddRange(PosterShape.Of(element, transform, _order));
                    break;
            }
        }
    }

    private PosterText TextOf(XElement element, string transform)
    {
        double[] placed = transform.Length > 0 ? PosterShape.Numbers(transform) : [0, 0, 1, 1];
        double width = Number(element, "textLength"), x = Number(element, "x"), size = Number(element, "font-size");
        double before = (string?)element.Attribute("text-anchor") switch { "middle" => width / 2, "end" => width, _ => 0 };
        return new PosterText(element.Value, x - before, placed[1] + Number(element, "y"), width, size,
            size * 0.7 * placed[3], Colour.Parse((string?)element.Attribute("fill")), _order);
    }

    private static double Number(XElement element, string name)
        => double.Parse(element.Attribute(name).ShouldNotBeNull().Value, CultureInfo.InvariantCulture);
}
