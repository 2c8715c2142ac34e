using System.Globalization;
using System.Security;
using System.Text;

namespace FilmRec.Core.Recommending.Evaluation.Reports.Pictures;

/// <summary>A picture of a report, by the name of its file.</summary>
/// <param name="Name">"report-metrics.svg".</param>
/// <param name="Title">What it shows, for people who do not see it.</param>
/// <param name="Svg">The whole file.</param>
public sealed record NamedPicture(string Name, string Title, string Svg);

/// <summary>Writes one SVG file: readable on light and dark ground, by screen readers, and without fonts or files from elsewhere.</summary>
internal sealed class Drawing
{
    /// <summary>Colours of series, after which they begin anew; each has a name beside it, so that nobody must tell them apart.</summary>
    public const int Colours = 8;

    // Okabe and Ito's palette for the colour-blind, darkened for light ground and lightened for dark ground until it has a contrast of 3 to 1 to it.
    private const string Style = """
        text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;font-size:12px;fill:#1b1a17}
        .ground{fill:#fffdf9}.head{font-size:13px;font-weight:600}.soft{fill:#55524a}.line{stroke:#ddd6c8;stroke-width:1}.whisker{stroke:#1b1a17;stroke-width:1.5}.halo{stroke:#fffdf9;stroke-width:4;stroke-linecap:round}
        .curve{fill:none;stroke-width:2.5;stroke-linejoin:round}
        .f0{fill:#0072b2}.f1{fill:#c45500}.f2{fill:#007a5e}.f3{fill:#a8508a}.f4{fill:#8a6d00}.f5{fill:#2f7fb5}.f6{fill:#6b7278}.f7{fill:#7a4fbf}
        .s0{stroke:#0072b2}.s1{stroke:#c45500}.s2{stroke:#007a5e}.s3{stroke:#a8508a}.s4{stroke:#8a6d00}.s5{stroke:#2f7fb5}.s6{stroke:#6b7278}.s7{stroke:#7a4fbf}
        @media (prefers-color-scheme:dark){text{fill:#f3efe6}.ground{fill:#171a1d}.soft{fill:#b0b2ae}.line{stroke:#3a4046}.whisker{stroke:#f3efe6}.halo{stroke:#171a1d}
        .f0{fill:#4aa8e0}.f1{fill:#f08a3c}.f2{fill:#2fbf98}.f3{fill:#dd8fc0}.f4{fill:#d9b53a}.f5{fill:#8cc9f0}.f6{fill:#9aa3ab}.f7{fill:#b394ee}
        .s0{stroke:#4aa8e0}.s1{stroke:#f08a3c}.s2{stroke:#2fbf98}.s3{stroke:#dd8fc0}.s4{stroke:#d9b53a}.s5{stroke:#8cc9f0}.s6{stroke:#9aa3ab}.s7{stroke:#b394ee}}
        """;

    private readonly StringBuilder _body = new();

    public void Text(double x, double y, string text, string style = "", string anchor = "start")
        => Add($"<text x=\"{Figure(x)}\" y=\"{Figure(y)}\"{Class(style)}{(anchor == "start" ? "" : $" text-anchor=\"{anchor}\"")}>{Escape(text)}</text>");

    public void Line(double x1, double y1, double x2, double y2, string style)
        => Add($"<line x1=\"{Figure(x1)}\" y1=\"{Figure(y1)}\" x2=\"{Figure(x2)}\" y2=\"{Figure(y2)}\"{Class(style)}/>");

    public void Bar(double x, double y, double width, double height, int colour)
        => Add($"<rect x=\"{Figure(x)}\" y=\"{Figure(y)}\" width=\"{Figure(Math.Max(0, width))}\" height=\"{Figure(height)}\" rx=\"2\" class=\"f{colour % Colours}\"/>");

    public void Curve(IEnumerable<(double X, double Y)> points, int colour)
        => Add($"<polyline points=\"{string.Join(' ', points.Select(point => $"{Figure(point.X)},{Figure(point.Y)}"))}\" class=\"curve s{colour % Colours}\"/>");

    public void Dot(double x, double y, int colour) => Add($"<circle cx=\"{Figure(x)}\" cy=\"{Figure(y)}\" r=\"3\" class=\"f{colour % Colours}\"/>");

    /// <param name="title">What it shows.</param>
    /// <param name="description">What there is to see in it, in words and figures.</param>
    public string Finish(double width, double height, string title, string description)
        => $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Figure(width)} {Figure(height)}" width="{Figure(width)}" height="{Figure(height)}" role="img" aria-labelledby="title desc">
            <title id="title">{Escape(title)}</title>
            <desc id="desc">{Escape(description)}</desc>
            <style>
            {Style}
            </style>
            <rect class="ground" width="100%" height="100%" rx="8"/>
            {_body}</svg>

            """;

    /// <summary>How wide a text is drawn, about.</summary>
    public static double WidthOf(string text) => 6.7 * text.Length;

    /// <summary>A long name, cut so that it fits.</summary>
    public static string Short(string text, int most = 30) => text.Length <= most ? text : text[..(most - 1)] + "…";

    private static string Class(string style) => style.Length == 0 ? "" : $" class=\"{style}\"";

    private static string Escape(string text) => SecurityElement.Escape(text);

    private static string Figure(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private void Add(string element) => _body.Append(element).Append('\n');
}
