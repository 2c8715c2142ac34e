using System.Text;
using FilmRec.Core.Posters.Colours;
using FilmRec.Core.Posters.Drawing;
using FilmRec.Core.Posters.Lettering;

namespace FilmRec.Core.Posters.Families;

/// <summary>The title is the picture: a stack of lines over the full measure, one huge initial, or an echo.</summary>
internal static class LettersFamily
{
    private enum Kind { Stack, Initial, Echo }

    private static readonly Kind[] Kinds = Enum.GetValues<Kind>();
    private static readonly double[] Sides = [46, 154];
    private static readonly string[] SmallWords = ["THE", "A", "AN", "OF"];

    public static void Draw(Composition poster)
    {
        var (chance, palette) = (poster.Chance, poster.Palette);
        string title = poster.Plan.Title.Main;
        var fill = palette.Ground.Legible(palette.Ink);
        var face = poster.Plan.Style is TypeStyle.Serif or TypeStyle.Italic ? Typeface.Serif : Typeface.Sans;
        var words = LetterBlock.Words(Composition.Upper(title), face);
        var kind = chance.Pick(Kinds) switch
        {
            // Copies of two lines would run into each other.
            Kind.Echo when words.Count > 1 || title.Length > 16 => Kind.Stack,
            Kind.Initial when title.Length > 30 => Kind.Stack,
            var drawn => drawn,
        };

        poster.Sheet.Fill(palette.Ground);
        switch (kind)
        {
            case Kind.Initial:
                Initial(poster, words, face, fill);
                break;
            case Kind.Echo:
                Echo(poster, LetterBlock.Of(words, 1, 96, face), fill);
                break;
            default:
                Stack(poster, words, face, fill);
                break;
        }

        poster.Credit(palette.Ground, centred: false);
    }

    private static void Initial(Composition poster, List<string> words, Typeface face, Colour fill)
    {
        var (chance, palette, sheet) = (poster.Chance, poster.Palette, poster.Sheet);
        var word = words.Find(candidate => !SmallWords.Contains(candidate)) ?? words[0];
        var rune = word.EnumerateRunes().FirstOrDefault(Rune.IsLetterOrDigit, word.EnumerateRunes().First());
        var letter = rune.ToString();
        var tone = palette.Main.ContrastWith(palette.Ground) > 1.4 ? palette.Main : palette.Second;
        double size = Math.Min(300, 232 / face.WidthOf(letter));
        TextLine.Draw(sheet, letter, 100, 132 + size * 0.36, size, face, tone, TextAnchor.Middle);
        bool bright = palette.Spark.ContrastWith(tone) > 1.4 && palette.Spark.ContrastWith(palette.Ground) > 1.3;
        sheet.Disc(chance.Pick(Sides), chance.Between(60, 90), 19, bright ? palette.Spark : palette.Second);
        sheet.Rectangle(0, 226, Sheet.Width, 74, palette.Ground);
        poster.Title(new TitleBox(Sheet.Margin, 236, Sheet.Measure, 38, Largest: 30, Lines: 2), fill);
    }

    private static void Stack(Composition poster, List<string> words, Typeface face, Colour fill)
    {
        var (chance, palette, sheet) = (poster.Chance, poster.Palette, poster.Sheet);
        string subtitle = poster.Plan.Title.Subtitle;
        bool shortWords = words.Count <= 6 && words.TrueForAll(word => word.Length <= 11);
        var block = LetterBlock.Of(words, Math.Min(words.Count, shortWords ? 5 : 6), subtitle.Length > 0 ? 214 : 236, face);

        Colour[] tones = [.. new[] { palette.Main, palette.Second, palette.Spark }.Where(tone => tone.ContrastWith(palette.Ground) >= Colour.LargeTypeContrast)];
        int odd = tones.Length > 0 ? chance.Whole(0, block.LineCount - 1) : -1;
        var oddTone = tones.Length > 0 ? chance.Pick(tones) : fill;
        if (odd >= 0 && !block.IsLarge(odd))
        {
            oddTone = palette.Ground.Legible(oddTone, fill);
        }

        double height = block.Height + (subtitle.Length > 0 ? 30 : 0);
        if (height < 170)
        {
            Discs(poster, height);
        }

        double end = block.Draw(sheet, 18, line => line == odd ? oddTone : fill);
        if (subtitle.Length > 0)
        {
            poster.Text(subtitle, new TitleBox(Sheet.Margin, end + 6, Sheet.Measure, 22, Largest: 13, Lines: 2), fill);
        }
    }

    // Fills the foot under a short stack.
    private static void Discs(Composition poster, double height)
    {
        var (palette, sheet) = (poster.Palette, poster.Sheet);
        var tone = palette.Main.ContrastWith(palette.Ground) > 1.3 ? palette.Main : palette.Second;
        double radius = Math.Min(80, (252 - height) / 2 - 4), right = Sheet.Width - Sheet.Margin;
        sheet.Disc(right - radius, 272 - radius - 6, radius, tone);
        sheet.Disc(right - radius * 1.62, 272 - radius * 0.7 - 6, radius * 0.34,
            palette.Spark.ContrastWith(tone) > 1.3 ? palette.Spark : palette.Ink);
    }

    private static void Echo(Composition poster, LetterBlock block, Colour fill)
    {
        const int copies = 4;
        var (palette, sheet) = (poster.Palette, poster.Sheet);
        var tone = palette.Main.ContrastWith(palette.Ground) > 1.25 ? palette.Main : palette.Second;
        double step = Math.Min(46, (250 - block.Height) / copies);
        for (int i = copies; i >= 1; i--)
        {
            block.Draw(sheet, 18 + i * step, _ => palette.Ground.Mixed(tone, 0.95 - (i - 1) * 0.2));
        }

        // An outline in the ground's colour sets the top copy off from the echoes.
        sheet.Add($"<g stroke=\"{palette.Ground}\" stroke-width=\"4.5\" stroke-linejoin=\"round\">");
        block.Draw(sheet, 18, _ => palette.Ground);
        sheet.Add($"</g>");
        block.Draw(sheet, 18, _ => fill);
        sheet.Rectangle(0, 276, Sheet.Width, 24, palette.Ground);
    }
}
