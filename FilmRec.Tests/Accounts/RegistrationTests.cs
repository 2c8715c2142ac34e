using FilmRec.Core.Accounts;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Tests.Accounts;

public sealed class RegistrationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task Of_sixteen_people_who_want_one_name_at_the_same_time_one_gets_it(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);

        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(
            () => world.Registration.RegisterAsync(new NewAccount("Anna", $"anna{i}@example.org", AccountWorld.Password), Token), Token)));

        results.OfType<RegistrationResult.Registered>().ShouldHaveSingleItem();
        results.OfType<RegistrationResult.Taken>().Count().ShouldBe(15);
        results.OfType<RegistrationResult.Taken>().ShouldAllBe(taken => taken.Problems.Single().Field == AccountField.UserName);
        await using var db = world.Open();
        (await db.Users.CountAsync(Token)).ShouldBe(1);
        (await db.UserRoles.CountAsync(Token)).ShouldBe(1);
    }

    [Theory, DatabaseUnderTest]
    public async Task Of_sixteen_people_with_one_mail_address_one_gets_an_account(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);

        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(
            () => world.Registration.RegisterAsync(new NewAccount($"anna{i}", "anna@example.org", AccountWorld.Password), Token), Token)));

        results.OfType<RegistrationResult.Registered>().ShouldHaveSingleItem();
        results.OfType<RegistrationResult.Taken>().ShouldAllBe(taken => taken.Problems.Single().Field == AccountField.Email);
    }

    [Theory, DatabaseUnderTest]
    public async Task Names_and_mail_addresses_are_compared_without_case(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        await world.RegisterAsync("Anna");

        var again = await world.Registration.RegisterAsync(new NewAccount("aNNA", "ANNA@EXAMPLE.ORG", AccountWorld.Password), Token);

        again.ShouldBeOfType<RegistrationResult.Taken>().Problems.Single().Field.ShouldBe(AccountField.UserName, "the address is only spoken of when the name is free");
    }

    [Theory, DatabaseUnderTest]
    public async Task Who_registers_is_a_viewer_and_no_administrator(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);

        int viewer = await world.RegisterAsync("anna");

        var standing = (await world.Get<AccountStandings>().FindAsync(viewer, Token)).ShouldNotBeNull();
        standing.IsAdministrator.ShouldBeFalse();
        await using var db = world.Open();
        (await db.UserRoles.Where(role => role.UserId == viewer).Join(db.Roles, mine => mine.RoleId, role => role.Id, (_, role) => role.Name).ToListAsync(Token)).ShouldBe([Roles.Viewer]);
    }

    [Theory, DatabaseUnderTest]
    public async Task The_password_is_stored_as_a_bcrypt_hash_and_nowhere_else(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);

        int viewer = await world.RegisterAsync("anna");

        await using var db = world.Open();
        var account = await db.Users.SingleAsync(a => a.Id == viewer, Token);
        account.PasswordHash.ShouldNotBeNull().ShouldStartWith("$2");
        new[] { account.SecurityStamp, account.ConcurrencyStamp, account.Email, account.UserName }.ShouldAllBe(text => !text!.Contains(AccountWorld.Password));
        AccountWorld.Wanted("anna").ToString().ShouldNotContain(AccountWorld.Password);
    }

    [Theory]
    [InlineData("an")]
    [InlineData("")]
    [InlineData("anna smith")]
    [InlineData("anna\n")]
    [InlineData("änna")]
    [InlineData("anna@home")]
    [InlineData("аnna")] // Cyrillic а
    [InlineData("a2345678901234567890123456789012345678901")]
    public void Other_names_are_refused(string name)
        => AccountRules.NameProblem(name).ShouldNotBeNull();

    [Theory]
    [InlineData("ann")]
    [InlineData("A.n-n_a.7")]
    [InlineData("a234567890123456789012345678901234567890")]
    public void Names_of_letters_digits_and_three_signs_are_taken(string name)
        => AccountRules.NameProblem(name).ShouldBeNull();

    [Theory]
    [InlineData("", "Enter your mail address.")]
    [InlineData("anna", "The @ is missing.")]
    [InlineData("@example.org", "Something is missing before the @.")]
    [InlineData("anna@", "Something is missing after the @.")]
    [InlineData("anna@b@c", "An address has one @ only.")]
    [InlineData("anna@exa mple.org", "An address has no spaces or special characters: check it.")]
    [InlineData("anna@example..org", "The part after the @ is not complete: check its dots.")]
    public void A_bad_mail_address_is_told_what_is_wrong_with_it(string email, string problem)
        => AccountRules.EmailProblem(email).ShouldBe(problem);
}
