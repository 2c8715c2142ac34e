namespace FilmRec.Web.Api.Idempotency;

/// <summary>The answer of an endpoint that has read its body and now acts, unless it did so before with the same key.</summary>
/// <param name="content">SHA-256 of the body.</param>
/// <param name="act">Acts, and answers.</param>
/// <param name="afterwards">Called in any case, whether it acted or not.</param>
internal sealed class OnceOnly(byte[] content, Func<Task<IResult>> act, Action afterwards) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        try
        {
            await IdempotencyKeys.RunAsync(httpContext, content, async () => await (await act()).ExecuteAsync(httpContext));
        }
        finally
        {
            afterwards();
        }
    }
}
