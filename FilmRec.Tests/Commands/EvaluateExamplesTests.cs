using System.Text.RegularExpressions;
using FilmRec.Tests.Architecture;

namespace FilmRec.Tests.Commands;

public sealed partial class EvaluateExamplesTests
{
    public static TheoryData<string> Examples { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "FilmRec.Core", "Recommending"), "README.md", SearchOption.AllDirectories)
            .SelectMany(File.ReadAllLines).Select(line => Example().Match(line)).Where(line => line.Success).Select(line => line.Groups["arguments"].Value.Trim())
            .Where(arguments => !arguments.Contains('[', StringComparison.Ordinal) && !arguments.Contains('…', StringComparison.Ordinal)).Distinct()];

    [Theory, MemberData(nameof(Examples))]
    public void Examples_name_options_that_exist(string arguments)
        => Web.Commands.CommandLine.Create().Parse(["evaluate", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]).Errors.ShouldBeEmpty();

    [Fact]
    public void There_are_examples() => Examples.Count.ShouldBeGreaterThan(7);

    [GeneratedRegex("^(FilmRec.Web|dotnet run .* --) evaluate (?<arguments>.*)$")]
    private static partial Regex Example();
}
