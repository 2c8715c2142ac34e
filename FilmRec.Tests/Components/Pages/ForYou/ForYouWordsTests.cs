using FilmRec.Core.Recommending.Serving;
using FilmRec.Web.Components.Pages.ForYou;

namespace FilmRec.Tests.Components.Pages.ForYou;

public sealed class ForYouWordsTests
{
    [Fact]
    public void A_change_is_told_as_it_was_made()
    {
        var before = new ForYouFilter { Diversity = 0.4, Genres = ["War"] };

        ForYouWords.Since(before, before with { Diversity = 0.62 }, 1920, 2024).ShouldBe("since you turned diversity from 40 to 62");
        ForYouWords.Since(before, before with { From = 1947 }, 1920, 2024).ShouldBe("since you set the years to 1947 to 2024");
        ForYouWords.Since(before with { From = 1947 }, before, 1920, 2024).ShouldBe("since you took all years");
        ForYouWords.Since(before, before.Turn("Drama"), 1920, 2024).ShouldBe("since you included Drama");
        ForYouWords.Since(before, before.Turn("War"), 1920, 2024).ShouldBe("since you left out War");
        ForYouWords.Since(before, new ForYouFilter(), 1920, 2024).ShouldBe("since you turned diversity from 40 to 0 and let go of War");
        ForYouWords.Since(before, before, 1920, 2024).ShouldBe("with what you have told since");
    }

    [Theory]
    [InlineData(6, 2, PlaceCause.NewGenre, "Mystery", "Ranked 6th by score, lifted to 2nd because nothing above it is Mystery.")]
    [InlineData(21, 3, PlaceCause.LittleKnown, null, "Ranked 21st by score, lifted to 3rd because few people know it.")]
    [InlineData(1, 12, PlaceCause.LikeOthers, null, "Ranked 1st by score, moved down to 12th because films much like it stand above it.")]
    [InlineData(4, 4, PlaceCause.None, null, "Its score puts it 4th.")]
    public void A_place_is_told_with_its_cause(int byScore, int place, PlaceCause cause, string? genre, string sentence)
        => ForYouWords.Of(new PlaceChange(byScore, place, cause, genre)).ShouldBe(sentence);

    [Fact]
    public void Moves_are_counted_against_the_list_before_as_far_as_it_is_shown()
    {
        var moves = ListMoves.Of([1, 2, 3, 4, 5], [3, 1, 9, 2, 5, 4], shown: 5);

        moves.Sentence.ShouldBe("1 moved up, 2 down, 1 is new");
        moves.By(3, 1).ShouldBe(2);
        moves.By(2, 4).ShouldBe(-2);
        moves.By(5, 5).ShouldBe(0);
        moves.By(9, 3).ShouldBeNull();
        ListMoves.Of([1, 2], [1, 2], shown: 2).Sentence.ShouldBe("Nothing moved");
    }
}
