using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Pages.Welcome;

/// <summary>Reads what somebody without an account has answered so far on this browser; the rest is <see cref="WelcomeQuestions"/>.</summary>
public sealed partial class WelcomePage(AnswerCookie cookie, ILogger<WelcomePage> log) : LoadingPage(log)
{
    private WelcomeAnswers? _answers;

    [SupplyParameterFromQuery(Name = "taste")]
    private string? TasteNumber { get; set; }

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    private int? Taste => int.TryParse(TasteNumber, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number) ? number : null;

    protected override Task OnParametersSetAsync() => LoadAsync(async _ =>
    {
        var kept = Http is { } context ? cookie.Read(context.Request) : WelcomeAnswers.None;
        _answers = await ReadViewerIdAsync() is null ? kept : WelcomeAnswers.None with { NotSeen = kept.NotSeen };
    });
}
