namespace FilmRec.Web.Components.Theme;

/// <summary>The colours of <c>wwwroot-assets/css/tokens.css</c>, by token name without dashes, for MudBlazor, which computes with them
/// (hover, darker, lighter) and so cannot read CSS variables. A test compares both.</summary>
internal static class TokenColours
{
    public static IReadOnlyDictionary<string, string> Dark { get; } = new Dictionary<string, string>
    {
        ["bg"] = "#0f1113",
        ["surface"] = "#171a1d",
        ["raised"] = "#1f2327",
        ["sunken"] = "#0a0c0d",
        ["bone"] = "#1f2327",
        ["line"] = "#2a2f34",
        ["edge"] = "#6d757d",
        ["text"] = "#f3efe6",
        ["muted"] = "#b0b2ae",
        ["faint"] = "#8d9294",
        ["solid"] = "#f3efe6",
        ["on-solid"] = "#121314",
        ["you"] = "#f2b33d",
        ["guess"] = "#62cdbf",
        ["all"] = "#8b959f",
        ["good"] = "#7fcf93",
        ["warn"] = "#f0a860",
        ["bad"] = "#ff8677",
        ["ring"] = "#9cc4ff",
    };

    public static IReadOnlyDictionary<string, string> Light { get; } = new Dictionary<string, string>
    {
        ["bg"] = "#f6f3ec",
        ["surface"] = "#fffdf9",
        ["raised"] = "#ffffff",
        ["sunken"] = "#ece7dc",
        ["bone"] = "#e4ded1",
        ["line"] = "#ddd6c8",
        ["edge"] = "#857e70",
        ["text"] = "#1b1a17",
        ["muted"] = "#55524a",
        ["faint"] = "#6a665c",
        ["solid"] = "#1b1a17",
        ["on-solid"] = "#fdfbf6",
        ["you"] = "#8a4f00",
        ["guess"] = "#0b6e64",
        ["all"] = "#6b7278",
        ["good"] = "#1f6b3b",
        ["warn"] = "#92500a",
        ["bad"] = "#b02a1d",
        ["ring"] = "#1d5fc4",
    };
}
