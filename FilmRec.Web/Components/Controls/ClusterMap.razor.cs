using System.Text;
using FilmRec.Core.Recommending.Serving;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Controls;

/// <summary>A map of viewers by taste. One cluster stands out, or each has its own colour and mark; one place may be "you".</summary>
public sealed partial class ClusterMap
{
    internal const int Width = 400;
    internal const int Height = 290;
    private const double Margin = 14;
    private const double LabelLine = 13;
    private const double LetterWidth = 6.4;
    private const int LongLabel = 20;
    private const int MostInKey = 12;

    private readonly List<Group> _groups = [];
    private readonly List<Label> _labels = [];
    private string _name = "";

    [Parameter, EditorRequired]
    public required TasteMap Map { get; set; }

    /// <summary>Index of the cluster that stands out; without one, all are told apart by colour and mark.</summary>
    [Parameter]
    public int? Highlighted { get; set; }

    /// <summary>The place of the viewer who looks.</summary>
    [Parameter]
    public TastePoint? You { get; set; }

    /// <summary>How many of the largest clusters have their name on the map; the highlighted one always has.</summary>
    [Parameter]
    public int Named { get; set; } = 6;

    /// <summary>How many viewers are drawn at most; a small picture needs fewer.</summary>
    [Parameter]
    public int MostPoints { get; set; } = TasteMaps.MostPoints;

    /// <summary>What the marks stand for, below the map.</summary>
    [Parameter]
    public bool Legend { get; set; }

    /// <summary>The clusters as a table that can be opened, below the map.</summary>
    [Parameter]
    public bool Table { get; set; } = true;

    protected override void OnParametersSet()
    {
        _name = $"Map of {Words.Count(Map.Points.Count)} of {Words.Count(Map.Viewers, "viewer", "viewers")} in {Words.Count(Map.Clusters.Count, "taste cluster", "taste clusters")}: "
            + string.Join(", ", Map.Clusters.Take(Named).Select(cluster => cluster.Name))
            + (You is { } you ? $". You are in {Map.Clusters[you.Cluster].Name}" : "");
        _groups.Clear();
        int step = Math.Max(1, (Map.Points.Count + MostPoints - 1) / Math.Max(1, MostPoints));
        foreach (var group in Map.Points.Where((_, n) => n % step == 0).GroupBy(point => point.Cluster).OrderBy(group => group.Key == Highlighted).ThenBy(group => group.Key))
        {
            var path = new StringBuilder();
            foreach (var point in group)
            {
                path.Append(Highlighted is null ? ClusterMark.Of(group.Key, XOf(point), YOf(point), 2.6) : ClusterMark.Dot(XOf(point), YOf(point), group.Key == Highlighted ? 2.4 : 1.9));
            }

            _groups.Add(new Group(group.Key, path.ToString()));
        }

        PlaceLabels();
    }

    private static double XOf(TastePoint point) => Margin + point.X * (Width - 2 * Margin);

    private static double YOf(TastePoint point) => Margin + point.Y * (Height - 2 * Margin);

    private string ToneOf(int cluster) => Highlighted is null ? $"tone-{cluster % ClusterMark.Tones}" : cluster == Highlighted ? "chosen" : "other";

    // The largest first; a name that would lie on another moves down or up until it does not, or is left to the list.
    private void PlaceLabels()
    {
        _labels.Clear();
        foreach (var cluster in Map.Clusters.Where(cluster => cluster.Index < Named || cluster.Index == Highlighted).OrderByDescending(cluster => cluster.Index == Highlighted))
        {
            string[] lines = Lines(cluster.Name);
            double half = lines.Max(line => line.Length) * LetterWidth / 2;
            double height = lines.Length * LabelLine;
            double x = Math.Clamp(XOf(Map.Centres[cluster.Index]), half, Math.Max(half, Width - half));
            double middle = YOf(Map.Centres[cluster.Index]);
            foreach (double shift in (double[])[0, 20, -20, 40, -40, 60, -60, 80, -80])
            {
                double top = Math.Clamp(middle + shift - height / 2, 2, Height - height - 4);
                var label = new Label(cluster.Index, lines, x, top + LabelLine - 3, half, top, height);
                if (!_labels.Any(label.Touches))
                {
                    _labels.Add(label);
                    break;
                }
            }
        }
    }

    // A long name is broken once, as near to its middle as words allow.
    private static string[] Lines(string name)
    {
        int[] spaces = [.. Enumerable.Range(0, name.Length).Where(n => name[n] == ' ')];
        if (name.Length <= LongLabel || spaces.Length == 0)
        {
            return [name];
        }

        int at = spaces.MinBy(space => Math.Abs(space - name.Length / 2));
        return [name[..at], name[(at + 1)..]];
    }

    private sealed record Group(int Cluster, string Path);

    private sealed record Label(int Cluster, string[] Lines, double X, double Y, double HalfWidth, double Top, double LabelHeight)
    {
        public bool Touches(Label other)
            => Math.Abs(X - other.X) < HalfWidth + other.HalfWidth + 4 && Top < other.Top + other.LabelHeight + 2 && other.Top < Top + LabelHeight + 2;
    }
}
