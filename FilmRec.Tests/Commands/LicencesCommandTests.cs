using System.Text.Json;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Commands;

public sealed class LicencesCommandTests
{
    private static readonly Dictionary<string, string?> Nothing = [];

    [Fact]
    public async Task Every_package_of_the_program_is_listed_with_its_licence()
    {
        await using var run = await ProgramRun.RunAsync(Nothing, "licences", "--format", "json");

        run.ExitCode.ShouldBe(0, run.Errors);
        var packages = JsonDocument.Parse(run.Output).RootElement.GetProperty("packages").EnumerateArray()
            .ToDictionary(package => package.GetProperty("name").GetString()!, package => package.GetProperty("licence").GetString()!);
        packages["MudBlazor"].ShouldBe("MIT");
        packages["Npgsql"].ShouldBe("PostgreSQL");
        packages.Count.ShouldBeGreaterThan(40);
        packages.Where(package => package.Value == "not stated").Select(package => package.Key).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("text", "MudBlazor  ")]
    [InlineData("markdown", "| [MudBlazor](")]
    public async Task People_can_read_it(string format, string expected)
    {
        string file = Path.Combine(Path.GetTempPath(), $"licences-{Guid.NewGuid():N}");
        await using var run = await ProgramRun.RunAsync(Nothing, "licenses", "--format", format, "--output", file);

        run.ExitCode.ShouldBe(0, run.Errors);
        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldContain(expected);
        File.Delete(file);
    }
}
