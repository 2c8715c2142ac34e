using System.Globalization;

namespace FilmRec.Core;

/// <summary>Counts as people read them in terminals and reports.</summary>
public static class Figure
{
    private static readonly NumberFormatInfo ThinSpaces = new() { NumberGroupSeparator = "\u2009" };

    /// <summary>"12 345", with thin spaces, whatever the machine's language.</summary>
    public static string Of(long value) => value.ToString("#,0", ThinSpaces);
}
