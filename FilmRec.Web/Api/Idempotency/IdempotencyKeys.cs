using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using FilmRec.Core.Idempotency;
using FilmRec.Web.Api.Problems;
using FilmRec.Web.Auth;

namespace FilmRec.Web.Api.Idempotency;

/// <summary>Lets callers repeat a request with the header <c>Idempotency-Key</c> until they have its answer; it is carried out once.</summary>
internal static class IdempotencyKeys
{
    public const string Header = "Idempotency-Key";
    public const string Replayed = "Idempotency-Replayed";

    private const string BadKey = "The header Idempotency-Key is given once and has 1 to 255 visible ASCII characters, such as a random UUID.";
    private const string OtherRequest = "This Idempotency-Key came with another request within the last 24 hours: a new request needs a new key.";
    private const string StillAtIt = "The first request with this Idempotency-Key is still being carried out: ask again in a moment.";

    /// <summary>The endpoint takes the header. Its body is kept in memory for a moment, so it is a small one.</summary>
    public static RouteHandlerBuilder WithIdempotencyKey(this RouteHandlerBuilder endpoint) => With(endpoint, new TakesIdempotencyKey(ReadsItself: false));

    /// <summary>The same for an endpoint that reads a large body itself and answers with a <see cref="OnceOnly"/>.</summary>
    public static RouteHandlerBuilder WithIdempotencyKeyOfStream(this RouteHandlerBuilder endpoint) => With(endpoint, new TakesIdempotencyKey(ReadsItself: true));

    /// <summary>After authorisation, because keys belong to callers.</summary>
    public static WebApplication UseIdempotencyKeys(this WebApplication app)
    {
        app.UseWhen(ApiRoot.IsApi, api => api.Use(InvokeAsync));
        return app;
    }

    /// <summary>What "now" is for the act of this request: the moment when its key came first, or null without a key.</summary>
    public static DateTimeOffset? MomentOf(HttpContext context) => context.Items[typeof(RequestClaim)] is RequestClaim claim ? claim.FirstAt : null;

    /// <summary>Carries a request out, or answers it as the first time.</summary>
    /// <param name="content">SHA-256 of the body.</param>
    /// <param name="act">Writes the answer.</param>
    internal static async Task RunAsync(HttpContext context, byte[] content, Func<Task> act)
    {
        if (KeyOf(context) is not { } key || OwnerOf(context.User) is not { } owner)
        {
            await act();
            return;
        }

        var ledger = context.RequestServices.GetRequiredService<RequestLedger>();
        switch (await ledger.ClaimAsync(owner, key, Fingerprint(context.Request, content), context.RequestAborted))
        {
            case ClaimOutcome.Claimed { Claim: var claim }:
                await ActAsync(context, ledger, claim, act);
                break;
            case ClaimOutcome.Answered { Answer: var answer }:
                await ReplayAsync(context.Response, answer, context.RequestAborted);
                break;
            case ClaimOutcome.InFlight { RetryAfter: var wait }:
                await ApiProblems.WriteAsync(context, StatusCodes.Status409Conflict, wait, StillAtIt);
                break;
            default:
                await ApiProblems.WriteAsync(context, StatusCodes.Status422UnprocessableEntity, OtherRequest);
                break;
        }
    }

    private static RouteHandlerBuilder With(RouteHandlerBuilder endpoint, TakesIdempotencyKey mark)
        => endpoint.WithMetadata(mark).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .AddOpenApiOperationTransformer(TakesIdempotencyKey.DescribeAsync);

    private static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<TakesIdempotencyKey>() is not { } mark || !context.Request.Headers.ContainsKey(Header))
        {
            await next(context);
        }
        else if (KeyOf(context) is null)
        {
            await ApiProblems.WriteAsync(context, StatusCodes.Status400BadRequest, BadKey);
        }
        else if (mark.ReadsItself)
        {
            await next(context);
        }
        else
        {
            await RunAsync(context, await ReadBodyAsync(context.Request, context.RequestAborted), () => next(context));
        }
    }

    private static string? KeyOf(HttpContext context)
        => context.Request.Headers[Header] is [{ Length: >= 1 and <= IdempotentRequest.KeyLength } key] && key.All(c => c is >= '!' and <= '~') ? key : null;

    private static RequestOwner? OwnerOf(ClaimsPrincipal caller)
        => CurrentViewer.Of(caller) is { } viewer ? RequestOwner.Viewer(viewer.Id)
            : CurrentClient.Of(caller) is { } client ? RequestOwner.Client(client.ClientId) : null;

    // The server stops reading at the endpoint's limit.
    private static async Task<byte[]> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        body.Position = 0;
        request.Body = body;
        return SHA256.HashData(body.GetBuffer().AsSpan(0, (int)body.Length));
    }

    private static string Fingerprint(HttpRequest request, byte[] content)
    {
        byte[] head = Encoding.UTF8.GetBytes($"{request.Method}\n{request.PathBase}{request.Path}{request.QueryString}\n");
        return Convert.ToHexStringLower(SHA256.HashData([.. head, .. content]));
    }

    private static async Task ActAsync(HttpContext context, RequestLedger ledger, RequestClaim claim, Func<Task> act)
    {
        context.Items[typeof(RequestClaim)] = claim;
        var outside = context.Response.Body;
        using var written = new MemoryStream();
        context.Response.Body = written;
        try
        {
            await act();
            await context.Response.BodyWriter.FlushAsync(CancellationToken.None);
        }
        catch (Exception e)
        {
            // What cannot even be read has written nothing; of everything else nobody knows.
            await (e is BadHttpRequestException ? ledger.ForgetAsync(claim, CancellationToken.None) : ledger.FreeAsync(claim, CancellationToken.None));
            throw;
        }
        finally
        {
            context.Response.Body = outside;
        }

        await SettleAsync(context.Response, ledger, claim, written);
        written.Position = 0;
        await written.CopyToAsync(outside, context.RequestAborted);
    }

    // Not cancellable: the act has happened.
    private static Task SettleAsync(HttpResponse response, RequestLedger ledger, RequestClaim claim, MemoryStream written) => response.StatusCode switch
    {
        StatusCodes.Status401Unauthorized or StatusCodes.Status429TooManyRequests => ledger.ForgetAsync(claim, CancellationToken.None),
        >= 500 => ledger.FreeAsync(claim, CancellationToken.None),
        var status => ledger.KeepAsync(claim, new StoredAnswer(status, response.ContentType, response.Headers.Location, written.ToArray()), CancellationToken.None),
    };

    private static async Task ReplayAsync(HttpResponse response, StoredAnswer answer, CancellationToken cancellationToken)
    {
        response.StatusCode = answer.Status;
        response.Headers[Replayed] = "true";
        response.Headers.CacheControl = "private, no-store";
        response.Headers.Location = answer.Location;
        if (answer.Body.Length > 0)
        {
            response.ContentType = answer.ContentType;
            await response.Body.WriteAsync(answer.Body, cancellationToken);
        }
    }
}
