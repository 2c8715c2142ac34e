using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Accounts.Mail;

/// <summary>Mails about accounts. They leave after the answer, and a mail server that is away for a moment is asked again.</summary>
public sealed partial class AccountMail(
    Errands errands, MailOptions options, IEmailSender sender, IDbContextFactory<FilmRecDb> databases, TimeProvider clock, ILogger<AccountMail> logger)
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(20), TimeSpan.Zero];

    /// <summary>False where this server has no way to send mail.</summary>
    public bool CanSend => options.CanSend;

    /// <summary>Tells a viewer what has happened to their account, if this server can send mail and they have an address. Answers at once and never fails.</summary>
    public void Tell(int viewerId, string subject, string text)
    {
        if (CanSend && !errands.TryAdd("a notice by mail", token => TellAsync(viewerId, subject, text, token)))
        {
            LogFull();
        }
    }

    /// <summary>Sends one mail now, three times if need be.</summary>
    internal async Task SendAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        foreach (var pause in Pauses)
        {
            try
            {
                await sender.SendAsync(message, cancellationToken);
                LogSent(message.Subject);
                return;
            }
            catch (Exception e) when (pause > TimeSpan.Zero && e is not OperationCanceledException)
            {
                LogAgain(e.GetType().Name); // the text of the exception may hold the address
                await Task.Delay(pause, clock, cancellationToken);
            }
        }
    }

    private async Task TellAsync(int viewerId, string subject, string text, CancellationToken cancellationToken)
    {
        string? address;
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            address = await db.Users.Where(a => a.Id == viewerId).Select(a => a.Email).SingleOrDefaultAsync(cancellationToken);
        }

        if (address is not null)
        {
            await SendAsync(new EmailMessage(address, $"FilmRec: {subject}", text + "\n"), cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Information, "A mail left: {Subject}")]
    private partial void LogSent(string subject);

    [LoggerMessage(LogLevel.Warning, "A mail could not be sent ({Failure}); it is tried again")]
    private partial void LogAgain(string failure);

    [LoggerMessage(LogLevel.Warning, "A notice was not sent by mail: too many are waiting")]
    private partial void LogFull();
}
