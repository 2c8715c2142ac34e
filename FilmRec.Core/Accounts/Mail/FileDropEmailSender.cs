using System.Globalization;
using MimeKit;

namespace FilmRec.Core.Accounts.Mail;

/// <summary>Puts mails into a folder instead of sending them, for who works on FilmRec: open the newest .eml to follow its link.</summary>
public sealed class FileDropEmailSender(FilmRecOptions filmRec, TimeProvider clock) : IEmailSender
{
    public static string FolderOf(FilmRecOptions filmRec) => Path.Combine(filmRec.FullDataFolder, "mail");

    public async Task SendAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var mail = new MimeMessage();
        mail.From.Add(new MailboxAddress("FilmRec", "nobody@localhost"));
        mail.To.Add(new MailboxAddress("", message.To));
        mail.Subject = message.Subject;
        mail.Date = clock.GetUtcNow();
        mail.Headers.Add("X-FilmRec-Not-Sent", "Development without a mail server: this file is all there is.");
        mail.Body = new TextPart("plain") { Text = message.Text };
        string folder = FolderOf(filmRec);
        Directory.CreateDirectory(folder);
        string name = string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow():yyyyMMdd-HHmmss-fff}-{Guid.NewGuid().ToString("N")[..6]}.eml");
        string draft = Path.Combine(folder, name + ".part"); // nobody ever reads half a mail
        await using (var file = File.Create(draft))
        {
            await mail.WriteToAsync(file, cancellationToken);
        }

        File.Move(draft, Path.Combine(folder, name));
    }
}
