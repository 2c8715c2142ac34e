namespace FilmRec.Core.Posters.Colours;

/// <summary>The five colours of a poster.</summary>
/// <param name="Ground">The sheet.</param>
/// <param name="Ink">The title.</param>
/// <param name="Main">The main shape.</param>
/// <param name="Second">The second shape.</param>
/// <param name="Spark">The one bright thing.</param>
internal sealed record Palette(Colour Ground, Colour Ink, Colour Main, Colour Second, Colour Spark)
{
    /// <param name="codes">Five codes "#rrggbb", with one space between them, in the order of the record.</param>
    public static Palette Parse(string codes)
    {
        const int step = 8;
        Colour At(int index) => Colour.Parse(codes.AsSpan(index * step, step - 1));
        return new Palette(At(0), At(1), At(2), At(3), At(4));
    }
}
