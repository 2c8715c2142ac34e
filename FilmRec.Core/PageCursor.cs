using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace FilmRec.Core;

/// <summary>Where a page of a list ended: the sort key and the id of its last row. Clients see it as opaque text.</summary>
/// <param name="Order">Says which list in which order it belongs to; a cursor of another order is refused.</param>
/// <param name="Number">Sort key where the list sorts by a number; the bits of a double where it sorts by one.</param>
/// <param name="Text">Sort key where the list sorts by text, else "".</param>
/// <param name="Id">Breaks ties.</param>
public readonly record struct PageCursor(string Order, long Number, string Text, long Id)
{
    private const int LongestCursor = 2000;
    private const int LongestText = 300;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The number as a double, for lists that sort by one.</summary>
    public double Real => BitConverter.Int64BitsToDouble(Number);

    public static PageCursor OfReal(string order, double key, long id) => new(order, BitConverter.DoubleToInt64Bits(key), "", id);

    public string Encode()
        => Base64Url.EncodeToString(StrictUtf8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Order}:{Number}:{Id}:{Text}")));

    /// <summary>False for anything that <see cref="Encode"/> has not made for this order.</summary>
    public static bool TryParse(string? encoded, string order, out PageCursor cursor)
    {
        cursor = default;
        if (encoded is not { Length: > 0 and <= LongestCursor } || !TryDecode(encoded, out string plain))
        {
            return false;
        }

        string[] parts = plain.Split(':', 4);
        if (parts.Length != 4 || parts[0] != order || parts[3].Length > LongestText || parts[3].Any(char.IsControl)
            || !TryNumber(parts[1], out long number) || !TryNumber(parts[2], out long id) || !double.IsFinite(BitConverter.Int64BitsToDouble(number)))
        {
            return false;
        }

        cursor = new PageCursor(order, number, parts[3], id);
        return true;
    }

    private static bool TryNumber(string text, out long number)
        => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private static bool TryDecode(string encoded, out string plain)
    {
        plain = "";
        if (!Base64Url.IsValid(encoded))
        {
            return false;
        }

        try
        {
            plain = StrictUtf8.GetString(Base64Url.DecodeFromChars(encoded));
            return true;
        }
        catch (Exception e) when (e is FormatException or DecoderFallbackException)
        {
            return false;
        }
    }
}
