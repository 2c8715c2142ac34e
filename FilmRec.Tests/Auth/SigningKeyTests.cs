using FilmRec.Core;
using FilmRec.Web.Auth.Tokens;
using Microsoft.Extensions.Configuration;

namespace FilmRec.Tests.Auth;

public sealed class SigningKeyTests
{
    [Fact]
    public void With_PostgreSQL_a_key_must_be_configured()
        => Should.Throw<CannotContinueException>(() => JwtOptions.From(With(("ConnectionStrings:Postgres", "Host=x")))).Message.ShouldContain("Jwt__Key");

    [Theory]
    [InlineData("short")]
    [InlineData("1234567890123456789012345678901")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void A_key_that_can_be_guessed_is_refused_without_being_repeated(string key)
        => Should.Throw<CannotContinueException>(() => JwtOptions.From(With(("Jwt:Key", key)))).Message.ShouldNotContain(key);

    [Fact]
    public void A_key_is_read_as_base64_or_as_text()
    {
        byte[] random = [.. Enumerable.Range(0, 32).Select(i => (byte)(i * 37))];

        JwtOptions.From(With(("Jwt:Key", Convert.ToBase64String(random)))).KeyBytes().ShouldBe(random);
        JwtOptions.From(With(("Jwt:Key", "thirty-two characters or more of text"))).KeyBytes().ShouldBe("thirty-two characters or more of text"u8.ToArray());
        JwtOptions.From(With(("Jwt:Key", "thirty-two characters or more of text"))).ToString().ShouldNotContain("thirty");
    }

    [Theory]
    [InlineData("00:00:10")]
    [InlineData("365.00:00:00")]
    public void Tokens_for_seconds_or_for_years_are_refused(string lifetime)
        => Should.Throw<CannotContinueException>(() => JwtOptions.From(With(("Jwt:AccessTokenLifetime", lifetime)))).Message.ShouldContain("Jwt__AccessTokenLifetime");

    [Fact]
    public async Task The_embedded_key_is_made_once_for_its_owner_alone()
    {
        var folder = Directory.CreateTempSubdirectory("filmrec-test-");
        try
        {
            var options = new FilmRecOptions { DataFolder = folder.FullName };

            byte[][] keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new SigningKey(new JwtOptions(), options).Value.Key)));

            keys.ShouldAllBe(key => key.SequenceEqual(keys[0]));
            keys[0].Length.ShouldBe(32);
            Directory.GetFiles(options.KeyFolder).ShouldBe([SigningKey.FileOf(options)]);
            if (!OperatingSystem.IsWindows())
            {
                File.GetUnixFileMode(SigningKey.FileOf(options)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            await File.WriteAllTextAsync(SigningKey.FileOf(options), "cut", TestContext.Current.CancellationToken);
            Should.Throw<CannotContinueException>(() => new SigningKey(new JwtOptions(), options).Value).Message.ShouldContain("damaged");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IConfiguration With(params (string Key, string Value)[] settings)
        => new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
}
