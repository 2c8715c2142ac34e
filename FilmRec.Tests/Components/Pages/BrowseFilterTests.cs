using FilmRec.Core.Catalog;
using FilmRec.Web.Components.Pages.Browse;

namespace FilmRec.Tests.Components.Pages;

public sealed class BrowseFilterTests
{
    [Fact]
    public void An_address_comes_back_as_it_went_in()
    {
        var filter = BrowseFilter.Of("dr. no", ["Mystery", "Sci-Fi"], ["Horror"], "1945", "2024", "3.5", "rating", "2");

        filter.Address.ShouldBe("/browse?q=dr.%20no&genre=Mystery&genre=Sci-Fi&exclude=Horror&from=1945&to=2024&min=3.5&sort=rating&page=2");
        filter.ToQuery().FindProblems().ShouldBeEmpty();
        filter.EffectiveSort.ShouldBe(MovieSort.Rating);
    }

    [Fact]
    public void Nothing_asked_is_everything_by_popularity()
    {
        var filter = BrowseFilter.Of(null, null, null, null, null, null, null, null);

        filter.IsEverything.ShouldBeTrue();
        filter.Address.ShouldBe("/browse");
        filter.EffectiveSort.ShouldBe(MovieSort.Popularity);
    }

    [Fact]
    public void With_text_the_best_hit_comes_first()
        => BrowseFilter.Of("tide", null, null, null, null, null, null, null).EffectiveSort.ShouldBe(MovieSort.Match);

    [Theory]
    [InlineData("-3")]
    [InlineData("99999")]
    [InlineData("abc")]
    [InlineData("1e3")]
    [InlineData("٣")]
    public void What_makes_no_sense_is_left_out(string nonsense)
    {
        var filter = BrowseFilter.Of("  ", [" ", ""], null, nonsense, nonsense, nonsense, nonsense, nonsense == "99999" ? "0" : nonsense);

        filter.Address.ShouldBe("/browse");
        filter.Page.ShouldBe(1);
        filter.ToQuery().FindProblems().ShouldBeEmpty();
    }

    [Fact]
    public void Oversized_requests_are_cut_to_what_the_catalogue_takes()
    {
        var filter = BrowseFilter.Of(new string('x', 5000), [.. Enumerable.Range(0, 500).Select(i => $"g{i}")], null, null, null, null, null, "100000");

        filter.ToQuery().FindProblems().ShouldBeEmpty();
    }

    [Fact]
    public void A_genre_turns_from_off_to_included_to_left_out_and_off_again()
    {
        var off = new BrowseFilter { Page = 3 };

        var included = off.Turn("Horror");
        var leftOut = included.Turn("Horror");

        included.Address.ShouldBe("/browse?genre=Horror");
        leftOut.Address.ShouldBe("/browse?exclude=Horror");
        leftOut.Turn("Horror").Address.ShouldBe("/browse");
    }

    [Fact]
    public void A_genre_that_is_both_included_and_left_out_is_left_out()
        => BrowseFilter.Of(null, ["horror"], ["Horror"], null, null, null, null, null).Genres.ShouldBeEmpty();

    [Fact]
    public void A_filter_is_said_in_words()
    {
        BrowseSentence.Of(BrowseFilter.Of(null, ["Mystery", "Thriller"], ["Horror"], "1945", "2024", "3.5", null, null))
            .ShouldBe("in Mystery and Thriller, without Horror, 1945 to 2024, with 3½ stars or more");
        BrowseSentence.Of(BrowseFilter.Of("tide", null, null, "1990", null, null, null, null)).ShouldBe("called “tide”, from 1990");
    }
}
