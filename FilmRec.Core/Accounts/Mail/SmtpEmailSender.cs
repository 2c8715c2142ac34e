using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace FilmRec.Core.Accounts.Mail;

/// <summary>Sends mail through a mail server; each over a connection of its own, because mails are few.</summary>
public sealed class SmtpEmailSender(MailOptions options) : IEmailSender
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public async Task SendAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var mail = new MimeMessage();
        mail.From.Add(MailboxAddress.Parse(options.From ?? ""));
        mail.To.Add(new MailboxAddress("", message.To));
        mail.Subject = message.Subject;
        mail.Headers.Add("Auto-Submitted", "auto-generated"); // so that no out-of-office answer comes back (RFC 3834)
        mail.Body = new TextPart("plain") { Text = message.Text };
        using var server = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds };
        await server.ConnectAsync(options.Host ?? "", options.Port, SecurityOf(options.Security), cancellationToken);
        if (!string.IsNullOrEmpty(options.User))
        {
            await server.AuthenticateAsync(options.User, options.Password ?? "", cancellationToken);
        }

        await server.SendAsync(mail, cancellationToken);
        await server.DisconnectAsync(quit: true, cancellationToken);
    }

    private static SecureSocketOptions SecurityOf(MailSecurity security) => security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };
}
