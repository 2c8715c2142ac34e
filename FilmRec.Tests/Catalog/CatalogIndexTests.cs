using FilmRec.Core.Catalog;
using FilmRec.Core.Catalog.Searching;
using FilmRec.Core.Ratings;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Catalog;

public sealed class CatalogIndexTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task What_others_write_is_noticed_in_time_without_anybody_waiting(DatabaseKind kind)
    {
        await using var here = await SmallWorld.CreateAsync(kind);
        await here.AddMovieAsync("Low Tide");
        (await CountAsync(here)).ShouldBe(1);
        await AddUnnoticedAsync(here, "High Tide");

        (await CountAsync(here)).ShouldBe(1);
        long version = here.Catalog.Version;
        here.Clock.Advance(CatalogIndex.CheckedEvery);
        await UntilAsync(async () => await CountAsync(here) == 2);

        here.Catalog.Version.ShouldBeGreaterThan(version);
    }

    [Theory, DatabaseUnderTest]
    public async Task Ratings_move_the_lists_in_time(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        await world.AddMovieAsync("Low Tide", ratings: 1);
        int other = await world.AddMovieAsync("High Tide");
        int ada = await world.AddViewerAsync("ada");
        int ben = await world.AddViewerAsync("ben");
        (await FirstAsync()).ShouldBe("Low Tide");
        long version = world.Catalog.Version;
        await world.Ratings.RateAsync(ada, other, Stars.OfHalfStars(9), null, Token);
        await world.Ratings.RateAsync(ben, other, Stars.OfHalfStars(9), null, Token);

        world.Clock.Advance(CatalogIndex.CheckedEvery);
        await UntilAsync(async () => await FirstAsync() == "High Tide");

        (await world.Catalog.SizeAsync(Token)).Ratings.ShouldBe(3);
        world.Catalog.Version.ShouldBe(version); // no movie came or went

        async Task<string> FirstAsync() => (await world.Catalog.BrowseAsync(new MovieQuery(), Token)).Items[0].Title;
    }

    [Theory, DatabaseUnderTest]
    public async Task After_an_import_here_the_next_answer_is_fresh(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        await world.AddMovieAsync("Low Tide");
        await CountAsync(world);
        await AddUnnoticedAsync(world, "High Tide");

        await world.Catalog.ForgetAllAsync(Token);

        (await CountAsync(world)).ShouldBe(2);
        world.Catalog.KnownSize!.Movies.ShouldBe(2);
    }

    [Fact]
    public async Task With_the_database_away_lists_stay_as_they_were()
    {
        await using var world = await SmallWorld.CreateAsync(DatabaseKind.Sqlite);
        await world.AddMovieAsync("Low Tide");
        world.Catalog.KnownSize.ShouldBeNull();
        await CountAsync(world);
        await using (var db = world.Open())
        {
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE movies RENAME TO movies_gone", Token);
        }

        await world.Catalog.ForgetAllAsync(Token);

        (await world.Catalog.SizeAsync(Token)).Movies.ShouldBe(1);
    }

    private static async Task<int> CountAsync(SmallWorld world) => (await world.Catalog.BrowseAsync(new MovieQuery { Text = "tide" }, Token)).Total;

    private static async Task AddUnnoticedAsync(SmallWorld world, string title)
    {
        await using var other = SmallWorld.Over(world.Database).Services;
        await using var db = other.GetRequiredService<IDbContextFactory<Core.Data.FilmRecDb>>().CreateDbContext();
        db.Movies.Add(new Movie(title, Core.Origin.Own, SmallWorld.Start) { NormalizedTitle = TitleNormalizer.Normalize(title) });
        await db.SaveChangesAsync(Token);
    }

    /// <summary>Asks again until the work in the background is done.</summary>
    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var patience = System.Diagnostics.Stopwatch.StartNew();
        while (!await holds())
        {
            patience.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
            await Task.Yield();
        }
    }
}
