using FilmRec.Core.Accounts;
using FilmRec.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Commands;

public sealed class AdminCommandTests
{
    private static readonly string[] Create = ["admin", "create", "--name", "anna", "--email", "anna@example.org"];

    [Theory, DatabaseUnderTest]
    public async Task An_administrator_is_made_with_the_password_from_standard_input(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);

        await using var run = await ProgramRun.RunWithInputAsync(ProgramRun.EnvironmentOf(database), "quiet harbour 71\n", [.. Create, "--password-stdin"]);

        run.ExitCode.ShouldBe(0, run.Errors);
        (run.Output + run.Errors).ShouldNotContain("harbour");
        await using var services = database.BuildServices();
        (await services.GetRequiredService<Login>().AttemptAsync("anna", "quiet harbour 71", null, TestContext.Current.CancellationToken)).ShouldBeOfType<LoginResult.Entered>().Standing.IsAdministrator.ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_wrong_is_said_by_field()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);

        await using var run = await ProgramRun.RunWithInputAsync(ProgramRun.EnvironmentOf(database), "password1", [.. Create, "--password-stdin"]);

        run.ExitCode.ShouldBe(1);
        run.Errors.Trim().ShouldBe("The administrator was not made. Password: Many people use this password, so it is among the first that others try: choose another.");
    }

    [Fact]
    public async Task Without_a_terminal_the_password_is_not_asked_for()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);

        await using var run = await ProgramRun.RunAsync(ProgramRun.EnvironmentOf(database), Create);

        run.ExitCode.ShouldBe(1);
        run.Errors.Trim().ShouldBe("Nobody can be asked for the password here: add --password-stdin and pipe it in.");
    }
}
