using FilmRec.Core.Catalog;
using FilmRec.Web.Components.Pages.Home;

namespace FilmRec.Tests.Components.Pages;

public sealed class HomeRowsTests
{
    [Fact]
    public void No_film_stands_on_the_page_twice()
    {
        var rows = new HomeRows();
        rows.Take(1);
        rows.Add("First", null, null, Films(1, 2, 3, 4, 5, 5, 2));
        rows.Add("Second", null, null, Films(4, 5, 6, 7, 8, 9));

        rows.Rows.Select(row => string.Join(',', row.Films.Select(film => film.Movie.MovieId))).ShouldBe(["2,3,4,5", "6,7,8,9"]);
    }

    [Fact]
    public void A_row_with_fewer_than_four_films_is_left_out_and_its_films_stay_free()
    {
        var rows = new HomeRows();
        rows.Add("Too short", null, null, Films(1, 2, 3));
        rows.Add("Long enough", null, null, Films(1, 2, 3, 4));

        rows.Rows.Single().Title.ShouldBe("Long enough");
    }

    [Fact]
    public void A_row_ends_where_scrolling_stops_being_fun()
    {
        var rows = new HomeRows();
        rows.Add("Long", null, null, Films([.. Enumerable.Range(1, 50)]));

        rows.Rows.Single().Films.Count.ShouldBe(HomeRow.Most);
    }

    private static IEnumerable<HomeFilm> Films(params int[] ids)
        => ids.Select(id => new HomeFilm(new MovieCard(id, $"Film {id}", "", [], null, null, 0, null)));
}
