using FilmRec.Core.Recommending.Models;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Commands;

public sealed class TrainCommandTests
{
    [Fact]
    public async Task Train_says_what_is_wrong_in_one_sentence_and_what_it_did_in_one_line_a_model()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var settings = ProgramRun.EnvironmentOf(database);

        await using var unknown = await ProgramRun.RunAsync(settings, "train", "magic");
        unknown.ExitCode.ShouldBe(1);
        unknown.Errors.ShouldContain($"\"magic\" is no kind of model. The kinds are {string.Join(", ", ModelKinds.All.Select(kind => kind.Name))}.");

        await using var empty = await ProgramRun.RunAsync(settings, "train");
        empty.ExitCode.ShouldBe(1);
        empty.Errors.ShouldContain("There is nothing to learn from: the catalogue is empty.");

        await using var generated = await ProgramRun.RunAsync(settings, "generate", "--movies", "50", "--viewers", "40", "--ratings", "450");
        generated.ExitCode.ShouldBe(0, generated.Errors);
        await using var candidate = await ProgramRun.RunAsync(settings, "train", "popularity", "--seed", "3", "--no-publish");
        candidate.ExitCode.ShouldBe(0, candidate.Errors);
        candidate.Output.ShouldContain("candidate");
        candidate.Output.ShouldContain("ndcg@100 0.");
        candidate.Output.ShouldContain("Kept as candidates: popularity 1.");
    }
}
