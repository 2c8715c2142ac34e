using Microsoft.Playwright;

namespace FilmRec.Tests.Browser.Pages;

/// <summary>The search of the top bar, on every page but Browse.</summary>
public sealed class TopSearch(IPage page)
{
    /// <summary>The field; a combobox as soon as the script has seen it.</summary>
    public ILocator Field => page.Locator("#top-search");

    public ILocator Suggestions => page.GetByRole(AriaRole.Listbox, new() { Name = "Films" }).GetByRole(AriaRole.Option);

    public ILocator Chosen => page.GetByRole(AriaRole.Option, new() { Selected = true });

    /// <summary>Goes there by the key that does it anywhere.</summary>
    public Task FocusAsync() => page.Keyboard.PressAsync("/");

    public Task TypeAsync(string text) => page.Keyboard.TypeAsync(text);
}
