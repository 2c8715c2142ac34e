using FilmRec.Core;
using FilmRec.Core.Accounts;
using FilmRec.Core.Accounts.Passwords;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace FilmRec.Tests.Accounts;

public sealed class PasswordTests
{
    private static readonly BcryptPasswordHasher Hasher = new(new PasswordHashingOptions { Cost = 4 });

    [Fact]
    public void A_password_longer_than_bcrypt_reads_is_refused_instead_of_cut()
    {
        string longest = new('é', 36);

        Hasher.Verify(Hasher.HashPassword(new Account(), longest), longest).ShouldBe(PasswordVerificationResult.Success);
        Should.Throw<ArgumentException>(() => Hasher.HashPassword(new Account(), longest + "x"));
        Hasher.Verify(Hasher.HashPassword(new Account(), longest), longest + "x").ShouldBe(PasswordVerificationResult.Failed);
        PasswordRules.ProblemOf(longest + "x", "anna").ShouldBe("Use a shorter password: this one takes 73 bytes, 72 are possible.");
    }

    [Fact]
    public void A_password_that_cannot_be_hashed_whole_is_refused()
    {
        foreach (string password in (string[])["quiet\0harbour", "quiet\ud800harbour"]) // a theory's runner would replace the half character
        {
            PasswordRules.ProblemOf(password, "anna").ShouldNotBeNull();
            Should.Throw<ArgumentException>(() => Hasher.HashPassword(new Account(), password));
            Hasher.Verify(Hasher.HashPassword(new Account(), "quiet harbour"), password).ShouldBe(PasswordVerificationResult.Failed);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("plain text")]
    [InlineData("$2a$04$short")]
    [InlineData("$2a$99$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyzabcdefghijkl")]
    public void Nothing_matches_what_is_no_hash(string? stored)
        => ((string[])["", "the password of nobody", "plain text", "impossible"]).ShouldAllBe(password => Hasher.Verify(stored, password) == PasswordVerificationResult.Failed);

    [Fact]
    public void Passwords_are_taken_as_they_are()
    {
        foreach (string password in (string[])["  spaces around  ", "ｗｉｄｅ letters", "pass🙂phrase", "tab\tand\nline"])
        {
            PasswordRules.ProblemOf(password, "anna").ShouldBeNull(password);
            string hash = Hasher.HashPassword(new Account(), password);
            Hasher.Verify(hash, password).ShouldBe(PasswordVerificationResult.Success);
            Hasher.Verify(hash, password.Trim().Normalize(System.Text.NormalizationForm.FormKC) + "!").ShouldBe(PasswordVerificationResult.Failed);
        }
    }

    [Theory]
    [InlineData("short 7")]
    [InlineData("my name is Anna ok")]
    [InlineData("I love FilmRec so")]
    public void Short_ones_and_names_are_refused(string password) => PasswordRules.ProblemOf(password, "anna").ShouldNotBeNull();

    [Theory]
    [InlineData("password")]
    [InlineData("Password1")]
    [InlineData("P@ssw0rd!")]
    [InlineData("12345678")]
    [InlineData("123456789")]
    [InlineData("87654321")]
    [InlineData("11111111")]
    [InlineData("12121212")]
    [InlineData("qwertyuiop")]
    [InlineData("qwerty123")]
    [InlineData("1q2w3e4r")]
    [InlineData("1qaz2wsx")]
    [InlineData("abc12345")]
    [InlineData("iloveyou")]
    [InlineData("ILoveYou2")]
    [InlineData("sunshine")]
    [InlineData("Summer2024!")]
    [InlineData("princess1")]
    [InlineData("trustno1")]
    [InlineData("dragon123")]
    [InlineData("baseball")]
    [InlineData("football!")]
    [InlineData("starwars")]
    [InlineData("superman")]
    [InlineData("letmein123")]
    [InlineData("welcome1")]
    [InlineData("admin123")]
    [InlineData("michelle")]
    [InlineData("jennifer")]
    [InlineData("corvette")]
    [InlineData("mustang1")]
    [InlineData("computer")]
    [InlineData("whatever")]
    [InlineData("monkeymonkey")]
    [InlineData("24121990")]
    [InlineData("aaaaaaaaaa")]
    [InlineData("changeme")]
    [InlineData("liverpool1")]
    [InlineData("chocolate")]
    [InlineData("passw0rd")]
    public void What_everybody_tries_first_is_refused(string password) => PasswordRules.ProblemOf(password, "bert").ShouldNotBeNull();

    [Theory]
    [InlineData("quiet harbour 71")]
    [InlineData("kettle-anchor-violet")]
    [InlineData("Vqx8!mdp")]
    [InlineData("dragon48291736")]
    [InlineData("7f3a19c2b4")]
    [InlineData("fünf nasse Hunde")]
    public void What_nobody_else_has_is_taken(string password) => PasswordRules.ProblemOf(password, "bert").ShouldBeNull();

    [Fact]
    public void The_list_stands_for_far_more_than_three_thousand_passwords()
    {
        CommonPasswords.Words.Count.ShouldBeGreaterThan(3000);
        string[] endings = ["", "1", "12", "123", "2024", "!"];

        var passwords = CommonPasswords.Words.SelectMany(word => endings.Select(ending => word + ending)).Where(password => password.Length >= PasswordRules.FewestCharacters).ToHashSet();

        passwords.Count.ShouldBeGreaterThan(3000);
        passwords.ShouldAllBe(password => CommonPasswords.Contains(password));
    }

    [Theory]
    [InlineData("9", true)]
    [InlineData("3", false)]
    [InlineData("21", false)]
    public void A_cost_that_makes_guessing_cheap_is_refused_with_a_sentence(string cost, bool production)
        => Should.Throw<CannotContinueException>(() => PasswordHashingOptions.From(With("Passwords:Cost", cost), production)).Message.ShouldStartWith("Passwords__Cost is ");

    [Fact]
    public void The_usual_cost_is_twelve() => PasswordHashingOptions.From(With("x", "y"), production: true).Cost.ShouldBe(12);

    [Fact]
    public async Task Few_hash_at_once_some_wait_and_the_rest_is_sent_away()
    {
        using var turns = new HashingTurns(new PasswordHashingOptions { Parallel = 2, QueueLength = 3 }, TimeProvider.System);
        using var release = new ManualResetEventSlim();
        int at = 0;
        int most = 0;
        bool Hash()
        {
            int now = Interlocked.Increment(ref at);
            InterlockedMax(ref most, now);
            bool released = release.Wait(TimeSpan.FromMinutes(1));
            Interlocked.Decrement(ref at);
            return released;
        }

        var token = TestContext.Current.CancellationToken;
        var taken = Enumerable.Range(0, 5).Select(_ => Task.Run(() => turns.RunAsync(Hash, token), token)).ToList();
        while (turns.Inside < 5 || Volatile.Read(ref at) < 2)
        {
            await Task.Delay(5, token);
        }

        var refusal = await Should.ThrowAsync<OverloadedException>(() => turns.RunAsync(Hash, token));
        release.Set();
        (await Task.WhenAll(taken)).ShouldAllBe(released => released);
        most.ShouldBe(2);
        refusal.RetryAfter.ShouldBeGreaterThan(TimeSpan.Zero);
        (await turns.RunAsync(Hash, token)).ShouldBeTrue();
    }

    [Fact]
    public async Task Hashing_keeps_to_threads_of_its_own_also_after_it_has_asked_the_database()
    {
        using var turns = new HashingTurns(new PasswordHashingOptions { Parallel = 1 }, TimeProvider.System);

        var (before, after) = await turns.RunAsync(async () =>
        {
            bool began = HashingThreads.IsHere;
            await Task.Delay(5);
            return (began, HashingThreads.IsHere);
        }, TestContext.Current.CancellationToken);

        before.ShouldBeTrue();
        after.ShouldBeTrue();
        HashingThreads.IsHere.ShouldBeFalse();
    }

    [Fact]
    public async Task Nobody_waits_for_a_hash_for_long()
    {
        var clock = new FakeTimeProvider();
        var options = new PasswordHashingOptions { Parallel = 1 };
        using var turns = new HashingTurns(options, clock);
        using var release = new ManualResetEventSlim();
        var token = TestContext.Current.CancellationToken;
        var hashing = Task.Run(() => turns.RunAsync(() => release.Wait(TimeSpan.FromMinutes(1)), token), token);
        while (turns.Inside < 1)
        {
            await Task.Delay(5, token);
        }

        var waiting = turns.RunAsync(() => true, token);
        clock.Advance(options.LongestWait - TimeSpan.FromSeconds(1));
        waiting.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));

        (await Should.ThrowAsync<OverloadedException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(20), token))).RetryAfter.ShouldBeGreaterThan(TimeSpan.Zero);
        release.Set();
        (await hashing).ShouldBeTrue();
        turns.Inside.ShouldBe(0);
    }

    // The least of several times: a busy machine makes some longer, and none shorter.
    [Fact]
    public void Checking_where_there_is_nothing_to_check_takes_as_long()
    {
        var hasher = new BcryptPasswordHasher(new PasswordHashingOptions { Cost = 9 });
        string hash = hasher.HashPassword(new Account(), "quiet harbour 71");
        TimeSpan LeastOf(string? stored) => Enumerable.Range(0, 8).Min(_ =>
        {
            long started = System.Diagnostics.Stopwatch.GetTimestamp();
            hasher.Verify(stored, "noisy harbour 71").ShouldBe(PasswordVerificationResult.Failed);
            return System.Diagnostics.Stopwatch.GetElapsedTime(started);
        });

        LeastOf(null).ShouldBeGreaterThan(LeastOf(hash) / 2);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen = Volatile.Read(ref most);
        while (value > seen && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
            seen = Volatile.Read(ref most);
        }
    }

    private static IConfiguration With(string key, string value) => new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();
}
