using FilmRec.Core.Data;
using FilmRec.Core.Recommending.Training;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Recommending.Training;

public sealed class InteractionLoaderTests
{
    [Theory, DatabaseUnderTest]
    public async Task Every_rating_arrives_in_its_row_and_every_film_has_a_column(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var services = database.BuildServices();
        var world = await FilmWorld.CreateAsync(services, viewers: 9);

        var loaded = await services.GetRequiredService<InteractionLoader>().LoadAsync(TasteWorld.Silent, CancellationToken.None);

        var ratings = loaded.Data.Ratings;
        ratings.Movies.Ids.ToArray().ShouldBe([.. world.Sea, .. world.Space, world.Unrated]);
        ratings.Viewers.Ids.ToArray().ShouldBe(world.Viewers);
        await using var db = await services.GetRequiredService<IDbContextFactory<FilmRecDb>>().CreateDbContextAsync(CancellationToken.None);
        var expected = (await db.Ratings.AsNoTracking().ToListAsync(CancellationToken.None))
            .Select(r => (r.ViewerId, r.MovieId, r.Stars.HalfStars, (uint)r.RatedAt.ToUnixTimeSeconds())).Order();
        var found = Enumerable.Range(0, ratings.Viewers.Count).SelectMany(viewer => Enumerable.Range(0, ratings.ColumnsOf(viewer).Length).Select(n =>
            (ratings.Viewers.IdOf(viewer), ratings.Movies.IdOf(ratings.ColumnsOf(viewer)[n]), ratings.HalfStarsOf(viewer)[n], ratings.RatedAtOf(viewer)[n])));
        found.ShouldBe(expected);
        loaded.Fingerprint.ShouldBe("81 ratings, 9 viewers, 21 movies, newest 2020-01-01T00:08:00Z");
    }

    [Theory, DatabaseUnderTest]
    public async Task Genres_are_bits_and_unknown_years_are_zero(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var services = database.BuildServices();
        await FilmWorld.CreateAsync(services, viewers: 1);

        var facts = (await services.GetRequiredService<InteractionLoader>().LoadAsync(TasteWorld.Silent, CancellationToken.None)).Data.Facts;

        facts.GenreNames.ShouldBe(["Sea", "Space"]);
        facts.Genres.ShouldBe([.. Enumerable.Repeat(1UL, 10), .. Enumerable.Repeat(2UL, 10), 0UL]);
        facts.Years.ShouldBe([.. Enumerable.Range(1980, 20).Select(year => (short)year), (short)0]);
    }

    [Theory, DatabaseUnderTest]
    public async Task An_empty_database_is_an_empty_matrix(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var services = database.BuildServices();

        var loaded = await services.GetRequiredService<InteractionLoader>().LoadAsync(TasteWorld.Silent, CancellationToken.None);

        loaded.Data.Ratings.Count.ShouldBe(0);
        loaded.NewestRating.ShouldBeNull();
        loaded.Fingerprint.ShouldBe("0 ratings, 0 viewers, 0 movies");
    }
}
