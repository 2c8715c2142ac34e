namespace FilmRec.Web.Components.Controls;

/// <summary>The marks of taste clusters: every cluster has a shape besides its colour, so that nobody needs to tell colours apart.</summary>
internal static class ClusterMark
{
    /// <summary>Colours; with four shapes and these, the first 24 clusters all look different.</summary>
    public const int Tones = 8;

    /// <summary>One mark as a piece of a path.</summary>
    public static string Of(int cluster, double x, double y, double r)
    {
        string twice = Words.Css(2 * r);
        return ((cluster + cluster / Tones) % 4) switch
        {
            0 => Dot(x, y, r),
            1 => $"M{Words.Css(x - r)} {Words.Css(y - r)}h{twice}v{twice}h-{twice}z",
            2 => $"M{Words.Css(x)} {Words.Css(y - r * 1.2)}l{Words.Css(r * 1.2)} {Words.Css(r * 2.1)}h-{Words.Css(r * 2.4)}z",
            _ => $"M{Words.Css(x)} {Words.Css(y - r * 1.3)}l{Words.Css(r * 1.3)} {Words.Css(r * 1.3)}l-{Words.Css(r * 1.3)} {Words.Css(r * 1.3)}l-{Words.Css(r * 1.3)} -{Words.Css(r * 1.3)}z",
        };
    }

    public static string Dot(double x, double y, double r)
        => $"M{Words.Css(x - r)} {Words.Css(y)}a{Words.Css(r)} {Words.Css(r)} 0 1 0 {Words.Css(2 * r)} 0a{Words.Css(r)} {Words.Css(r)} 0 1 0 -{Words.Css(2 * r)} 0";
}
