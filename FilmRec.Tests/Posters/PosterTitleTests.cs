using FilmRec.Core.Posters.Lettering;

namespace FilmRec.Tests.Posters;

public sealed class PosterTitleTests
{
    [Theory]
    [InlineData("Ledger, The (1961)", "The Ledger", "")]
    [InlineData("Affiche rouge, L' (1976)", "L'Affiche rouge", "")]
    [InlineData("Boot, Das (Boat, The) (1981)", "Das Boot", "")]
    [InlineData("Happy Together (a.k.a. Buenos Aires Affair) (Chun gwong cha sit) (1997)", "Happy Together", "")]
    [InlineData("Léon: The Professional (a.k.a. The Professional) (Léon) (1994)", "Léon", "The Professional")]
    [InlineData("Birdman: Or (The Unexpected Virtue of Ignorance) (2014)", "Birdman", "Or (The Unexpected Virtue of Ignorance)")]
    [InlineData("(500) Days of Summer (2009)", "(500) Days of Summer", "")]
    [InlineData("  Low\t Tide ", "Low Tide", "")]
    [InlineData("2001: A Space Odyssey", "2001", "A Space Odyssey")]
    [InlineData("T: One", "T: One", "")]
    [InlineData("", "Untitled", "")]
    public void A_title_is_printed_as_people_say_it(string title, string main, string subtitle)
        => PosterTitle.Of(title).ShouldBe(new PosterTitle(main, subtitle));

    [Fact]
    public void Lines_are_broken_so_that_the_widest_is_narrowest()
    {
        var (lines, width) = LineBreaks.Balance(["Seven", "Ways", "to", "Leave", "Ostrava"], 2, Typeface.Sans);

        lines.ShouldBe(["Seven Ways to", "Leave Ostrava"]);
        width.ShouldBe(Typeface.Sans.WidthOf("Seven Ways to"));
    }

    [Fact]
    public void Accents_have_no_width_and_ideographs_are_square()
    {
        Typeface.Serif.WidthOf("Éé").ShouldBe(Typeface.Serif.WidthOf("Ee"));
        Typeface.Serif.WidthOf("E\u0301").ShouldBe(Typeface.Serif.WidthOf("E"));
        Typeface.Sans.WidthOf("神隠").ShouldBe(2 * 0.97, 1e-9);
    }

    [Fact]
    public void Long_texts_without_spaces_are_cut_into_even_pieces()
    {
        LineBreaks.Words("机动战士高达逆袭的夏亚之", Typeface.Sans).ShouldBe(["机动战士高达", "逆袭的夏亚之"]);
        LineBreaks.Words("Llanfairpwllgwyngyllgogerychwyrndrobwll", Typeface.Sans)
            .ShouldBe(["Llanfairpwllg-", "wyngyllgogery-", "chwyrndrobwll"]);
    }
}
