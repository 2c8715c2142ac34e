using System.Text;
using FilmRec.Core.Posters;
using FilmRec.Core.Posters.Drawing;
using FilmRec.Core.Posters.Lettering;

namespace FilmRec.Tests.Posters;

/// <summary>What holds for every poster, whatever the title.</summary>
public sealed class PosterRulesTests
{
    private const int MostBytes = 12 * 1024;

    [Theory]
    [InlineData("A")]
    [InlineData("?")]
    [InlineData("Supercalifragilistic")]
    [InlineData("Counterrevolutionar")]
    [InlineData("The Incredibly Strange Creatures Who Stopped Living and Became Mixed-Up Zombies and Then Went Home Again")]
    [InlineData("Star Wars: Episode V - The Empire Strikes Back (1980)")]
    [InlineData("Amélie Poulain's Fabuleux Destin")]
    [InlineData("千と千尋の神隠し")]
    [InlineData("机动战士高达逆袭的夏亚之反击特别篇完整版")]
    [InlineData("Q & A <script>alert(\"x\")</script>")]
    [InlineData("\"Fish\" & 'Chips'")]
    [InlineData("   ")]
    [InlineData("Tab\tand\u0001control\ud800")]
    public void A_difficult_title_is_well_formed_and_fits(string title)
    {
        // Ten years and three sets of genres bring most families into play.
        string[][] genres = [[], ["Comedy"], ["Horror", "Documentary"]];
        foreach (int year in Enumerable.Range(1950, 10))
        {
            foreach (string[] some in genres)
            {
                Check(new PosterSubject(title, year, some));
                Check(new PosterSubject(title + " ", null, some));
            }
        }
    }

    [Fact]
    public void Ten_thousand_posters_keep_width_size_and_weight()
    {
        foreach (var subject in RandomSubjects.Of(seed: 20, count: 10_000))
        {
            Check(subject);
        }
    }

    [Fact]
    public void A_subject_without_year_and_genres_has_no_credit()
    {
        var picture = PosterPicture.Read(PosterArtist.Draw(new PosterSubject("Nell", null, ["(no genres listed)"])));

        picture.Texts.ShouldAllBe(text => text.Content.Equals("Nell", StringComparison.OrdinalIgnoreCase) || text.IsOrnament);
    }

    [Fact]
    public void Year_and_two_genres_stand_on_the_last_line()
    {
        var picture = PosterPicture.Read(PosterArtist.Draw(new PosterSubject("Nell", 1994, ["Drama", "Thriller", "IMAX"])));

        picture.Texts[^1].Content.ShouldBe("1994  ·  THRILLER  ·  DRAMA");
    }

    private static void Check(PosterSubject subject)
    {
        string svg = PosterArtist.Draw(subject);
        Encoding.UTF8.GetByteCount(svg).ShouldBeLessThan(MostBytes, subject.Title);
        foreach (var text in PosterPicture.Read(svg).Texts.Where(text => !text.IsOrnament))
        {
            text.Width.ShouldBeInRange(0.1, Sheet.Measure, $"{subject}: {text.Content}");
            if (!text.IsCredit)
            {
                text.Size.ShouldBeGreaterThanOrEqualTo(TypeFit.SmallestOfAll, $"{subject}: {text.Content}");
            }
        }
    }
}
