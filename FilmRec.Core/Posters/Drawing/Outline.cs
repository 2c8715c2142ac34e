using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using FilmRec.Core.Posters.Colours;

namespace FilmRec.Core.Posters.Drawing;

/// <summary>SVG text written as an interpolated string: numbers get one decimal, rounded half up, with a point and without trailing zero,
/// whatever the culture.</summary>
[InterpolatedStringHandler]
internal readonly ref struct Outline(int literalLength, int formattedCount)
{
    private readonly StringBuilder _text = new(literalLength + formattedCount * 5);

    public void AppendLiteral(string value) => _text.Append(value);

    public void AppendFormatted(double value) => AppendNumber(_text, value);

    public void AppendFormatted(string value) => _text.Append(value);

    public void AppendFormatted(Colour value) => _text.Append(value.ToString());

    public override string ToString() => _text.ToString();

    public static void AppendNumber(StringBuilder text, double value)
    {
        long tenths = (long)Math.Floor(value * 10 + 0.5);
        if (tenths < 0)
        {
            text.Append('-');
            tenths = -tenths;
        }

        text.Append(CultureInfo.InvariantCulture, $"{tenths / 10}");
        if (tenths % 10 != 0)
        {
            text.Append('.').Append((char)('0' + tenths % 10));
        }
    }
}
