using FilmRec.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace FilmRec.Tests.Api.Hostile;

/// <summary>Ten thousand requests made from valid ones and spoilt, to every endpoint, by callers of every kind.</summary>
public sealed class HostileInputTests(ITestOutputHelper output)
{
    private const int Requests = 10_000;
    private const ulong Seed = 20_260_301;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task Whatever_is_sent_the_answer_is_no_server_error_and_every_error_is_a_problem(DatabaseKind kind)
    {
        await using var world = await HostileWorld.CreateAsync(kind);
        var operations = await world.OperationsAsync();
        var answers = new SortedDictionary<int, int>();
        var reached = new HashSet<Operation>();

        var property = Prop.ForAll(Mutations.Attacks(operations), async attack =>
        {
            using var response = await world.SendAsync(attack);
            if (!Verdict.IsNoRequest(response) && await Verdict.WhatIsWrongAsync(response, Token) is { } wrong)
            {
                throw new ShouldAssertException($"{attack}\n  {wrong}");
            }

            int status = (int)response.StatusCode;
            answers[status] = answers.GetValueOrDefault(status) + 1;
            reached.Add(attack.Operation);
        });
        await Task.Run(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(Requests).WithReplay(Seed, gamma: 1), property), Token);

        output.WriteLine($"{operations.Count} endpoints; answers: {string.Join(", ", answers.Select(answer => $"{answer.Key} × {answer.Value}"))}");
        reached.Count.ShouldBe(operations.Count);
        answers.GetValueOrDefault(503).ShouldBeLessThan(Requests / 100);
        answers.Where(answer => answer.Key is >= 200 and < 300).Sum(answer => answer.Value).ShouldBeGreaterThan(Requests / 50, "hardly any request came through to where things happen");
        (await world.AdministratorsNowAsync()).Except(world.Administrators).ShouldBeEmpty("nobody became an administrator");
    }
}
