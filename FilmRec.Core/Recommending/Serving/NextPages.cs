namespace FilmRec.Core.Recommending.Serving;

/// <summary>How going on with an answer ended: one of the records in here.</summary>
public abstract record NextPage
{
    private NextPage()
    {
    }

    /// <summary>The next movies of the list; empty where it had ended.</summary>
    public sealed record Found(Recommendation Answer) : NextPage;

    /// <summary>This viewer was given no such answer, or it is too long ago.</summary>
    public sealed record Unknown : NextPage;

    /// <summary>The model that made the list is not live any more, and another one would make another list.</summary>
    public sealed record ModelGone(string Model) : NextPage;
}

/// <summary>Goes on with an answer by its id, on any server: the same list by the same model, and no movie twice.</summary>
public sealed class NextPages(GivenAnswers answers, LongShelf shelf)
{
    /// <summary>The movies that follow those of an answer. Two queries, and one more for cards that are not in memory.</summary>
    /// <param name="viewerId">Who asks, and to whom the answer was given.</param>
    /// <param name="recommendationId">Of the answer; each page has its own.</param>
    /// <param name="limit">How many, 1 … 100; null for as many as were asked for before.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public async Task<NextPage> FindAsync(int viewerId, Guid recommendationId, int? limit, CancellationToken cancellationToken)
    {
        if (await answers.FindAsync(viewerId, recommendationId, written: false, cancellationToken) is not { } entry || Continuation.Of(entry.Continuation) is not { } before)
        {
            return new NextPage.Unknown();
        }

        var given = new HashSet<int>([.. before.Before, .. GivenAnswers.MoviesOf(entry)]);
        var request = before.Request with { Limit = limit ?? before.Request.Limit };
        return await shelf.ContinueAsync(viewerId, request, given, entry.Model, cancellationToken) is { } answer
            ? new NextPage.Found(answer)
            : new NextPage.ModelGone(entry.Model);
    }
}
