using System.Globalization;
using FilmRec.Core;
using FilmRec.Web.Auth.Limits;

namespace FilmRec.Web.Components.Account;

/// <summary>Does what a form is for, unless there were too many tries or too many people are at it.</summary>
internal static class FormAttempt
{
    /// <returns>What to tell the person about waiting; null when the work was done.</returns>
    public static async Task<string?> MakeAsync(HttpContext http, LimitVerdict verdict, Func<CancellationToken, Task> work)
    {
        verdict = await http.RequestServices.GetRequiredService<RequestLimits>().SettleAsync(verdict);
        if (!verdict.Granted)
        {
            return Wait(http, StatusCodes.Status429TooManyRequests, verdict.RetryAfter, "One moment");
        }

        try
        {
            await work(http.RequestAborted);
            return null;
        }
        catch (OverloadedException busy)
        {
            return Wait(http, StatusCodes.Status503ServiceUnavailable, busy.RetryAfter, busy.Message.TrimEnd('.'));
        }
    }

    private static string Wait(HttpContext http, int status, TimeSpan wait, string why)
    {
        int seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        http.Response.StatusCode = status;
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return $"{why}: the next try is possible in {seconds} s.";
    }
}
