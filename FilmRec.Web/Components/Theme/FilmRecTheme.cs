using MudBlazor;

namespace FilmRec.Web.Components.Theme;

/// <summary>FilmRec's look as MudBlazor wants it. Colours come from <see cref="TokenColours"/>, sizes and shadows from the tokens themselves.</summary>
internal static class FilmRecTheme
{
    /// <summary>A theme whose variables apply to one CSS selector, so that both palettes can stand in one style sheet.</summary>
    public static MudTheme For(string selector) => new()
    {
        PaletteDark = Fill(new PaletteDark(), TokenColours.Dark, "rgba(5,6,7,0.68)"),
        PaletteLight = Fill(new PaletteLight(), TokenColours.Light, "rgba(40,36,28,0.5)"),
        Typography = Type(),
        Shadows = new Shadow { Elevation = Elevations() },
        LayoutProperties = new LayoutProperties
        {
            DefaultBorderRadius = "6px",
            AppbarHeight = "60px",
            DrawerWidthLeft = "212px",
            DrawerMiniWidthLeft = "56px",
        },
        PseudoCss = new PseudoCss { Scope = selector },
    };

    private static T Fill<T>(T palette, IReadOnlyDictionary<string, string> token, string scrim)
        where T : Palette
    {
        (palette.Primary, palette.PrimaryContrastText) = (token["solid"], token["on-solid"]);
        (palette.Secondary, palette.SecondaryContrastText) = (token["you"], token["bg"]);
        (palette.Tertiary, palette.TertiaryContrastText) = (token["guess"], token["bg"]);
        (palette.Info, palette.InfoContrastText) = (token["ring"], token["bg"]);
        (palette.Success, palette.SuccessContrastText) = (token["good"], token["bg"]);
        (palette.Warning, palette.WarningContrastText) = (token["warn"], token["bg"]);
        (palette.Error, palette.ErrorContrastText) = (token["bad"], token["bg"]);
        (palette.Dark, palette.DarkContrastText) = (token["all"], token["bg"]);
        (palette.Background, palette.BackgroundGray, palette.Surface) = (token["bg"], token["sunken"], token["surface"]);
        (palette.AppbarBackground, palette.AppbarText) = (token["bg"], token["text"]);
        (palette.DrawerBackground, palette.DrawerText, palette.DrawerIcon) = (token["surface"], token["text"], token["muted"]);
        (palette.TextPrimary, palette.TextSecondary, palette.TextDisabled) = (token["text"], token["muted"], token["faint"]);
        (palette.ActionDefault, palette.ActionDisabled, palette.ActionDisabledBackground) = (token["muted"], token["faint"], token["raised"]);
        (palette.LinesDefault, palette.Divider, palette.TableLines, palette.LinesInputs) = (token["line"], token["line"], token["line"], token["edge"]);
        (palette.TableHover, palette.TableStriped) = (token["raised"] + "8c", token["raised"] + "00");
        palette.Skeleton = token["bone"];
        palette.OverlayDark = scrim;
        palette.HoverOpacity = 0.06;
        palette.RippleOpacity = 0;
        palette.RippleOpacitySecondary = 0;
        return palette;
    }

    private static Typography Type() => new()
    {
        Default = Face<DefaultTypography>("var(--t-base)", "400", "1.53"),
        H1 = Face<H1Typography>("var(--t-3xl)", "700", "0.98", "-.038em"),
        H2 = Face<H2Typography>("var(--t-2xl)", "700", "1.05", "-.038em"),
        H3 = Face<H3Typography>("var(--t-xl)", "700", "1.15", "-.03em"),
        H4 = Face<H4Typography>("var(--t-lg)", "700", "1.24", "-.022em"),
        H5 = Face<H5Typography>("var(--t-md)", "650", "1.4"),
        H6 = Face<H6Typography>("var(--t-base)", "650", "1.4"),
        Subtitle1 = Face<Subtitle1Typography>("var(--t-md)", "400", "1.45"),
        Subtitle2 = Face<Subtitle2Typography>("var(--t-sm)", "600", "1.4"),
        Body1 = Face<Body1Typography>("var(--t-base)", "400", "1.53"),
        Body2 = Face<Body2Typography>("var(--t-sm)", "400", "1.42"),
        Button = Face<ButtonTypography>("14px", "600", "1.4"),
        Caption = Face<CaptionTypography>("var(--t-xs)", "400", "1.4"),
        Overline = Face<OverlineTypography>("var(--t-xs)", "600", "1.4"),
    };

    private static T Face<T>(string size, string weight, string lineHeight, string spacing = "normal")
        where T : BaseTypography, new()
        => new() { FontFamily = ["var(--font)"], FontSize = size, FontWeight = weight, LineHeight = lineHeight, LetterSpacing = spacing, TextTransform = "none" };

    private static string[] Elevations()
        => [.. Enumerable.Range(0, 26).Select(level => level switch { 1 => "var(--e1)", >= 2 and <= 8 => "var(--e2)", _ => "none" })];
}
