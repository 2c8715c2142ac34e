using FilmRec.Core.Recommending.Models;

namespace FilmRec.Tests.Recommending.Models;

public sealed class SignalWeightsTests
{
    private static readonly SignalWeights Weights = new();

    [Fact]
    public void More_stars_weigh_more_and_pass_through_the_named_weights()
    {
        float[] table = Weights.Table();

        table[1..(Feedback.MostHalfStars + 1)].ShouldBeInOrder();
        table[1].ShouldBe(Weights.Lowest);
        table[7].ShouldBe(Weights.Lukewarm, 1e-6f);
        table[8].ShouldBe(Weights.Liked);
        table[10].ShouldBe(Weights.Loved, 1e-6f);
    }

    [Fact]
    public void Other_signals_have_weights_of_their_own_and_only_one_is_against()
    {
        float[] table = Weights.Table();

        table[Feedback.CodeOf(new KnownRating(0, 0, 0, Signal.Watch))].ShouldBe(Weights.Watched);
        table[Feedback.CodeOf(new KnownRating(0, 0, 0, Signal.Watchlist))].ShouldBe(Weights.OnWatchlist);
        table[Feedback.CodeOf(new KnownRating(0, 0, 0, Signal.NotInterested))].ShouldBe(Weights.NotInterested);
        table.Count(weight => weight < 0).ShouldBe(1);
    }

    [Fact]
    public void What_does_not_interest_cannot_speak_for_a_film()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => (Weights with { NotInterested = 0.1f }).Validate()).Message.ShouldContain("NotInterested");
        Should.Throw<ArgumentOutOfRangeException>(() => (Weights with { Loved = float.NaN }).Validate());
    }
}
