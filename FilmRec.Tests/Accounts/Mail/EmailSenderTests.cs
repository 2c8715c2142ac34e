using System.Net;
using System.Net.Sockets;
using System.Text;
using FilmRec.Core;
using FilmRec.Core.Accounts.Mail;
using Microsoft.Extensions.Configuration;
using MimeKit;

namespace FilmRec.Tests.Accounts.Mail;

public sealed class EmailSenderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_server_is_given_the_whole_mail()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var heard = ListenAsync(server);
        var options = Read(("Host", "127.0.0.1"), ("Port", $"{((IPEndPoint)server.LocalEndpoint).Port}"), ("Security", "None"), ("From", "FilmRec <films@example.org>"), ("SiteAddress", "https://films.example"));

        await new SmtpEmailSender(options).SendAsync(new EmailMessage("anna@example.org", "Grüße\r\nBcc: evil@example.org", "Ein Text\n"), Token);

        string talk = await heard;
        talk.ShouldContain("MAIL FROM:<films@example.org>");
        talk.ShouldContain("RCPT TO:<anna@example.org>");
        talk.Split('\n').Count(line => line.StartsWith("RCPT", StringComparison.Ordinal)).ShouldBe(1);
        talk.ShouldNotContain("\nBcc:");
        talk.ShouldContain("Auto-Submitted: auto-generated");
        talk.ShouldContain("Ein Text");
    }

    [Fact]
    public async Task In_development_mails_become_files_that_say_so()
    {
        var folder = Directory.CreateTempSubdirectory("filmrec-test-");
        try
        {
            var filmRec = new FilmRecOptions { DataFolder = folder.FullName };

            await new FileDropEmailSender(filmRec, TimeProvider.System).SendAsync(new EmailMessage("anna@example.org", "A link", "https://films.example/account/reset?token=x"), Token);

            string file = Directory.GetFiles(FileDropEmailSender.FolderOf(filmRec), "*.eml").ShouldHaveSingleItem();
            using var mail = await MimeMessage.LoadAsync(file, Token);
            (mail.Subject, mail.To.ToString(), mail.TextBody?.Trim()).ShouldBe(("A link", "anna@example.org", "https://films.example/account/reset?token=x"));
            mail.Headers["X-FilmRec-Not-Sent"].ShouldNotBeNull();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Without_a_mail_server_nothing_is_sent_but_in_development()
    {
        MailOptions.Read(new ConfigurationBuilder().Build(), development: false).CanSend.ShouldBeFalse();
        MailOptions.Read(new ConfigurationBuilder().Build(), development: true).DropsFiles.ShouldBeTrue();
        Read(("Host", "mail.example"), ("From", "films@example.org"), ("SiteAddress", "https://films.example")).CanSend.ShouldBeTrue();
    }

    [Theory]
    [InlineData("From", "")]
    [InlineData("From", "not an address <")]
    [InlineData("SiteAddress", "")]
    [InlineData("SiteAddress", "films.example")]
    [InlineData("SiteAddress", "javascript:alert(1)")]
    [InlineData("Port", "0")]
    [InlineData("Port", "many")]
    [InlineData("Security", "Perhaps")]
    [InlineData("User", "films")]
    public void A_setting_that_cannot_be_right_stops_the_start_with_a_sentence(string name, string value)
    {
        var settings = new Dictionary<string, string> { ["Host"] = "mail.example", ["From"] = "films@example.org", ["SiteAddress"] = "https://films.example" };
        settings[name] = value;

        Should.Throw<CannotContinueException>(() => Read([.. settings.Select(setting => (setting.Key, setting.Value))])).Message.ShouldContain("FilmRec__Mail__");
    }

    private static MailOptions Read(params (string Name, string Value)[] settings)
        => MailOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"FilmRec:Mail:{setting.Name}", (string?)setting.Value))).Build(), development: false);

    // As much of a mail server as one mail needs.
    private static async Task<string> ListenAsync(TcpListener server)
    {
        using var client = await server.AcceptTcpClientAsync(Token);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\r\n", AutoFlush = true };
        var talk = new StringBuilder();
        await writer.WriteLineAsync("220 here");
        while (await reader.ReadLineAsync(Token) is { } line)
        {
            talk.Append(line).Append('\n');
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    while (await reader.ReadLineAsync(Token) is { } text and not ".")
                    {
                        talk.Append(text).Append('\n');
                    }

                    await writer.WriteLineAsync("250 taken");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 farewell");
                    return talk.ToString();
                default:
                    await writer.WriteLineAsync("250 fine");
                    break;
            }
        }

        return talk.ToString();
    }
}
