namespace FilmRec.Web.Components.Pages.Movies;

/// <summary>What the small forms about a film answer: a browser is led back to the page it came from, a script gets JSON.</summary>
internal static class FormAnswers
{
    public const string UnknownMovie = "This film is not in the catalogue any more.";
    public const string UnknownViewer = "You are logged out. Log in and try again.";

    /// <summary>After the change is saved.</summary>
    /// <param name="context">Of the request.</param>
    /// <param name="saved">For a script.</param>
    /// <param name="returnAddress">What the form says; believed only when it leads to a page of ours.</param>
    /// <param name="otherwise">Where to go when it does not.</param>
    public static IResult Done<T>(HttpContext context, T saved, string? returnAddress, string otherwise)
    {
        if (AsksForJson(context.Request))
        {
            return TypedResults.Json(saved);
        }

        // 303: the next request is a GET, whatever the form was sent with.
        context.Response.Headers.Location = IsLocal(returnAddress) ? returnAddress : otherwise;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>Nothing has changed.</summary>
    /// <param name="request">That cannot be met.</param>
    /// <param name="status">400 or above.</param>
    /// <param name="sentence">Why, for people.</param>
    public static IResult Problem(HttpRequest request, int status, string sentence)
        => AsksForJson(request) ? TypedResults.Json(new FormProblem(sentence), statusCode: status) : TypedResults.Text(sentence, statusCode: status);

    private static bool AsksForJson(HttpRequest request) => request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase);

    // Browsers read "/\elsewhere" and "/<tab>/elsewhere" as "//elsewhere"; and a header holds nothing but ASCII.
    private static bool IsLocal(string? address)
        => address is ['/', ..] and not ['/', '/', ..] && address.All(c => c is > ' ' and < '\x7f' and not '\\');
}

/// <summary>Why nothing has changed, as a sentence for people.</summary>
internal sealed record FormProblem(string Problem);
