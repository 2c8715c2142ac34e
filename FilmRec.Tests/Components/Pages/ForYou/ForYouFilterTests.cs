using FilmRec.Core.Accounts;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Web.Components.Pages.ForYou;

namespace FilmRec.Tests.Components.Pages.ForYou;

public sealed class ForYouFilterTests
{
    private static readonly ForYouFilter Start = ForYouFilter.StartOf(new ViewerPreferences(1) { FavouriteGenres = ["Drama"], AvoidedGenres = ["Horror"] });

    [Fact]
    public void A_bare_address_is_where_the_viewer_begins()
    {
        var filter = ForYouFilter.Of(null, null, null, null, null, null, null, Start);

        (filter.Genres, filter.Excluded).ShouldBe((Start.Genres, Start.Excluded));
        filter.AddressFrom(Start).ShouldBe("/for-you");
        filter.ToRequest().AnyGenres.ShouldBe(["Drama"]);
        filter.ToRequest().ExcludedGenres.ShouldBe(["Horror"]);
    }

    [Theory]
    [InlineData("/for-you?genre=Sci-Fi&genre=War&exclude=Drama&from=1950&to=1999&diversity=0.4&novelty=0.25&page=3")]
    [InlineData("/for-you?genre=")]
    [InlineData("/for-you?exclude=Film%20Noir%20%26%20more")]
    public void An_address_reads_back_as_it_was_written(string address)
    {
        var fields = System.Web.HttpUtility.ParseQueryString(address["/for-you".Length..]);
        var filter = ForYouFilter.Of(
            fields.GetValues("genre"), fields.GetValues("exclude"), fields["from"], fields["to"], fields["diversity"], fields["novelty"], fields["page"], Start);

        filter.AddressFrom(Start).ShouldBe(address);
    }

    [Theory]
    [InlineData("abc", "-1", "1.5", "NaN", "99999")]
    [InlineData("17", "99999999999", "0,4", "1e9", "-3")]
    public void What_makes_no_sense_is_left_out(string from, string to, string diversity, string novelty, string page)
    {
        var filter = ForYouFilter.Of(null, null, from, to, diversity, novelty, page, Start);

        filter.ToRequest().FindProblems().ShouldBeEmpty();
        (filter.From, filter.To, filter.Diversity, filter.Novelty).ShouldBe((null, null, 0d, 0d));
        filter.Shown.ShouldBeInRange(ForYouFilter.PageSize, LongList.Longest);
    }

    [Fact]
    public void A_chip_is_off_then_included_then_left_out_then_off()
    {
        var filter = new ForYouFilter();

        filter = filter.Turn("War");
        filter.Genres.ShouldBe(["War"]);
        filter = filter.Turn("War");
        filter.Genres.ShouldBeEmpty();
        filter.Excluded.ShouldBe(["War"]);
        filter.Turn("War").Excluded.ShouldBeEmpty();
    }

    [Fact]
    public void Years_that_leave_nothing_out_are_no_filter_and_turned_ones_are_turned_back()
    {
        ForYouFilter.Of(null, null, "1920", "2024", null, null, null, Start).Within(1920, 2024).ToRequest().ShouldSatisfyAllConditions(
            request => request.YearFrom.ShouldBeNull(), request => request.YearTo.ShouldBeNull());
        ForYouFilter.Of(null, null, "1990", "1950", null, null, null, Start).ShouldSatisfyAllConditions(
            filter => filter.From.ShouldBe(1950), filter => filter.To.ShouldBe(1990));
    }
}
