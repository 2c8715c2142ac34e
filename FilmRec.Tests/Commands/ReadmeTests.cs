using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using FilmRec.Tests.Architecture;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Commands;

/// <summary>The README's commands, run as they stand: a shell script is made of its bash blocks, from top to bottom.</summary>
public sealed partial class ReadmeTests
{
    private const string NotRun = "<!-- not run:";

    [Fact]
    public async Task The_commands_of_the_README_work()
    {
        Assert.SkipWhen(PostgresServer.WhyNot is not null, PostgresServer.WhyNot ?? "");
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres, migrated: false);
        string folder = Directory.CreateTempSubdirectory("filmrec-readme-").FullName;
        try
        {
            SmallMovieLens.Write(Path.Combine(folder, "ml-latest-small"));
            await File.WriteAllTextAsync(Path.Combine(folder, "readme.sh"), Script(database), TestContext.Current.CancellationToken);

            var (exitCode, output) = await RunAsync(folder);

            exitCode.ShouldBe(0, output);
            output.ShouldContain("\"user_id\"");
            output.ShouldContain("\"recommendation_id\"");
            output.ShouldContain("\"profile_version\"");
            output.ShouldContain("\"models\"");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Files_that_the_README_names_exist()
        => LocalLink().Matches(ReadReadme()).Select(link => link.Groups["path"].Value)
            .Where(path => !File.Exists(Path.Combine(SourceTree.Root, path)))
            .ShouldBeEmpty();

    [Fact]
    public void Settings_that_the_README_lists_exist_in_the_code()
    {
        string code = string.Join('\n', SourceTree.Read().Select(file => file.Text));

        string[] names = [.. Setting().Matches(ReadReadme()).Select(setting => setting.Groups["name"].Value).Distinct()];

        names.Length.ShouldBeGreaterThan(8);
        names.Where(name => !Regex.IsMatch(code, $@"public \S+ {name} {{|:{name}""")).ShouldBeEmpty();
    }

    private static string ReadReadme() => File.ReadAllText(Path.Combine(SourceTree.Root, "README.md"));

    // "dotnet run --project FilmRec.Web" becomes the program that was built with these tests; serving goes on in the background while the next
    // lines run, on a free port; everything else is the README's own text.
    private static string Script(TestDatabase database)
    {
        int port = ProgramRun.FreePort();
        var script = new StringBuilder($$"""
            set -euo pipefail
            export FilmRec__DataFolder="$PWD/data" RateLimits__Enabled=false POSTGRES_PASSWORD=unused
            server=
            stop() { [ -z "$server" ] || { kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; server=; }; }
            trap stop EXIT
            dotnet() {
              case "$1" in build) return 0 ;; esac
              local arguments=()
              while [ $# -gt 0 ] && [ "$1" != "--" ]; do shift; done
              [ $# -eq 0 ] || { shift; arguments=("$@"); }
              stop
              case "${arguments[0]:-serve}" in
                serve)
                  command dotnet "{{ProgramRun.ProgramFile}}" serve --urls http://localhost:{{port}} >serve.log 2>&1 &
                  server=$!
                  for _ in $(seq 600); do
                    if curl -sf http://localhost:{{port}}/health/ready >/dev/null; then return 0; fi
                    kill -0 "$server" || { cat serve.log; return 1; }
                    sleep 0.2
                  done
                  return 1 ;;
                *) command dotnet "{{ProgramRun.ProgramFile}}" "${arguments[@]}" ;;
              esac
            }

            """);
        foreach (var block in Block().Matches(ReadReadme()).Where(block => !block.Groups["before"].Value.StartsWith(NotRun, StringComparison.Ordinal)))
        {
            script.AppendLine(block.Groups["code"].Value
                .Replace("localhost:5080", $"localhost:{port}", StringComparison.Ordinal)
                .Replace("Host=localhost;Database=filmrec;Username=filmrec;Password=$POSTGRES_PASSWORD", database.Postgres, StringComparison.Ordinal));
            // The API's section, which follows, is read by somebody whose site is running.
            if (block.Groups["code"].Value.Contains("-- bench", StringComparison.Ordinal))
            {
                script.AppendLine("dotnet run --project FilmRec.Web -- serve");
            }
        }

        return script.ToString();
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string folder)
    {
        var start = new ProcessStartInfo("bash") { WorkingDirectory = folder, RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("bash -x readme.sh 2>&1");
        using var process = Process.Start(start) ?? throw new InvalidOperationException("bash does not start");
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(8));
        string output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, output);
    }

    [GeneratedRegex("""(?<before><!-- not run:[^\n]*\n)?```bash\n(?<code>.*?)```""", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"`(?:FilmRec|Jwt|Passwords|RateLimits)__(?<name>[A-Za-z]+)")]
    private static partial Regex Setting();

    [GeneratedRegex(@"\]\((?<path>(?!https?:)[^)#]+)\)")]
    private static partial Regex LocalLink();
}
