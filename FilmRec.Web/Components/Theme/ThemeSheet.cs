using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace FilmRec.Web.Components.Theme;

/// <summary>MudBlazor's variables for both themes as one style sheet that browsers keep, in place of a style block in every page.
/// It is chosen from by <c>data-theme</c>, so that changing the theme needs no circuit.</summary>
internal sealed partial class ThemeSheet(IServiceScopeFactory scopes, ILoggerFactory loggers)
{
    public const string Path = "/css/theme.css";

    private readonly Lazy<Task<string>> _css = new(() => RenderAsync(scopes, loggers));

    public Task<string> CssAsync() => _css.Value;

    /// <summary>The address with a version that changes with the content.</summary>
    public async Task<string> AddressAsync()
        => $"css/theme.css?v={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(await CssAsync())).AsSpan(0, 5))}";

    private static async Task<string> RenderAsync(IServiceScopeFactory scopes, ILoggerFactory loggers)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        var dark = await RenderAsync(renderer, ":root", isDark: true);
        var light = await RenderAsync(renderer, ":root[data-theme=light]", isDark: false);
        return WithoutTags(dark + light);
    }

    private static Task<string> RenderAsync(HtmlRenderer renderer, string selector, bool isDark)
        => renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(MudThemeProvider.Theme)] = FilmRecTheme.For(selector),
                [nameof(MudThemeProvider.IsDarkMode)] = isDark,
                [nameof(MudThemeProvider.ObserveSystemDarkModeChange)] = false,
                [nameof(MudThemeProvider.DefaultScrollbar)] = true,
            });
            return (await renderer.RenderComponentAsync<MudThemeProvider>(parameters)).ToHtmlString();
        });

    private static string WithoutTags(string html) => StyleTag().Replace(html, "");

    [GeneratedRegex("</?style[^>]*>")]
    private static partial Regex StyleTag();
}
