using FilmRec.Core.Recommending.Serving;
using FilmRec.Tests.Recommending.Training;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Recommending.Serving;

public sealed class ShelfTests
{
    private static readonly RecommendationRequest Any = new();

    [Theory, DatabaseUnderTest]
    public async Task A_rating_changes_the_next_answer_and_no_rated_film_appears(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind);
        var (world, shelf) = (place.World, place.Shelf);

        await place.RateAsync(world.Newcomer, world.Sea[0], 9);
        var before = await shelf.RecommendAsync(world.Newcomer, Any, CancellationToken.None);
        var receipt = await place.RateAsync(world.Newcomer, world.Space[0], 10);
        var after = await shelf.RecommendAsync(world.Newcomer, Any, CancellationToken.None);

        before.Model.ShouldStartWith("als ");
        Ids(before).ShouldNotContain(world.Sea[0]);
        Ids(before).Take(5).ShouldBeSubsetOf(world.Sea);
        Ids(after).ShouldNotBe(Ids(before));
        Ids(after).Intersect([world.Sea[0], world.Space[0]]).ShouldBeEmpty();
        Ids(after).ShouldBeUnique();
        after.Items.Count.ShouldBe(19);
        after.Items.Select(item => item.Rank).ShouldBe(Enumerable.Range(1, 19));
        after.Items.Select(item => item.Score).ShouldBeInOrder(SortDirection.Descending);
        after.ProfileVersion.ShouldBe(receipt.ProfileVersion);
        after.Id.CompareTo(before.Id).ShouldBeGreaterThan(0);
    }

    [Theory, DatabaseUnderTest]
    public async Task Every_film_has_a_reason_among_what_was_rated_and_a_guess(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind);
        var (world, shelf) = (place.World, place.Shelf);
        await place.RateAsync(world.Newcomer, world.Sea[1], 9);
        await place.RateAsync(world.Newcomer, world.Sea[2], 10);
        await place.RateAsync(world.Newcomer, world.Space[3], 2);

        var answer = await shelf.RecommendAsync(world.Newcomer, new RecommendationRequest { Limit = 5 }, CancellationToken.None);

        answer.Items.Count.ShouldBe(5);
        foreach (var item in answer.Items)
        {
            item.Reason.Kind.ShouldBe(ReasonKind.Rated);
            item.Reason.Parts[0].MovieId.ShouldBeOneOf(world.Sea[1], world.Sea[2]);
            item.Reason.Text.ShouldBe(item.Reason.Parts[0].MovieId == world.Sea[1] ? "Because of Sea 1, 4½ stars" : "Because of Sea 2, 5 stars");
            item.Reason.Parts.ShouldAllBe(part => part.Share > 0 && part.Share <= 1);
            item.PredictedRating.ShouldNotBeNull().ShouldBeInRange(0.5, 5);
        }
    }

    [Theory, DatabaseUnderTest]
    public async Task The_reason_is_the_rating_whose_removal_costs_the_most(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind);
        var (world, shelf) = (place.World, place.Shelf);
        int[] rated = [world.Sea[1], world.Sea[2], world.Space[3]];
        foreach (int movieId in rated)
        {
            await place.RateAsync(world.Newcomer, movieId, 10);
        }

        var best = (await shelf.RecommendAsync(world.Newcomer, Any, CancellationToken.None)).Items[0];
        var costs = new Dictionary<int, float>();
        foreach (int movieId in rated)
        {
            await place.Ratings.WithdrawAsync(world.Newcomer, movieId, CancellationToken.None);
            var without = await shelf.RecommendAsync(world.Newcomer, Any, CancellationToken.None);
            costs[movieId] = best.Score - without.Items.Single(item => item.Movie.MovieId == best.Movie.MovieId).Score;
            await place.RateAsync(world.Newcomer, movieId, 10);
        }

        best.Reason.Parts[0].MovieId.ShouldBe(costs.MaxBy(cost => cost.Value).Key);
    }

    [Theory, DatabaseUnderTest]
    public async Task One_film_is_explained_as_the_list_explains_it(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind);
        var (world, shelf) = (place.World, place.Shelf);
        (await shelf.ExplainAsync(world.Newcomer, world.Sea[3], CancellationToken.None)).ShouldBeNull();
        await place.RateAsync(world.Newcomer, world.Sea[1], 9);
        await place.RateAsync(world.Newcomer, world.Space[3], 10);

        var best = (await shelf.RecommendAsync(world.Newcomer, Any, CancellationToken.None)).Items[0];
        var reason = await shelf.ExplainAsync(world.Newcomer, best.Movie.MovieId, CancellationToken.None);

        reason.ShouldNotBeNull().Text.ShouldBe(best.Reason.Text);
        reason.Parts.ShouldBe(best.Reason.Parts);
        (await shelf.ExplainAsync(world.Newcomer, 999_999, CancellationToken.None)).ShouldBeNull();
    }

    [Theory, DatabaseUnderTest]
    public async Task Filters_hold_and_leave_an_empty_list_where_nothing_fits(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind);
        var (world, shelf) = (place.World, place.Shelf);
        await place.RateAsync(world.Newcomer, world.Sea[0], 10);

        (await Recommend(new() { Genres = ["space"] })).ShouldBe(world.Space, ignoreOrder: true);
        (await Recommend(new() { ExcludedGenres = ["Space"] })).ShouldBe([.. world.Sea.Skip(1), world.Unrated], ignoreOrder: true);
        (await Recommend(new() { YearFrom = 1985, YearTo = 1992 })).ShouldBe([.. world.Sea.Skip(5), .. world.Space.Take(3)], ignoreOrder: true);
        (await Recommend(new() { YearTo = 1982 })).ShouldBe([world.Sea[1], world.Sea[2]], ignoreOrder: true);
        (await Recommend(new() { Genres = ["Sea", "Space"] })).ShouldBeEmpty();
        (await Recommend(new() { Genres = ["Western"] })).ShouldBeEmpty();
        (await Recommend(new() { Limit = 1 })).Count.ShouldBe(1);
        (await Should.ThrowAsync<ArgumentException>(() => shelf.RecommendAsync(world.Newcomer, new() { Limit = 0 }, CancellationToken.None))).Message.ShouldContain("1 to 100");

        async Task<IReadOnlyList<int>> Recommend(RecommendationRequest request) => Ids(await shelf.RecommendAsync(world.Newcomer, request, CancellationToken.None));
    }

    [Theory, DatabaseUnderTest]
    public async Task Avoided_genres_are_left_out_unless_they_are_asked_for(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind);
        var (world, shelf) = (place.World, place.Shelf);
        await place.RateAsync(world.Newcomer, world.Sea[0], 10);
        await place.PreferAsync(world.Newcomer, favourites: [], avoided: ["Sea"]);

        Ids(await shelf.RecommendAsync(world.Newcomer, Any, CancellationToken.None)).Intersect(world.Sea).ShouldBeEmpty();
        Ids(await shelf.RecommendAsync(world.Newcomer, new() { Genres = ["Sea"] }, CancellationToken.None)).ShouldBe(world.Sea.Skip(1), ignoreOrder: true);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_viewer_without_ratings_gets_what_their_favourite_genres_suggest(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind, "popularity", "clusters");
        var (world, shelf) = (place.World, place.Shelf);

        var unknown = await shelf.RecommendAsync(world.Newcomer, Any, CancellationToken.None);
        await place.PreferAsync(world.Newcomer, favourites: ["Space"], avoided: ["Sea"]);
        var wishes = await shelf.RecommendAsync(world.Newcomer, Any, CancellationToken.None);

        unknown.Model.ShouldStartWith("popularity ");
        unknown.Items.Count.ShouldBe(20);
        unknown.Items[0].PredictedRating.ShouldBeNull();
        unknown.Items[0].Reason.Text.ShouldBeOneOf("Popular in Sea", "Popular in Space");
        wishes.Model.ShouldStartWith("clusters ");
        wishes.ProfileVersion.ShouldBe(unknown.ProfileVersion + 1);
        Ids(wishes).Take(10).ShouldBe(world.Space, ignoreOrder: true);
        Ids(wishes).Intersect(world.Sea).ShouldBeEmpty();
        wishes.Items.ShouldContain(item => item.Reason.Kind == ReasonKind.Cluster && item.Reason.Text.StartsWith("Viewers in ", StringComparison.Ordinal));
    }

    [Theory, DatabaseUnderTest]
    public async Task A_viewer_who_liked_nothing_yet_is_led_away_from_it(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind);
        var (world, shelf) = (place.World, place.Shelf);
        await place.RateAsync(world.Newcomer, world.Sea[0], 1);

        var answer = await shelf.RecommendAsync(world.Newcomer, Any, CancellationToken.None);

        answer.Items.Count.ShouldBe(20);
        Ids(answer).ShouldNotContain(world.Sea[0]);
        Ids(answer).Take(10).ShouldBe(world.Space, ignoreOrder: true);
        answer.Items.ShouldAllBe(item => item.Reason.Kind == ReasonKind.Popular && item.PredictedRating != null);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_visitor_gets_a_welcome_list(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind);

        var answer = await place.Shelf.WelcomeAsync(Any, CancellationToken.None);

        answer.Items.Count.ShouldBe(20);
        answer.ProfileVersion.ShouldBe(0);
        Ids(await place.Shelf.RecommendAsync(int.MaxValue, Any, CancellationToken.None)).ShouldBe(Ids(answer));
    }

    [Theory, DatabaseUnderTest]
    public async Task Without_a_live_model_the_catalogue_s_most_rated_films_are_served(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind, "");
        var (world, shelf) = (place.World, place.Shelf);
        await place.RateAsync(world.Newcomer, world.Sea[4], 10);
        await place.RateAsync(world.Viewers[0], world.Sea[5], 10);

        var answer = await shelf.RecommendAsync(world.Newcomer, Any, CancellationToken.None);

        answer.Model.ShouldBe("catalogue");
        answer.Items.Count.ShouldBe(20);
        Ids(answer)[0].ShouldBe(world.Sea[5]);
        Ids(answer).ShouldNotContain(world.Sea[4]);
        answer.Items[0].Reason.Text.ShouldBe("Popular in Sea");
        Ids(await shelf.RecommendAsync(world.Newcomer, new() { Genres = ["sea"], YearFrom = 1983 }, CancellationToken.None)).ShouldBe([world.Sea[5], world.Sea[3], .. world.Sea.Skip(6)]);
        Ids(await shelf.RecommendAsync(world.Newcomer, new() { ExcludedGenres = ["Sea", "Space"] }, CancellationToken.None)).ShouldBe([world.Unrated]);
    }

    [Theory, DatabaseUnderTest]
    public async Task Films_that_left_the_catalogue_are_not_shown_and_make_room(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind);
        var (world, shelf) = (place.World, place.Shelf);
        await place.RateAsync(world.Newcomer, world.Sea[0], 10);
        var before = await shelf.RecommendAsync(world.Newcomer, new() { Limit = 10 }, CancellationToken.None);
        await using (var db = await ModelTrainingTests.OpenAsync(place.Services))
        {
            int[] gone = [.. Ids(before).Take(3)];
            await db.Movies.Where(m => gone.Contains(m.MovieId)).ExecuteDeleteAsync(CancellationToken.None);
        }

        await place.Services.GetRequiredService<Core.Catalog.MovieCatalog>().ForgetAllAsync(CancellationToken.None);
        var after = await shelf.RecommendAsync(world.Newcomer, new() { Limit = 10 }, CancellationToken.None);

        after.Items.Count.ShouldBe(10);
        Ids(after).Take(7).ShouldBe(Ids(before).Skip(3));
    }

    [Theory, DatabaseUnderTest]
    public async Task Guesses_are_made_for_viewers_with_ratings_only(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind);
        var (world, shelf) = (place.World, place.Shelf);

        (await shelf.PredictAsync(world.Newcomer, [world.Sea[0]], CancellationToken.None)).ShouldBeEmpty();
        var guesses = await shelf.PredictAsync(world.Viewers[0], [world.Sea[0], world.Unrated, 999_999], CancellationToken.None);

        guesses.Keys.ShouldBe([world.Sea[0], world.Unrated], ignoreOrder: true);
        guesses.Values.ShouldAllBe(stars => stars >= 0.5 && stars <= 5);
    }

    [Theory, DatabaseUnderTest]
    public async Task Answers_are_logged_behind_the_scenes_and_flushed_when_the_server_stops(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind);
        var (world, shelf) = (place.World, place.Shelf);
        var log = place.Services.GetRequiredService<RecommendationLog>();
        await log.StartAsync(CancellationToken.None);
        await place.RateAsync(world.Newcomer, world.Sea[0], 10);

        var answer = await shelf.RecommendAsync(world.Newcomer, new() { Limit = 2 }, CancellationToken.None);
        await shelf.WelcomeAsync(Any, CancellationToken.None);
        await log.StopAsync(CancellationToken.None);

        await using var db = await ModelTrainingTests.OpenAsync(place.Services);
        var entry = await db.RecommendationLog.SingleAsync(CancellationToken.None);
        (entry.RecommendationId, entry.ViewerId, entry.Model, entry.ProfileVersion).ShouldBe((answer.Id, world.Newcomer, answer.Model, answer.ProfileVersion));
        entry.Items.ShouldBe(FormattableString.Invariant($"[{{\"m\":{answer.Items[0].Movie.MovieId},\"s\":{answer.Items[0].Score}}},{{\"m\":{answer.Items[1].Movie.MovieId},\"s\":{answer.Items[1].Score}}}]"));
    }

    private static IReadOnlyList<int> Ids(Recommendation answer) => [.. answer.Items.Select(item => item.Movie.MovieId)];
}
