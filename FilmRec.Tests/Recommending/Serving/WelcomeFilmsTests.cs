using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Recommending.Serving;

public sealed class WelcomeFilmsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task The_first_questions_divide_the_tastes_and_are_spread_over_them(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind, "popularity", "clusters");

        var films = await Films(place).NextAsync([], [], null, 6, Token);

        films.Count.ShouldBe(6);
        films.Select(film => film.MovieId).ShouldBeUnique();
        films.Count(film => film.Genres.Contains("Sea")).ShouldBeInRange(2, 4);
        films.Count(film => film.Genres.Contains("Space")).ShouldBeInRange(2, 4);
        films.Select(film => film.MovieId).ShouldNotContain(place.World.Unrated);
        films.Select(film => film.ReleaseYear / 10).Distinct().Count().ShouldBe(2);
    }

    [Theory, DatabaseUnderTest]
    public async Task What_was_answered_or_passed_does_not_come_again_until_nothing_is_left(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind, "popularity", "clusters");
        var answers = new List<GivenRating>();
        var passed = new List<int>();

        while (await Films(place).NextAsync(answers, passed, null, 3, Token) is { Count: > 0 } films)
        {
            answers.Select(answer => answer.MovieId).Concat(passed).ShouldNotContain(films[0].MovieId);
            answers.Add(new GivenRating(films[0].MovieId, Stars.OfHalfStars(9)));
            passed.AddRange(films.Skip(1).Select(film => film.MovieId));
        }

        answers.Select(answer => answer.MovieId).Concat(passed).ShouldBe(place.World.Sea.Concat(place.World.Space), ignoreOrder: true);
    }

    [Theory, DatabaseUnderTest]
    public async Task An_answer_changes_what_is_asked_next(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind, "popularity", "clusters");
        int asked = (await Films(place).NextAsync([], [], null, 1, Token))[0].MovieId;

        var liked = await Films(place).NextAsync([new(asked, Stars.OfHalfStars(10))], [], null, 10, Token);
        var disliked = await Films(place).NextAsync([new(asked, Stars.OfHalfStars(1))], [], null, 10, Token);

        liked.Select(film => film.MovieId).ShouldNotBe(disliked.Select(film => film.MovieId));
    }

    [Theory, DatabaseUnderTest]
    public async Task A_taste_to_begin_with_asks_about_its_favourites_first(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind, "popularity", "clusters");
        var tastes = Films(place).Tastes(4);

        tastes.Count.ShouldBeGreaterThanOrEqualTo(2);
        tastes.Select(taste => taste.Name).ShouldBeUnique();
        var genres = new List<string>();
        foreach (var taste in tastes.Take(2))
        {
            var films = await Films(place).NextAsync([], [], taste.Number, 3, Token);
            genres.Add(films.SelectMany(film => film.Genres).Distinct().ShouldHaveSingleItem());
        }

        genres.ShouldBe(["Sea", "Space"], ignoreOrder: true);
        (await Films(place).NextAsync([], [], 999, 3, Token)).Count.ShouldBe(3);
    }

    [Theory, DatabaseUnderTest]
    public async Task Without_a_model_the_most_rated_films_are_asked_about(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind, "");

        var films = await Films(place).NextAsync([], [place.World.Sea[0]], null, 6, Token);

        Films(place).Tastes(4).ShouldBeEmpty();
        films.Count.ShouldBe(6);
        films.Select(film => film.MovieId).ShouldNotContain(place.World.Sea[0]);
        films.SelectMany(film => film.Genres).Distinct().Count().ShouldBe(2);
    }

    private static WelcomeFilms Films(ShelfPlace place) => place.Services.GetRequiredService<WelcomeFilms>();
}
