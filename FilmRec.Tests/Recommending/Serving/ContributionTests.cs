using FilmRec.Core.Data;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Blend;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Core.Recommending.Training;
using FilmRec.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Recommending.Serving;

/// <summary>Reasons against taking the rating away and asking again, through everything that serves.</summary>
public sealed class ContributionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_EASE_a_contribution_is_what_the_score_loses_without_the_rating()
    {
        await using var place = await ShelfPlace.CreateAsync(DatabaseKind.Sqlite, "popularity", "ease");
        var world = place.World;
        var model = Model(place, "ease");
        int[] rated = [world.Sea[1], world.Sea[2], world.Space[3]];
        foreach (var (n, movieId) in rated.Index())
        {
            await place.RateAsync(world.Newcomer, movieId, 6 + n);
        }

        var (all, contributions) = await ExplainAsync(place, model, world.Sea[5]);
        contributions.Sum().ShouldBe(all, 1e-5f);
        foreach (var (n, movieId) in rated.Index())
        {
            await place.Ratings.WithdrawAsync(world.Newcomer, movieId, Token);
            (all - (await ExplainAsync(place, model, world.Sea[5])).Score).ShouldBe(contributions[n], 1e-5f);
            await place.RateAsync(world.Newcomer, movieId, 6 + n);
        }
    }

    [Fact]
    public async Task Of_ALS_contributions_add_up_to_the_score_and_its_shares_are_what_the_list_says()
    {
        await using var place = await ShelfPlace.CreateAsync(DatabaseKind.Sqlite);
        var world = place.World;
        await place.RateAsync(world.Newcomer, world.Sea[1], 10);
        await place.RateAsync(world.Newcomer, world.Sea[2], 8);
        await place.RateAsync(world.Newcomer, world.Space[3], 9);

        var answer = await place.Shelf.RecommendAsync(world.Newcomer, new() { Limit = 5 }, Token);

        foreach (var item in answer.Items)
        {
            var (score, contributions) = await ExplainAsync(place, Model(place, "als"), item.Movie.MovieId);
            item.Score.ShouldBe(score, 1e-5f);
            contributions.Sum().ShouldBe(score, 1e-4f);
            float positive = contributions.Where(part => part > 0).Sum();
            item.Reason.Parts.ShouldAllBe(part => Math.Abs(part.Share - contributions[Array.IndexOf(Rated(world), part.MovieId)] / positive) < 1e-3);
        }
    }

    [Fact]
    public async Task A_blend_serves_alone_what_it_holds_and_its_reasons_are_those_of_its_parts()
    {
        await using var place = await ShelfPlace.CreateAsync(DatabaseKind.Sqlite, "popularity", "movie-means", "als", "ease", "neighbours", "trends", "content", "blend");
        var world = place.World;
        var live = place.Services.GetRequiredService<ModelHolder>().Current;
        live.Models.Select(model => model.Model.Kind).ShouldContain("blend");
        live.Models.Select(model => model.Model.Kind).Intersect(["als", "ease", "neighbours", "content", "trends"]).ShouldBeEmpty();
        live.Space.ShouldNotBeNull();
        live.Content.ShouldNotBeNull();
        foreach (var (n, movieId) in Rated(world).Index())
        {
            await place.RateAsync(world.Newcomer, movieId, 8 + n);
        }

        var answer = await place.Shelf.RecommendAsync(world.Newcomer, new() { Limit = 5 }, Token);

        answer.Model.ShouldStartWith("blend ");
        answer.Items.Select(item => item.Score).ShouldBeInOrder(SortDirection.Descending);
        var blend = (BlendModel)live.Find("blend")!.Model;
        foreach (var item in answer.Items)
        {
            var (score, contributions) = await ExplainAsync(place, blend, item.Movie.MovieId);
            item.Score.ShouldBe(score, 1e-5f);
            item.Reason.Kind.ShouldBe(ReasonKind.Rated);
            item.Reason.Parts[0].MovieId.ShouldBe(Rated(world)[Array.IndexOf(contributions, contributions.Max())]);
        }

        await place.Services.GetRequiredService<LiveModels>().RefreshAsync(Token);
        place.Services.GetRequiredService<ModelHolder>().Current.ShouldBeSameAs(live, "nothing has changed");
    }

    private static int[] Rated(Training.FilmWorld world) => [world.Sea[1], world.Sea[2], world.Space[3]];

    private static IExplainer Model(ShelfPlace place, string kind)
        => place.Services.GetRequiredService<ModelHolder>().Current.Find(kind)!.Model.ShouldBeAssignableTo<IExplainer>()!;

    /// <summary>What the model says of a movie for the newcomer as they are now.</summary>
    private static async Task<(float Score, float[] Contributions)> ExplainAsync(ShelfPlace place, IExplainer model, int movieId)
    {
        var signals = (await place.Services.GetRequiredService<ISignalReader>().ReadAsync(place.World.Newcomer, Token)).ShouldNotBeNull();
        return Explain(model, signals, movieId);
    }

    private static (float Score, float[] Contributions) Explain(IExplainer model, Core.Ratings.ViewerSignals signals, int movieId)
    {
        using var known = new ViewerTaste(signals).In(model.Movies);
        model.Movies.TryRowOf(movieId, out int row);
        float[] scores = new float[model.Movies.Count];
        float[] contributions = new float[known.Span.Length];
        model.Score(known.Span, scores);
        model.Explain(known.Span, [row], contributions);
        return (scores[row], contributions);
    }
}
