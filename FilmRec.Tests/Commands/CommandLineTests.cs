using System.Net;
using System.Net.Sockets;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Commands;

public sealed class CommandLineTests
{
    [Fact]
    public async Task A_mistyped_command_is_named_and_help_is_offered()
    {
        await using var run = await ProgramRun.RunAsync(new Dictionary<string, string?>(), "recomend");

        run.ExitCode.ShouldBe(1);
        OneSentence(run).ShouldBe("'recomend' is not a command of FilmRec: --help lists them.");
    }

    [Fact]
    public async Task Help_lists_the_commands()
    {
        await using var run = await ProgramRun.RunAsync(new Dictionary<string, string?>(), "--help");

        run.ExitCode.ShouldBe(0);
        foreach (string command in (string[])["serve", "generate", "import", "process", "train", "evaluate", "migrate", "admin"])
        {
            run.Output.ShouldContain($"  {command} ");
        }
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_ends_the_program_with_one_sentence()
    {
        await using var run = await ProgramRun.RunAsync(new Dictionary<string, string?> { ["FilmRec__DataFolder"] = "/proc/filmrec" }, "serve");

        run.ExitCode.ShouldBe(1);
        OneSentence(run).ShouldContain("/proc/filmrec");
    }

    [Fact]
    public async Task A_wrong_connection_string_ends_the_program_with_one_sentence()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, migrated: false);
        var settings = ProgramRun.EnvironmentOf(database);
        settings["ConnectionStrings__Postgres"] = "Host=127.0.0.1;Port=1;Database=films;Username=me;Password=secret-word";
        settings["Jwt__Key"] = "a key for tests, with 32 bytes and more";

        await using var run = await ProgramRun.RunAsync(settings, "serve");

        run.ExitCode.ShouldBe(1);
        OneSentence(run).ShouldContain("127.0.0.1:1");
        run.Errors.ShouldNotContain("secret-word");
    }

    [Fact]
    public async Task A_machine_without_ICU_is_told_so_in_one_sentence()
    {
        await using var run = await ProgramRun.RunAsync(new Dictionary<string, string?> { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1" }, "migrate");

        run.ExitCode.ShouldBe(1);
        OneSentence(run).ShouldContain("ICU");
    }

    [Fact]
    public async Task A_port_in_use_ends_the_program_with_one_sentence()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;

        await using var run = await ProgramRun.RunAsync(ProgramRun.EnvironmentOf(database), "serve", "--urls", $"http://127.0.0.1:{port}");

        run.ExitCode.ShouldBe(1);
        OneSentence(run).ShouldContain($"{port}");
        OneSentence(run).ShouldContain("--urls");
    }

    // A person reads one line that ends with a full stop, and no stack trace.
    private static string OneSentence(ProgramRun run)
    {
        string[] lines = run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        run.Errors.ShouldNotContain("   at ");
        run.Errors.ShouldNotContain("Exception");
        run.Output.ShouldNotContain("Exception");
        string last = lines.Where(line => !line.StartsWith('{')).ShouldHaveSingleItem();
        last.ShouldEndWith(".");
        return last;
    }
}
