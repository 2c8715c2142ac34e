using FilmRec.Core.Catalog;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Web.Components.Pages.Admin.Try;

namespace FilmRec.Tests.Components.Pages.Admin;

public sealed class OverlapTests
{
    [Fact]
    public void Lists_are_compared_in_one_sentence()
    {
        Overlap.Sentence(List(1, 2, 3), List(1, 2, 3)).ShouldBe("Both lists are the same, film by film.");
        Overlap.Sentence(List(1, 2, 3), List(3, 4, 5)).ShouldBe("1 of 3 films is in both lists, 1 among the first five of both.");
        Overlap.Sentence(List(1, 2, 3, 4, 5, 6), List(6, 5, 7, 8, 9, 10)).ShouldBe("2 of 6 films are in both lists, 1 among the first five of both.");
        Overlap.Sentence(List(), List()).ShouldBe("Both lists are empty.");
    }

    [Fact]
    public void A_film_moves_against_its_place_in_the_live_list()
    {
        var live = List(1, 2, 3);
        List(3, 2, 9).Items.Select(item => Overlap.Move(item, live)).ShouldBe([2, 0, null]);
    }

    private static Recommendation List(params int[] ids)
        => new(Guid.Empty, "als 1", 1, [.. ids.Select((id, n) => new RecommendedMovie(
            n + 1, MovieCard.Of(id, $"Film {id}", "", null, null, 0, null), 1, null, new Reason(ReasonKind.Popular, "", [])))]);
}
