using FilmRec.Core;
using FilmRec.Core.Catalog.Searching;

namespace FilmRec.Tests.Catalog.Searching;

public sealed class SearchTurnsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_few_search_some_wait_and_the_rest_is_sent_away()
    {
        using var turns = new SearchTurns(cores: 1);
        var first = await turns.EnterAsync(Token);
        using var second = await turns.EnterAsync(Token);
        var waiting = Enumerable.Range(0, 64).Select(_ => turns.EnterAsync(Token)).ToList();

        await Should.ThrowAsync<OverloadedException>(() => turns.EnterAsync(Token));
        waiting.ShouldAllBe(turn => !turn.IsCompleted);
        first.Dispose();
        first.Dispose();
        using var third = await await Task.WhenAny(waiting);
        waiting.Count(turn => turn.IsCompletedSuccessfully).ShouldBe(1);

        foreach (var turn in waiting)
        {
            await Task.WhenAny(turn); // however it ends
        }

        waiting.Count(turn => turn.IsFaulted).ShouldBe(63, "nobody waits for ever");
    }
}
