using FilmRec.Core.Recommending.Training;
using FilmRec.Tests.Recommending.Serving;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Recommending.Training;

public sealed class ModelTryoutsTests
{
    [Theory, DatabaseUnderTest]
    public async Task A_candidate_makes_its_own_list_beside_the_live_one_and_nothing_counts_as_shown(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind);
        int admin = await ModelPublishingTests.AddAccountAsync(place.Services, "boss", administrator: true);
        int viewer = place.World.Viewers[0];
        var run = await ModelTrainingTests.TrainAsync(place.Services, new TrainingRequest { Kinds = ["als"], Publish = false, Options = new Dictionary<string, double> { ["als:factors"] = 2 } });
        int candidate = run.Models.Single().ModelId;
        var tryouts = place.Services.GetRequiredService<ModelTryouts>();
        var live = await place.Shelf.RecommendAsync(viewer, new() { Limit = ModelTryouts.Length }, CancellationToken.None);
        await using var db = await ModelTrainingTests.OpenAsync(place.Services);
        int logged = await db.RecommendationLog.CountAsync(CancellationToken.None);

        var tried = (await tryouts.RunAsync(viewer, candidate, admin, CancellationToken.None)).ShouldNotBeNull();

        tried.Live.Items.Select(item => item.Movie.MovieId).ShouldBe(live.Items.Select(item => item.Movie.MovieId));
        var other = tried.Other.ShouldNotBeNull();
        other.Model.ShouldBe($"als {candidate}");
        other.Items.ShouldNotBeEmpty();
        other.Items[0].Reason.Parts.ShouldNotBeEmpty();
        tried.Viewer.Name.ShouldBe("viewer0");
        tried.Viewer.Ratings.ShouldBe(9);
        tried.Viewer.Favourites.Count.ShouldBe(5);
        tried.Viewer.Favourites[0].Stars.HalfStars.ShouldBeGreaterThanOrEqualTo(tried.Viewer.Favourites[^1].Stars.HalfStars);
        (await db.RecommendationLog.CountAsync(CancellationToken.None)).ShouldBe(logged);
        var entry = await db.AuditLog.SingleAsync(e => e.Action == "viewer.looked-at", CancellationToken.None);
        entry.ViewerId.ShouldBe(admin);
        entry.Subject.ShouldStartWith($"recommendations of viewer {viewer} with als ");
        place.Services.GetRequiredService<FilmRec.Core.Recommending.Serving.ModelHolder>().Current.Models.ShouldNotContain(model => model.ModelId == candidate);
    }

    [Theory, DatabaseUnderTest]
    public async Task Every_kind_either_makes_a_list_or_says_why_it_makes_none(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind, "popularity", "als", "trends", "clusters", "movie-means", "neighbours");
        int admin = await ModelPublishingTests.AddAccountAsync(place.Services, "boss", administrator: true);
        var tryouts = place.Services.GetRequiredService<ModelTryouts>();
        var versions = await place.Services.GetRequiredService<ModelVersions>().ListAsync(CancellationToken.None);

        foreach (var version in versions)
        {
            var tried = (await tryouts.RunAsync(place.World.Viewers[0], version.Model.ModelId, admin, CancellationToken.None)).ShouldNotBeNull();
            (tried.Other is { Items.Count: > 0 }, tried.Refusal is not null).ShouldBe(version.Model.Kind == "trends" ? (false, true) : (true, false), version.Name);
        }

        (await tryouts.RunAsync(place.World.Viewers[0], 9999, admin, CancellationToken.None)).ShouldNotBeNull().Refusal.ShouldNotBeNull().ShouldStartWith("This version is gone");
        (await tryouts.RunAsync(place.World.Newcomer, null, admin, CancellationToken.None)).ShouldNotBeNull().Viewer.MeanStars.ShouldBeNull();
    }

    [Theory, DatabaseUnderTest]
    public async Task Whoever_is_no_administrator_sees_nobodys_list(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind, "popularity");
        var tryouts = place.Services.GetRequiredService<ModelTryouts>();
        int admin = await ModelPublishingTests.AddAccountAsync(place.Services, "boss", administrator: true);

        (await tryouts.RunAsync(place.World.Viewers[0], null, place.World.Viewers[1], CancellationToken.None)).ShouldBeNull();
        (await tryouts.RunAsync(place.World.Viewers[^1] + 1000, null, admin, CancellationToken.None)).ShouldBeNull();

        await using var db = await ModelTrainingTests.OpenAsync(place.Services);
        (await db.AuditLog.AnyAsync(e => e.Action == "viewer.looked-at", CancellationToken.None)).ShouldBeFalse();
    }

    [Theory, DatabaseUnderTest]
    public async Task Viewers_are_found_by_how_their_name_begins(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind, "");
        var tryouts = place.Services.GetRequiredService<ModelTryouts>();

        (await tryouts.SearchAsync(" Viewer7 ", CancellationToken.None)).Select(found => (found.Name, found.Ratings)).First().ShouldBe(("viewer7", 9));
        (await tryouts.SearchAsync("viewer", CancellationToken.None)).Count.ShouldBe(8);
        (await tryouts.SearchAsync("%", CancellationToken.None)).ShouldBeEmpty();
        (await tryouts.SearchAsync("", CancellationToken.None)).ShouldBeEmpty();
        (await tryouts.SearchAsync(new string('v', 500), CancellationToken.None)).ShouldBeEmpty();
    }
}
