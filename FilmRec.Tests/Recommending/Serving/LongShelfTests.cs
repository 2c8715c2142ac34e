using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Recommending.Serving;

public sealed class LongShelfTests
{
    private static readonly RecommendationRequest Any = new();
    private static readonly RecommendationRequest Varied = new() { Diversity = 0.5, Novelty = 0.3 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task The_pages_of_a_list_are_the_list_and_no_film_stands_on_two(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind);
        int viewer = await RatedAsync(place);

        var list = await Shelf(place).RankAsync(viewer, Varied, Token);
        var pages = new List<Recommendation>();
        for (int from = 0; from < list.Entries.Count; from += 4)
        {
            pages.Add(await Shelf(place).ReadAsync(list, from, 4, log: true, Token));
        }

        var items = pages.SelectMany(page => page.Items).ToList();
        items.Select(item => item.Movie.MovieId).ShouldBe(list.Entries.Select(entry => entry.MovieId));
        items.Select(item => item.Movie.MovieId).ShouldBeUnique();
        items.Select(item => item.Rank).ShouldBe(Enumerable.Range(1, list.Entries.Count));
        pages.Select(page => page.Model).Distinct().ShouldBe([list.Model]);
        list.RatingCount.ShouldBe(2);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_long_list_begins_as_the_shelf_does(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind);
        int viewer = await RatedAsync(place);

        var shelf = await place.Shelf.RecommendAsync(viewer, Varied with { Limit = 6 }, Token);
        var list = await Shelf(place).RankAsync(viewer, Varied, Token);
        var page = await Shelf(place).ReadAsync(list, 0, 6, log: false, Token);

        page.Items.Select(Plain).ShouldBe(shelf.Items.Select(Plain));
        (page.Model, page.ProfileVersion).ShouldBe((shelf.Model, shelf.ProfileVersion));
    }

    [Theory, DatabaseUnderTest]
    public async Task Going_on_with_an_answer_gives_the_next_films_of_the_same_list(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind);
        int viewer = await RatedAsync(place);
        var whole = await Shelf(place).RankAsync(viewer, Varied, Token);

        var given = new HashSet<int>((await place.Shelf.RecommendAsync(viewer, Varied with { Limit = 5 }, Token)).Items.Select(item => item.Movie.MovieId));
        var next = (await Shelf(place).ContinueAsync(viewer, Varied with { Limit = 5 }, given, whole.Model, Token)).ShouldNotBeNull();

        next.Items.Select(item => item.Movie.MovieId).ShouldBe(whole.Entries.Skip(5).Take(5).Select(entry => entry.MovieId));
        next.Items.Select(item => item.Rank).ShouldBe([6, 7, 8, 9, 10]);
    }

    [Theory, DatabaseUnderTest]
    public async Task Going_on_after_a_rating_repeats_nothing_and_loses_nothing(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind);
        int viewer = await RatedAsync(place);
        var answer = await place.Shelf.RecommendAsync(viewer, Any with { Limit = 5 }, Token);
        var first = answer.Items.Select(item => item.Movie.MovieId).ToList();
        await place.RateAsync(viewer, first[1], 1);

        var given = first.ToHashSet();
        while (await Shelf(place).ContinueAsync(viewer, Any with { Limit = 4 }, given, answer.Model, Token) is { Items: [_, ..] } next)
        {
            next.Items.Select(item => item.Movie.MovieId).Intersect(given).ShouldBeEmpty();
            given.UnionWith(next.Items.Select(item => item.Movie.MovieId));
        }

        given.Count.ShouldBe(19); // of 21 films two were rated before
    }

    [Theory, DatabaseUnderTest]
    public async Task Ratings_without_an_account_make_the_list_that_an_account_with_them_gets(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind);
        int viewer = await RatedAsync(place);
        GivenRating[] same = [new(place.World.Space[3], Stars.OfHalfStars(2)), new(place.World.Sea[1], Stars.OfHalfStars(10))];

        var owned = await Shelf(place).RankAsync(viewer, Varied, Token);
        var given = await Shelf(place).RankAsync(same, Varied, Token);

        given.Entries.Select(entry => (entry.MovieId, entry.Score, entry.Guess)).ShouldBe(owned.Entries.Select(entry => (entry.MovieId, entry.Score, entry.Guess)));
        (await Shelf(place).ReadAsync(given, 0, 5, log: true, Token)).Items.Select(item => item.Reason.Text)
            .ShouldBe((await Shelf(place).ReadAsync(owned, 0, 5, log: true, Token)).Items.Select(item => item.Reason.Text));
    }

    [Theory, DatabaseUnderTest]
    public async Task While_no_model_is_live_what_was_rated_without_an_account_is_left_out(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind, "");

        var list = await Shelf(place).RankAsync([new(place.World.Sea[1], Stars.OfHalfStars(10))], Any, Token);

        list.Model.ShouldBe("catalogue");
        list.Entries.Select(entry => entry.MovieId).ShouldNotContain(place.World.Sea[1]);
        list.Entries.Count.ShouldBe(20);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_film_needs_any_of_the_genres_and_an_avoided_one_may_be_let_in(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind);
        int viewer = await RatedAsync(place);
        await place.PreferAsync(viewer, favourites: [], avoided: ["Space"]);

        (await IdsAsync(new() { AnyGenres = ["Sea", "Space", "Western"] })).ShouldBe(place.World.Sea.Where((_, n) => n != 1).Concat(place.World.Space.Where((_, n) => n != 3)), ignoreOrder: true);
        (await IdsAsync(new() { AnyGenres = ["Western"] })).ShouldBeEmpty();
        (await IdsAsync(Any)).Intersect(place.World.Space).ShouldBeEmpty();
        (await IdsAsync(Any with { WithAvoided = true })).Intersect(place.World.Space).Count().ShouldBe(9);

        async Task<int[]> IdsAsync(RecommendationRequest request) => [.. (await Shelf(place).RankAsync(viewer, request, Token)).Entries.Select(entry => entry.MovieId)];
    }

    [Theory, DatabaseUnderTest]
    public async Task The_reasons_in_full_add_up_and_are_signed(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind);
        int viewer = await RatedAsync(place);
        for (int n = 4; n < 9; n++)
        {
            await place.RateAsync(viewer, place.World.Sea[n], 8);
        }

        var list = await Shelf(place).RankAsync(viewer, Any, Token);
        var why = (await Shelf(place).ExplainAsync(list, place.World.Sea[0], Token)).ShouldNotBeNull();

        why.Parts.Count.ShouldBe(5);
        why.Parts.Select(part => Math.Abs(part.Weight)).ShouldBeInOrder(SortDirection.Descending);
        why.Parts.Sum(part => Math.Abs(part.Weight)).ShouldBeLessThanOrEqualTo(1.0001);
        why.RestCount.ShouldBe(2);
        why.Parts.Single(part => part.Movie.MovieId == place.World.Sea[1]).ShouldSatisfyAllConditions(part => part.HalfStars.ShouldBe((byte)10), part => part.Weight.ShouldBePositive());
        why.Change.ShouldNotBeNull().Cause.ShouldBe(PlaceCause.None);
        (await Shelf(place).ExplainAsync(list, 999_999, Token)).ShouldBeNull();
    }

    [Theory, DatabaseUnderTest]
    public async Task What_variety_lifted_is_told_from_the_place_by_score(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind);
        int viewer = await RatedAsync(place);
        var plain = (await Shelf(place).RankAsync(viewer, Any, Token)).Entries.Select(entry => entry.MovieId).ToList();

        var varied = await Shelf(place).RankAsync(viewer, new() { Diversity = 0.9 }, Token);
        int lifted = varied.Entries.Select(entry => entry.MovieId).First(place.World.Space.Contains);
        var why = (await Shelf(place).ExplainAsync(varied, lifted, Token)).ShouldNotBeNull();

        why.Change.ShouldBe(new PlaceChange(plain.IndexOf(lifted) + 1, varied.Entries.Index().Single(entry => entry.Item.MovieId == lifted).Index + 1, PlaceCause.NewGenre, "Space"));
        await place.RateAsync(viewer, plain[0], 5);
        (await Shelf(place).ExplainAsync(varied, lifted, Token)).ShouldNotBeNull().Change.ShouldBeNull();
    }

    [Theory, DatabaseUnderTest]
    public async Task A_request_with_problems_is_refused(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind, "");

        await Should.ThrowAsync<ArgumentException>(() => Shelf(place).RankAsync(place.World.Newcomer, new() { Diversity = 2 }, Token));
    }

    private static LongShelf Shelf(ShelfPlace place) => place.Services.GetRequiredService<LongShelf>();

    private static async Task<int> RatedAsync(ShelfPlace place)
    {
        await place.RateAsync(place.World.Newcomer, place.World.Sea[1], 10);
        await place.RateAsync(place.World.Newcomer, place.World.Space[3], 2);
        return place.World.Newcomer;
    }

    private static (int Rank, int MovieId, float Score, double? Guess, string Reason) Plain(RecommendedMovie item)
        => (item.Rank, item.Movie.MovieId, item.Score, item.PredictedRating, item.Reason.Text);
}
