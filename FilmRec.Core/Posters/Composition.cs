using System.Globalization;
using FilmRec.Core.Posters.Colours;
using FilmRec.Core.Posters.Drawing;
using FilmRec.Core.Posters.Lettering;

namespace FilmRec.Core.Posters;

/// <summary>A poster while it is drawn: the plan, the sheet, and the words that every family sets.</summary>
internal sealed class Composition(PosterPlan plan, Sheet sheet)
{
    private const double CreditSize = 6.4;
    private const double CreditBaseline = 289;
    private const double WidestCredit = 120;
    private const double SubtitleRoom = 20;
    private const double SubtitleLead = 1.08;
    // Between title and subtitle, in sizes of the title.
    private const double SubtitleGap = 0.34;

    public PosterPlan Plan => plan;

    public Chance Chance => plan.Chance;

    public Palette Palette => plan.Palette;

    public Sheet Sheet => sheet;

    /// <summary>Sets title and subtitle into a box.</summary>
    public void Title(TitleBox box, Colour fill) => Set(plan.Title, box, fill);

    /// <summary>Sets a text that is not the title, in the title's type.</summary>
    public void Text(string text, TitleBox box, Colour fill) => Set(new PosterTitle(text, ""), box, fill);

    /// <summary>Year and up to two genres on the last line, over the colour that is beneath them.</summary>
    public void Credit(Colour field, bool centred) => Credit(field, centred ? TextAnchor.Middle : TextAnchor.Start);

    /// <inheritdoc cref="Credit(Colour, bool)"/>
    public void Credit(Colour field, TextAnchor anchor)
    {
        string text = CreditOf(genres: 2);
        if (TextLine.SpacedWidthOf(text, CreditSize) > WidestCredit)
        {
            text = CreditOf(genres: 1);
        }

        if (text.Length > 0)
        {
            double x = anchor switch
            {
                TextAnchor.Middle => Sheet.Width / 2,
                TextAnchor.End => Sheet.Width - Sheet.Margin,
                _ => Sheet.Margin,
            };
            TextLine.DrawSpaced(sheet, text, x, CreditBaseline, CreditSize, CreditInk(field), anchor);
        }
    }

    /// <summary>The colour of a credit over that field: quieter than the title where that is still readable.</summary>
    public Colour CreditInk(Colour field) => field.Legible(field.Mixed(field.Legible(Palette.Ink), 0.8), Palette.Ink);

    /// <summary>Capitals, the same in every culture.</summary>
    public static string Upper(string text) => text.ToUpperInvariant().Replace("ß", "SS", StringComparison.Ordinal);

    private string CreditOf(int genres)
    {
        string year = plan.Year is { } known ? known.ToString(CultureInfo.InvariantCulture) : "";
        return Upper(string.Join("  ·  ", new[] { year }.Concat(plan.Genres.Take(genres)).Where(part => part.Length > 0)));
    }

    private void Set(PosterTitle title, TitleBox box, Colour fill)
    {
        var face = Typeface.Of(plan.Style);
        double lead = plan.Style switch { TypeStyle.Capitals => 0.92, TypeStyle.Sans => 0.98, _ => 0.96 };
        string main = plan.Style == TypeStyle.Capitals ? Upper(title.Main) : title.Main;
        if (title.Subtitle.Length == 0)
        {
            Lines(FitMain(box.Height), box.Y, lead);
            return;
        }

        var above = FitMain(box.Height - SubtitleRoom);
        var below = TypeFit.Fit(title.Subtitle, face, new TextRoom(box.Width, SubtitleRoom, Math.Clamp(above.Size * 0.5, 9, 13),
            SubtitleLead, Lines: 2, Smallest: TypeFit.SmallestOfAll));
        // Large titles ask for more air above a subtitle of two lines than was kept for it.
        double excess = above.HeightWith(lead) + above.Size * SubtitleGap + below.HeightWith(SubtitleLead) - box.Height;
        if (excess > 0)
        {
            above = FitMain(box.Height - SubtitleRoom - excess);
        }

        double end = Lines(above, box.Y, lead);
        Lines(below, end + above.Size * SubtitleGap, SubtitleLead);

        FittedText FitMain(double height) => TypeFit.Fit(main, face, new TextRoom(box.Width, height, box.Largest, lead, box.Lines));

        double Lines(FittedText text, double top, double distance)
        {
            double first = top + text.Size * FittedText.CapitalHeight, step = text.Size * distance;
            for (int i = 0; i < text.Lines.Length; i++)
            {
                TextLine.Draw(sheet, text.Lines[i], box.AnchorX, first + i * step, text.Size, face, fill,
                    box.Centred ? TextAnchor.Middle : TextAnchor.Start);
            }

            return first + step * (text.Lines.Length - 1);
        }
    }
}
