using Microsoft.Playwright;

namespace FilmRec.Tests.Browser.Pages;

public sealed class MyRatingsScreen(IPage page)
{
    public ILocator Rows => page.Locator(".table-panel tbody tr");

    public Task OpenAsync() => page.GotoAsync("/ratings");

    /// <summary>Titles with the stars beside them, as a screen reader says them.</summary>
    public async Task<IReadOnlyDictionary<string, string?>> ReadAsync()
    {
        var ratings = new Dictionary<string, string?>();
        foreach (var row in await Rows.AllAsync())
        {
            ratings[await row.Locator(".film").InnerTextAsync()] = await row.GetByRole(AriaRole.Slider).GetAttributeAsync("aria-valuetext");
        }

        return ratings;
    }
}
