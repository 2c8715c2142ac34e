using FilmRec.Core.Catalog;
using FilmRec.Core.Catalog.Searching;

namespace FilmRec.Tests.Catalog.Searching;

public sealed class TitleNormalizerTests
{
    [Theory]
    [InlineData("The Matrix", "matrix")]
    [InlineData("Amélie", "amelie")]
    [InlineData("Ænima of Øresund, Straße", "aenima of oresund strasse")]
    [InlineData("A Bug's Life", "bugs life")]
    [InlineData("E.T. the Extra-Terrestrial", "et the extra terrestrial")]
    [InlineData("M*A*S*H", "mash")]
    [InlineData("Fast & Furious", "fast and furious")]
    [InlineData("  WALL·E  ", "walle")]
    [InlineData("The", "the")]
    [InlineData("The The", "the")]
    [InlineData("Die Hard", "die hard")]
    [InlineData("Ａｋｉｒａ", "akira")]
    [InlineData("千と千尋", "千と千尋")]
    [InlineData("100% _wild_\\", "100 wild")]
    [InlineData("…!?", "")]
    [InlineData("nul\0byte", "nul byte")]
    [InlineData("lone \ud800 surrogate", "lone surrogate")]
    public void Titles_become_what_people_type(string title, string expected) => TitleNormalizer.Normalize(title).ShouldBe(expected);

    [Fact]
    public void Normalising_twice_changes_nothing_more()
    {
        string[] titles = ["Amélie", "M*A*S*H", "Fast & Furious", "ＴＨＥ　ＥＮＤ", "İstanbul", "ﬁlm"];

        foreach (string once in titles.Select(TitleNormalizer.Normalize))
        {
            TitleNormalizer.Normalize(once).ShouldBe(once);
        }
    }

    [Fact]
    public void What_grows_by_folding_still_fits_the_column()
    {
        TitleNormalizer.Normalize(new string('ß', Movie.TitleLength)).Length.ShouldBe(Movie.TitleLength);
        TitleNormalizer.Normalize("x" + string.Concat(Enumerable.Repeat("𝒜𐐷", Movie.TitleLength))).ShouldNotEndWith("\ud801");
    }
}
