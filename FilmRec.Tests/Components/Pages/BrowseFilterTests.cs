using FilmRec.Core.Catalog;
using FilmRec.Web.Components.Pages.Browse;

namespace FilmRec.Tests.Components.Pages;

public sealed class BrowseFilterTests
{
    [Fact]
    public void An_address_comes_back_as_it_went_in()
    {
        var filter = new BrowseAddress
        {
            Text = "dr. no",
            Genres = ["Mystery", "Sci-Fi"],
            Mode = "any",
            Excluded = ["Horror"],
            Decades = ["1980", "1970"],
            From = "1945",
            To = "2024",
            Minimum = "3.5",
            Unseen = "1",
            List = "watchlist",
            Sort = "rating",
            Page = "2",
            Through = "4",
        }.ToFilter();

        filter.Address.ShouldBe("/browse?q=dr.%20no&genre=Mystery&genre=Sci-Fi&mode=any&exclude=Horror&decade=1970&decade=1980&from=1945&to=2024&min=3.5&unseen=1&list=watchlist&sort=rating&page=2&through=4");
        filter.ToQuery().FindProblems().ShouldBeEmpty();
        filter.EffectiveSort.ShouldBe(MovieSort.Rating);
    }

    [Fact]
    public void Nothing_asked_is_everything_by_popularity()
    {
        var filter = new BrowseAddress().ToFilter();

        filter.IsEverything.ShouldBeTrue();
        filter.Address.ShouldBe("/browse");
        filter.EffectiveSort.ShouldBe(MovieSort.Popularity);
    }

    [Fact]
    public void With_text_the_best_hit_comes_first()
        => new BrowseAddress { Text = "tide" }.ToFilter().EffectiveSort.ShouldBe(MovieSort.Match);

    [Theory]
    [InlineData("-3")]
    [InlineData("99999")]
    [InlineData("abc")]
    [InlineData("1e3")]
    [InlineData("٣")]
    public void What_makes_no_sense_is_left_out(string nonsense)
    {
        var filter = new BrowseAddress
        {
            Text = "  ",
            Genres = [" ", ""],
            Mode = nonsense,
            Decades = [nonsense, "1975"],
            From = nonsense,
            To = nonsense,
            Minimum = nonsense,
            Unseen = nonsense,
            List = nonsense,
            Sort = nonsense,
            Page = nonsense == "99999" ? "0" : nonsense,
            Through = nonsense == "99999" ? "0" : nonsense,
        }.ToFilter();

        filter.Address.ShouldBe("/browse");
        filter.Page.ShouldBe(1);
        filter.ToQuery().FindProblems().ShouldBeEmpty();
    }

    [Fact]
    public void Oversized_requests_are_cut_to_what_the_catalogue_takes()
    {
        var filter = new BrowseAddress
        {
            Text = new string('x', 5000),
            Genres = [.. Enumerable.Range(0, 500).Select(i => $"g{i}")],
            Decades = [.. Enumerable.Range(0, 500).Select(i => $"{i}0")],
            Page = "90000",
            Through = "100000",
        }.ToFilter();

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
        => new BrowseAddress { Genres = ["horror"], Excluded = ["Horror"] }.ToFilter().Genres.ShouldBeEmpty();

    [Fact]
    public void A_filter_is_said_in_words()
    {
        BrowseSentence.Of(new BrowseFilter { Genres = ["Mystery", "Thriller"], Excluded = ["Horror"], From = 1945, To = 2024, Minimum = 3.5 })
            .ShouldBe("in Mystery and Thriller, without Horror, 1945 to 2024, with 3½ stars or more");
        BrowseSentence.Of(new BrowseFilter { Text = "tide", From = 1990 }).ShouldBe("called “tide”, from 1990");
        BrowseSentence.Of(new BrowseFilter { Genres = ["Crime", "Mystery", "Thriller"], AnyGenre = true, Decades = [1970, 1980], Watchlist = true, Unseen = true })
            .ShouldBe("in Crime, Mystery or Thriller, from the 1970s and 1980s, on your watchlist, that you have not seen");
    }

    [Fact]
    public void A_decade_is_chosen_beside_others_and_dropped_again()
    {
        var seventies = new BrowseFilter { Page = 3, Through = 4 }.Turn(1970);

        seventies.Turn(1950).Address.ShouldBe("/browse?decade=1950&decade=1970");
        seventies.Turn(1970).Address.ShouldBe("/browse");
    }
}
