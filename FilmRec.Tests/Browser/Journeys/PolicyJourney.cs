using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FilmRec.Tests.Browser.Journeys;

/// <summary>The content policy lets through what the pages need, and nothing that somebody smuggled into one. What a page does against it, the browser
/// complains about, and each complaint fails whichever journey it comes up in.</summary>
[Collection(BrowserTests.Name)]
public sealed class PolicyJourney(BrowserSite site)
{
    [Fact]
    public async Task A_toast_that_fades_in_breaks_no_rule()
    {
        await using var viewer = await site.ComesAsync();
        await viewer.Account.RegisterAsync("viewer-policy");
        await viewer.Film.OpenAsync(2);
        await Expect(viewer.Film.Stars).ToBeVisibleAsync();

        await viewer.Film.RateAsync(8);
        await Expect(viewer.Page.Locator(".mud-snackbar, .toast").First).ToBeVisibleAsync();
        await viewer.Page.WaitForFunctionAsync("[...document.querySelectorAll('style')].some(style => style.sheet && style.textContent.includes('@keyframes'))");
    }

    [Theory]
    [InlineData("<img src=/nothing.svg onerror=\"window.smuggled = 1\">")]
    [InlineData("<a id=lure href=\"javascript:window.smuggled = 1\">x</a>")]
    [InlineData("<style>body { display: none }</style>")]
    [InlineData("<iframe srcdoc=\"<script>parent.smuggled = 1</script>\"></iframe>")]
    public async Task What_is_smuggled_into_a_page_has_no_effect(string markup)
    {
        await using var visitor = await site.ComesAsync();
        visitor.Expected = "";
        await visitor.Page.GotoAsync("/account/login", new() { WaitUntil = WaitUntilState.NetworkIdle });

        await visitor.Page.EvaluateAsync(
            """
            markup => {
              document.body.insertAdjacentHTML('beforeend', markup);
              document.getElementById('lure')?.click();
              return new Promise(done => setTimeout(done, 300));
            }
            """, markup);

        (await visitor.Page.EvaluateAsync<string>("`${window.smuggled}`")).ShouldBe("undefined");
        (await visitor.Page.EvaluateAsync<string>("getComputedStyle(document.body).display")).ShouldNotBe("none");
    }
}
