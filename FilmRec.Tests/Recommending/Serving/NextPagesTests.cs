using FilmRec.Core.Recommending.Serving;
using FilmRec.Tests.Recommending.Training;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Recommending.Serving;

public sealed class NextPagesTests
{
    private static readonly RecommendationRequest Five = new() { Limit = 5, Diversity = 0.3, ExcludedGenres = ["Western"] };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task The_pages_of_an_answer_hold_each_film_once_and_end(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind);
        await place.RateAsync(place.World.Newcomer, place.World.Sea[1], 10);

        var answer = await place.Shelf.RecommendAsync(place.World.Newcomer, Five, Token);
        var pages = new List<Recommendation> { answer };
        while (pages[^1].HasMore)
        {
            pages.Add((await Pages(place).FindAsync(place.World.Newcomer, pages[^1].Id, null, Token)).ShouldBeOfType<NextPage.Found>().Answer);
        }

        pages.Select(page => page.Items.Count).ShouldBe([5, 5, 5, 5]);
        pages.Select(page => page.Id).ShouldBeUnique();
        pages.Select(page => page.Model).Distinct().ShouldHaveSingleItem();
        var items = pages.SelectMany(page => page.Items).ToList();
        items.Select(item => item.Rank).ShouldBe(Enumerable.Range(1, 20));
        items.Select(item => item.Movie.MovieId).ShouldBeUnique();
        items.Select(item => item.Movie.MovieId).ShouldBe((await LongList(place)).Entries.Select(entry => entry.MovieId));
        (await Pages(place).FindAsync(place.World.Newcomer, pages[^1].Id, null, Token)).ShouldBeOfType<NextPage.Found>().Answer.Items.ShouldBeEmpty();
    }

    [Theory, DatabaseUnderTest]
    public async Task The_model_of_the_first_page_ranks_on_though_a_rating_would_choose_another(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind);
        var first = await place.Shelf.RecommendAsync(place.World.Newcomer, Five, Token);
        first.Model.ShouldStartWith("popularity");
        await place.RateAsync(place.World.Newcomer, first.Items[0].Movie.MovieId, 10);

        var next = (await Pages(place).FindAsync(place.World.Newcomer, first.Id, 7, Token)).ShouldBeOfType<NextPage.Found>().Answer;

        next.Model.ShouldBe(first.Model);
        next.ProfileVersion.ShouldBe(1);
        next.Items.Count.ShouldBe(7);
        next.Items.Select(item => item.Movie.MovieId).Intersect(first.Items.Select(item => item.Movie.MovieId)).ShouldBeEmpty();
        (await place.Shelf.RecommendAsync(place.World.Newcomer, Five, Token)).Model.ShouldStartWith("als");
    }

    [Theory, DatabaseUnderTest]
    public async Task A_list_ends_with_its_model_and_is_nobody_elses(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind);
        var first = await place.Shelf.RecommendAsync(place.World.Newcomer, Five, Token);

        (await Pages(place).FindAsync(place.World.Newcomer + 1, first.Id, null, Token)).ShouldBeOfType<NextPage.Unknown>();
        (await Pages(place).FindAsync(place.World.Newcomer, Guid.CreateVersion7(), null, Token)).ShouldBeOfType<NextPage.Unknown>();
        (await Pages(place).FindAsync(place.World.Newcomer, Guid.NewGuid(), null, Token)).ShouldBeOfType<NextPage.Unknown>();
        await place.TrainAsync("popularity");
        (await Pages(place).FindAsync(place.World.Newcomer, first.Id, null, Token)).ShouldBe(new NextPage.ModelGone(first.Model));
    }

    [Theory, DatabaseUnderTest]
    public async Task Another_server_goes_on_with_an_answer_once_it_is_written(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind);
        await using var other = place.Database.BuildServices();
        await other.GetRequiredService<Core.Recommending.Training.LiveModels>().RefreshAsync(Token);
        var first = await place.Shelf.RecommendAsync(place.World.Newcomer, Five, Token);
        var log = place.Services.GetRequiredService<RecommendationLog>();

        var asked = other.GetRequiredService<NextPages>().FindAsync(place.World.Newcomer, first.Id, null, Token);
        await log.StartAsync(Token);
        await log.StopAsync(Token);

        (await asked).ShouldBeOfType<NextPage.Found>().Answer.Items.Count.ShouldBe(5);
        log.FindWaiting(first.Id).ShouldBeNull();
    }

    [Theory, DatabaseUnderTest]
    public async Task Feedback_is_noted_once_each_for_films_of_the_viewers_own_answer(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind);
        var log = place.Services.GetRequiredService<RecommendationLog>();
        await log.StartAsync(Token);
        var answer = await place.Shelf.RecommendAsync(place.World.Newcomer, Five, Token);
        int film = answer.Items[0].Movie.MovieId;
        int stranger = place.World.Sea.Concat(place.World.Space).First(id => answer.Items.All(item => item.Movie.MovieId != id));
        MovieFeedback[] both = [new(film, FeedbackKind.Seen), new(film, FeedbackKind.Opened), new(film, FeedbackKind.Seen)];
        var book = place.Services.GetRequiredService<FeedbackBook>();

        var noted = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => book.NoteAsync(place.World.Newcomer, answer.Id, both, Token)));
        noted.ShouldAllBe(result => result != null && result.Strangers.Count == 0);
        (await book.NoteAsync(place.World.Newcomer, answer.Id, [new(answer.Items[1].Movie.MovieId, FeedbackKind.Seen), new(stranger, FeedbackKind.Seen)], Token)).ShouldNotBeNull().Strangers.ShouldBe([stranger]);
        (await book.NoteAsync(place.World.Newcomer + 1, answer.Id, both, Token)).ShouldBeNull();
        (await book.NoteAsync(place.World.Newcomer, Guid.NewGuid(), both, Token)).ShouldBeNull();

        await log.StopAsync(Token);
        await using var db = await ModelTrainingTests.OpenAsync(place.Services);
        (await db.RecommendationFeedback.OrderBy(f => f.Kind).Select(f => new { f.MovieId, f.Kind }).ToListAsync(Token))
            .ShouldBe([new { MovieId = film, Kind = FeedbackKind.Opened }, new { MovieId = film, Kind = FeedbackKind.Seen }]);
    }

    private static NextPages Pages(ShelfPlace place) => place.Services.GetRequiredService<NextPages>();

    private static Task<LongList> LongList(ShelfPlace place) => place.Services.GetRequiredService<LongShelf>().RankAsync(place.World.Newcomer, Five, Token);
}
