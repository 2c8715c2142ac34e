namespace FilmRec.Core.Accounts.Mail;

/// <summary>A mail in plain text.</summary>
public sealed record EmailMessage(string To, string Subject, string Text)
{
    /// <summary>Without the address and the text, which must not reach a log by accident.</summary>
    public override string ToString() => $"{nameof(EmailMessage)} \"{Subject}\"";
}

/// <summary>How mail leaves this server.</summary>
public interface IEmailSender
{
    /// <summary>Hands one mail over. Throws what the way out throws: the caller tries again.</summary>
    Task SendAsync(EmailMessage message, CancellationToken cancellationToken);
}
