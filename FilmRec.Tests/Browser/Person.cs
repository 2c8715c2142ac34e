using Deque.AxeCore.Playwright;
using FilmRec.Tests.Browser.Pages;
using Microsoft.Playwright;

namespace FilmRec.Tests.Browser;

/// <summary>Somebody who looks at the site. Whatever the browser complains about meanwhile, and every request that leaves the site, fails the test.</summary>
public sealed class Person : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    public Person(IBrowserContext context, IPage page, Uri site)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) => Note(message.Type is "error" or "warning", $"console: {message.Text}");
        page.PageError += (_, error) => Note(true, $"script: {error}");
        page.Request += (_, request) => Note(new Uri(request.Url) is { Scheme: not ("data" or "blob") } address && address.Authority != site.Authority, $"left the site: {request.Url}");
    }

    public IPage Page { get; }

    /// <summary>Complaints that a test provokes on purpose contain this text.</summary>
    public string? Expected { get; set; }

    public HomeScreen Home => new(Page);
    public BrowseScreen Browse => new(Page);
    public FilmScreen Film => new(Page);
    public MyRatingsScreen MyRatings => new(Page);
    public ForYouScreen ForYou => new(Page);
    public WelcomeScreen Welcome => new(Page);
    public ImportScreen Import => new(Page);
    public AccountScreen Account => new(Page);
    public ModelsScreen Models => new(Page);

    /// <summary>Serious and critical findings of axe on the page that is shown.</summary>
    public async Task<IReadOnlyList<string>> BarriersAsync()
    {
        var result = await Page.RunAxe();
        return [.. from finding in result.Violations
                   where finding.Impact is "serious" or "critical"
                   from node in finding.Nodes
                   select $"{finding.Id} ({finding.Impact}) at {node.Target}: {finding.Help}"];
    }

    /// <summary>Keeps a picture of the whole page for people to look at, where a folder for such things is named.</summary>
    public async Task KeepPictureAsync(string address)
    {
        if (Environment.GetEnvironmentVariable("FILMREC_TEST_ARTIFACTS") is not { Length: > 0 } folder)
        {
            return;
        }

        string who = address.StartsWith("/admin", StringComparison.Ordinal) ? "" : (await _context.CookiesAsync()).Any(cookie => cookie.Name == "FilmRec") ? "viewer" : "visitor";
        string theme = await Page.Locator("html").GetAttributeAsync("data-theme") ?? "none";
        string name = string.Join('-', [who, .. address == "/" ? ["home"] : address.Split(['/', '?', '=', '&', '+', '.'], StringSplitOptions.RemoveEmptyEntries), theme, $"{Page.ViewportSize?.Width}"]).Trim('-');
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, "screenshots", name + ".png"), FullPage = true });
    }

    /// <summary>How many pixels the page is wider than the window.</summary>
    public Task<int> OverflowAsync() => Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        _complaints.ShouldBeEmpty();
    }

    private void Note(bool wrong, string complaint)
    {
        if (wrong && (Expected is null || !complaint.Contains(Expected, StringComparison.Ordinal)))
        {
            _complaints.Add(complaint);
        }
    }
}
