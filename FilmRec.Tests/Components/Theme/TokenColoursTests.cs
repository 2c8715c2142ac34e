using System.Text.RegularExpressions;
using FilmRec.Tests.Architecture;
using FilmRec.Web.Components.Theme;

namespace FilmRec.Tests.Components.Theme;

public sealed class TokenColoursTests
{
    private static readonly string Tokens = File.ReadAllText(Path.Combine(SourceTree.Root, "wwwroot-assets/css/tokens.css"));

    [Fact]
    public void The_dark_palette_says_what_the_tokens_say()
        => ShouldAgree(TokenColours.Dark, Colours(Block(@":root, \[data-theme=""dark""\] \{")));

    [Fact]
    public void The_light_palette_says_what_the_tokens_say()
        => ShouldAgree(TokenColours.Light, Colours(Block(@"\n\[data-theme=""light""\] \{")));

    [Fact]
    public void A_system_that_prefers_light_gets_the_light_theme_to_the_letter()
        => Block(@":root:not\(\[data-theme\]\) \{").ShouldBe(Block(@"\n\[data-theme=""light""\] \{"));

    private static void ShouldAgree(IReadOnlyDictionary<string, string> palette, Dictionary<string, string> tokens)
    {
        palette.Count.ShouldBeGreaterThan(15);
        foreach (var (name, colour) in palette)
        {
            tokens.ShouldContainKeyAndValue(name, colour);
        }
    }

    private static string Block(string start)
    {
        var match = Regex.Match(Tokens, start + @"(?<body>[^}]*)\}");
        match.Success.ShouldBeTrue($"no block {start} in tokens.css");
        return match.Groups["body"].Value.Trim();
    }

    private static Dictionary<string, string> Colours(string block)
        => Regex.Matches(block, @"--(?<name>[a-z0-9-]+):\s*(?<colour>#[0-9a-f]{6});")
            .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["colour"].Value);
}
