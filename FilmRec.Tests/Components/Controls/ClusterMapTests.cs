using Bunit;
using FilmRec.Core.Recommending.Models.Clusters;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Web.Components.Controls;

namespace FilmRec.Tests.Components.Controls;

public sealed class ClusterMapTests : BunitContext
{
    private static readonly TasteMap Map = new(
        3, ClusterModel.Name,
        [new(0, "Dramas and <war> films", 700, ["Drama", "War"], [], 3.5f, 1990, 0, 0), new(1, "Comedies", 300, ["Comedy"], [], 3.6f, 2000, 1, 0)],
        [new(0.25f, 0.5f, 0), new(0.75f, 0.5f, 1)],
        [new(0.2f, 0.5f, 0), new(0.3f, 0.4f, 0), new(0.7f, 0.5f, 1), new(1, 0, 1)]);

    [Fact]
    public void The_picture_says_what_it_shows_and_where_you_are()
    {
        var map = Render<ClusterMap>(parameters => parameters.Add(m => m.Map, Map).Add(m => m.Highlighted, 1).Add(m => m.You, new TastePoint(0.7f, 0.5f, 1)));

        map.Find("svg").GetAttribute("aria-label").ShouldBe("Map of 4 of 1\u202f000 viewers in 2 taste clusters: Dramas and <war> films, Comedies. You are in Comedies");
        map.FindAll("path.other").Count.ShouldBe(1);
        map.FindAll("path.chosen").Count.ShouldBe(1);
        map.FindAll(".you circle").Count.ShouldBe(2);
        map.FindAll("text").Select(text => text.TextContent).ShouldBe(["Comedies", "Dramas and<war> films", "You"]); // a long name is broken in two
    }

    [Fact]
    public void Without_a_chosen_cluster_each_has_a_colour_a_mark_and_a_line_in_the_table()
    {
        var map = Render<ClusterMap>(parameters => parameters.Add(m => m.Map, Map).Add(m => m.Legend, true));

        var marks = map.FindAll(".key path");
        marks.Select(mark => mark.ParentElement!.ClassList.Single(name => name.StartsWith("tone", StringComparison.Ordinal))).ShouldBe(["tone-0", "tone-1"]);
        marks[0].GetAttribute("d").ShouldNotBe(marks[1].GetAttribute("d"));
        map.FindAll("tbody tr").Select(row => string.Join('|', row.Children.Select(cell => cell.TextContent)))
            .ShouldBe(["Dramas and <war> films|700|Drama and War", "Comedies|300|Comedy"]);
    }

    [Fact]
    public void A_small_picture_draws_fewer_viewers()
    {
        int all = Dots(Render<ClusterMap>(parameters => parameters.Add(m => m.Map, Map).Add(m => m.Highlighted, 0)));
        int half = Dots(Render<ClusterMap>(parameters => parameters.Add(m => m.Map, Map).Add(m => m.Highlighted, 0).Add(m => m.MostPoints, 2)));

        (all, half).ShouldBe((4, 2));

        static int Dots(IRenderedComponent<ClusterMap> map) => map.FindAll("path.dots").Sum(path => path.GetAttribute("d")!.Count(letter => letter == 'M'));
    }

    [Fact]
    public void Marks_of_neighbouring_clusters_differ_in_shape()
        => Enumerable.Range(0, 24).Select(cluster => (ClusterMark.Of(cluster, 0, 0, 5), cluster % ClusterMark.Tones)).Distinct().Count().ShouldBe(24);
}
