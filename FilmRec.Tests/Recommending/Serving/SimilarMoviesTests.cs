using FilmRec.Core.Recommending.Models.Als;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Recommending.Serving;

public sealed class SimilarMoviesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task What_the_same_people_chose_is_alike(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind, "");
        await Training.FilmWorld.CountRatingsAsync(place.Services);
        await place.TrainAsync("popularity", "als");
        var (world, similar) = (place.World, place.Services.GetRequiredService<SimilarMovies>());

        var found = await similar.FindAsync(world.Sea[3], 9, Token);

        found.Take(5).Select(movie => movie.Movie.MovieId).ShouldBeSubsetOf(world.Sea.Where(id => id != world.Sea[3]));
        found.Select(movie => movie.Similarity).ShouldBeInOrder(SortDirection.Descending);
        (await similar.FindAsync(world.Sea[3], 2, Token)).ShouldBe(found.Take(2));
        (await similar.FindAsync(world.Unrated, 9, Token)).ShouldBeEmpty();
        (await similar.FindAsync(999_999, 9, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_the_cosine_of_the_factors_less_for_films_with_few_ratings()
    {
        await using var place = await ShelfPlace.CreateAsync(DatabaseKind.Sqlite);
        var live = place.Services.GetRequiredService<ModelHolder>().Current;
        var model = (AlsModel)live.Find(AlsModel.Name)!.Model;
        int[] ratings = [.. Enumerable.Range(0, model.Movies.Count).Select(n => n * 3)];
        var set = new LiveModelSet([live.Find(AlsModel.Name)! with { Ratings = ratings }]);

        var list = SimilarMovies.Find(set, model.Movies.IdOf(4), 5);

        var naive = Enumerable.Range(0, model.Movies.Count).Where(row => row != 4)
            .Select(row => (Id: model.Movies.IdOf(row), Similarity: Cosine(model, 4, row) * ratings[row] / (ratings[row] + 5.0)))
            .OrderByDescending(movie => movie.Similarity).Take(5).ToList();
        list.MovieIds.ShouldBe([.. naive.Select(movie => movie.Id)]);
        for (int n = 0; n < 5; n++)
        {
            list.Similarities[n].ShouldBe((float)naive[n].Similarity, 1e-5f);
        }
    }

    [Fact]
    public async Task A_film_that_nobody_has_rated_is_like_those_that_are_described_alike()
    {
        await using var place = await ShelfPlace.CreateAsync(DatabaseKind.Sqlite, "");
        var world = place.World;
        await using (var db = await Training.ModelTrainingTests.OpenAsync(place.Services))
        {
            int sea = db.Genres.Single(genre => genre.Name == "Sea").GenreId;
            db.MovieGenres.Add(new Core.Catalog.MovieGenre(world.Unrated, sea));
            await db.SaveChangesAsync(Token);
        }

        await place.TrainAsync("popularity", "als", "content");
        var live = place.Services.GetRequiredService<ModelHolder>().Current;
        Assert.SkipWhen(live.Content is null, "the content model did not pass the gate of this small world");

        var list = SimilarMovies.Find(live, world.Unrated, 5);

        list.MovieIds.ShouldBeSubsetOf(world.Sea);
        list.MovieIds.Length.ShouldBe(5);
    }

    private static double Cosine(AlsModel model, int a, int b)
    {
        int k = model.Options.Factors;
        double dot = 0;
        double one = 0;
        double other = 0;
        for (int n = 0; n < k; n++)
        {
            double x = model.Factors[a * k + n];
            double y = model.Factors[b * k + n];
            (dot, one, other) = (dot + x * y, one + x * x, other + y * y);
        }

        return one == 0 || other == 0 ? double.NegativeInfinity : dot / Math.Sqrt(one * other);
    }
}
