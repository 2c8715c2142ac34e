using FilmRec.Core.Ratings;

namespace FilmRec.Web.Components.Pages.Welcome;

/// <summary>Gives whoever registers or logs in what they rated on this browser before.</summary>
internal static class AnswerAdoption
{
    /// <summary>Writes the answers down as ratings, without touching those that the account has, and forgets them here. Never in the way of the login itself.</summary>
    /// <param name="context">Of the request that logs in.</param>
    /// <param name="viewerId">Who has logged in.</param>
    /// <returns>Whether anything was written.</returns>
    public static async Task<bool> KeepForAsync(HttpContext context, int viewerId)
    {
        var services = context.RequestServices;
        var cookie = services.GetRequiredService<AnswerCookie>();
        var answers = cookie.Read(context.Request);
        try
        {
            int written = answers.Rated.Length == 0 ? 0 : await services.GetRequiredService<RatingAdoption>().AdoptAsync(viewerId, answers.Ratings, context.RequestAborted);
            if (!answers.AreNone)
            {
                cookie.Keep(context, WelcomeAnswers.None);
            }

            return written > 0;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // They stay on the browser, and are taken over at the next login.
            services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(AnswerAdoption)).LogError(failure, "Answers could not be given to viewer {ViewerId}", viewerId);
            return false;
        }
    }
}
