namespace FilmRec.Core.Posters;

/// <summary>The colour a page takes from a poster: a dark, saturated tone on which <c>--text</c>, <c>--you</c> and <c>--guess</c> stay readable.</summary>
public static class PosterWash
{
    private const double DarkEnough = 0.15;

    /// <summary>The most saturated of the poster's ground, first and second shape colour, darkened until its luminance is at most 0.15;
    /// written "#rrggbb".</summary>
    public static string Of(PosterSubject subject)
    {
        var palette = PosterPlan.Of(subject).Palette;
        var wash = new[] { palette.Ground, palette.Main, palette.Second }.MaxBy(colour => colour.Saturation);
        while (wash.Luminance > DarkEnough)
        {
            wash = wash.Darkened(0.93);
        }

        return wash.ToString();
    }
}
