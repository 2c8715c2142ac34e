namespace FilmRec.Web.Api.Problems;

/// <summary>The usual words for each status, used where an endpoint has no better ones.</summary>
internal static class ProblemTexts
{
    public static string TypeOf(int status) => status switch
    {
        400 => Section("15.5.1"),
        401 => Section("15.5.2"),
        403 => Section("15.5.4"),
        404 => Section("15.5.5"),
        405 => Section("15.5.6"),
        406 => Section("15.5.7"),
        408 => Section("15.5.9"),
        409 => Section("15.5.10"),
        412 => Section("15.5.13"),
        413 => Section("15.5.14"),
        414 => Section("15.5.15"),
        415 => Section("15.5.16"),
        422 => Section("15.5.21"),
        429 => "https://www.rfc-editor.org/rfc/rfc6585#section-4",
        500 => Section("15.6.1"),
        503 => Section("15.6.4"),
        _ => "about:blank",
    };

    public static string? DetailOf(int status) => status switch
    {
        400 => "The request is not complete or not well formed.",
        401 => "This needs a valid access token: log in with POST /api/users/login, and send it as 'Authorization: Bearer …'.",
        403 => "This account may not do that.",
        404 => "There is nothing at this address.",
        405 => "This address does not take that method: the header Allow lists those it takes.",
        406 => "Answers are JSON: leave the header Accept out, or let it allow application/json.",
        408 => "The request came too slowly: send it again.",
        409 => "Somebody else was quicker, or it exists already.",
        412 => "It has changed since you read it: read it again.",
        413 => "The body is too big for this endpoint.",
        414 => "The address is too long: it has at most 8,192 characters.",
        415 => "Send the body as JSON, with 'Content-Type: application/json'.",
        422 => "The request is well formed, but cannot be carried out.",
        429 => "Too many requests: the header Retry-After says in how many seconds the next one is possible.",
        500 => "Something went wrong on the server. Nothing was half done. The trace id finds it in the logs.",
        503 => "The server cannot answer right now: the header Retry-After says in how many seconds to try again.",
        _ => null,
    };

    private static string Section(string number) => $"https://www.rfc-editor.org/rfc/rfc9110#section-{number}";
}
