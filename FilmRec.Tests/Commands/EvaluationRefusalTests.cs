using FilmRec.Core;
using FilmRec.Core.Recommending.Evaluation.Splits;
using FilmRec.Core.Recommending.Models;
using FilmRec.Tests.Recommending;
using FilmRec.Web.Commands;

namespace FilmRec.Tests.Commands;

/// <summary>What <c>evaluate</c> refuses before it reads anything; <see cref="EvaluateCommandTests"/> runs the executable.</summary>
public sealed class EvaluationRefusalTests
{
    public static TheoryData<string, string> Contradictions { get; } = new()
    {
        { "split", "name that file with --ratings too" },
        { "split, time", "--protocol strong only" },
        { "train", "name the file to ask for with --test" },
        { "test", "name the file to learn from with --train" },
        { "negatives", "name the file to learn from with --train" },
        { "train, test, ratings", "take the place of --ratings" },
        { "train, test, time", "leave --protocol out" },
        { "given", "needs --train and --test" },
        { "at", "--at goes with --protocol time" },
        { "share", "between 0 and 1" },
        { "known", "cannot be negative" },
        { "movies", "the database has its own films" },
    };

    [Theory, MemberData(nameof(Contradictions))]
    public async Task Options_that_contradict_each_other_are_refused(string options, string sentence)
    {
        string[] given = options.Split(", ");
        var input = new EvaluationInput
        {
            Dealing = new SplitOptions(),
            Ratings = Given("ratings") ?? (options == "split, time" ? "r" : null),
            Split = Given("split"),
            Train = Given("train"),
            Test = Given("test"),
            Negatives = Given("negatives"),
            Movies = Given("movies"),
            Protocol = Given("time") ?? Given("given"),
            At = Given("at") is null ? null : DateTimeOffset.UnixEpoch,
            TimeShare = Given("share") is null ? 0.9 : 1.5,
            Known = Given("known") is null ? null : -1,
        };

        var error = await Should.ThrowAsync<CannotContinueException>(() => input.LoadAsync(TasteWorld.Silent, TestContext.Current.CancellationToken));

        error.Message.ShouldContain(sentence);

        string? Given(string option) => given.Contains(option) ? option : null;
    }

    [Theory]
    [InlineData("movie-means", true, "'movie-means' is not a kind that ranks films")]
    [InlineData("als", false, "'als' is not a kind that predicts stars")]
    [InlineData("als:factors", true, "'factors' is not an option with a number")]
    [InlineData("als:factors=4,factors=5", true, "gives factors of als twice")]
    [InlineData("als:colours=3", true, "no option \"colours\"")]
    [InlineData("als:factors=0", true, "is 0, but must be 1 to 1024")]
    [InlineData("factors=3", true, "'factors=3' is not a kind")]
    public void Models_that_do_not_exist_are_refused(string text, bool ranks, string sentence)
        => Should.Throw<CannotContinueException>(() => EvaluatedModels.Of([text], ranks)).Message.ShouldContain(sentence);

    [Fact]
    public void Models_are_read_with_their_options_and_once_each()
        => EvaluatedModels.Of(["als:factors=64,sweeps=20,popularity als", "popularity", "als:factors=32"], ranks: true).Select(contestant => contestant.Label)
            .ShouldBe(["als:factors=64,sweeps=20", "popularity", "als", "als:factors=32"]);

    [Fact]
    public void Without_names_all_kinds_of_the_sort_take_part()
    {
        EvaluatedModels.Of([], ranks: true).Select(contestant => contestant.Label).ShouldBe(ModelKinds.All.Where(kind => kind.Ranks).Select(kind => kind.Name));
        EvaluatedModels.Of([], ranks: false).Select(contestant => contestant.Label).ShouldBe(ModelKinds.All.Where(kind => !kind.Ranks).Select(kind => kind.Name));
    }

    [Theory]
    [InlineData("als", 0, 5, "table", null, "--tune-budget 0 leaves nothing to try")]
    [InlineData(null, 20, 1, "table", null, "--folds 1 is not possible")]
    [InlineData(null, 20, 5, "table", "/does/not/exist/report.txt", "name a file in a folder that exists")]
    public void Requests_that_cannot_be_are_refused(string? tune, int budget, int folds, string format, string? output, string sentence)
        => Should.Throw<CannotContinueException>(
            () => new EvaluationRequest([], null, tune, budget, new SplitOptions { Folds = folds }, new TrainingSettings(1, 1), format, output).Validate())
            .Message.ShouldContain(sentence);

    [Fact]
    public void A_yardstick_must_take_part()
        => Should.Throw<CannotContinueException>(() => EvaluatedModels.Require("astrology", EvaluatedModels.Of(["als"], ranks: true)))
            .Message.ShouldContain("--against astrology is not among the models: there are als");
}
