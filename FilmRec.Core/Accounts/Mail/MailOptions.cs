using Microsoft.Extensions.Configuration;
using MimeKit;

namespace FilmRec.Core.Accounts.Mail;

/// <summary>How the connection to the mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>Encrypted after a greeting (port 587); never without.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte (port 465).</summary>
    Tls,

    /// <summary>Not at all: for a mail server on this machine.</summary>
    None,
}

/// <summary>The mail server, and what mails say about this site. Section "FilmRec:Mail" of the configuration.</summary>
public sealed class MailOptions
{
    public const string Section = "FilmRec:Mail";

    /// <summary>The mail server; without one no mail is sent, or in Development it is put into a folder.</summary>
    public string? Host { get; set; }

    public int Port { get; set; } = 587;
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>Null where the server asks nobody to log in.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>"FilmRec &lt;films@example.org&gt;".</summary>
    public string? From { get; set; }

    /// <summary>Where people reach this site. Links in mails begin with it and not with the address of a request, which anybody may make up.</summary>
    public string? SiteAddress { get; set; }

    /// <summary>True where mails become files, for looking at what would be sent.</summary>
    public bool DropsFiles { get; private set; }

    /// <summary>True when mail leaves this server, or its folder.</summary>
    public bool CanSend => !string.IsNullOrWhiteSpace(Host) || DropsFiles;

    /// <summary>This path of the site as a link.</summary>
    public string LinkTo(string path) => (SiteAddress ?? "http://localhost:5080").TrimEnd('/') + path;

    /// <exception cref="CannotContinueException">A value is missing or unfit.</exception>
    public static MailOptions Read(IConfiguration configuration, bool development)
    {
        var options = Bind(configuration);
        if (string.IsNullOrWhiteSpace(options.Host))
        {
            options.DropsFiles = development;
            return options;
        }

        if (string.IsNullOrWhiteSpace(options.From) || !MailboxAddress.TryParse(options.From, out _))
        {
            throw new CannotContinueException("FilmRec__Mail__From is missing or no mail address, and FilmRec__Mail__Host is set: give the address that mails come from, for example 'FilmRec <films@example.org>'.");
        }

        if (!Uri.TryCreate(options.SiteAddress, UriKind.Absolute, out var site) || site.Scheme is not ("https" or "http"))
        {
            throw new CannotContinueException("FilmRec__Mail__SiteAddress is missing or no web address, and FilmRec__Mail__Host is set: give the address at which people open this site, for example https://films.example.org; links in mails begin with it.");
        }

        if (options.Port is < 1 or > 65535)
        {
            throw new CannotContinueException($"FilmRec__Mail__Port is {options.Port}: choose from 1 to 65535, or leave it out for 587.");
        }

        if (string.IsNullOrEmpty(options.User) != string.IsNullOrEmpty(options.Password))
        {
            throw new CannotContinueException("FilmRec__Mail__User and FilmRec__Mail__Password go together: set both, or neither where the mail server asks nobody to log in.");
        }

        return options;
    }

    /// <summary>Without the password, which must not reach a log by accident.</summary>
    public override string ToString() => $"{nameof(MailOptions)} {Host}:{Port}";

    private static MailOptions Bind(IConfiguration configuration)
    {
        try
        {
            return configuration.GetSection(Section).Get<MailOptions>() ?? new MailOptions();
        }
        catch (InvalidOperationException e)
        {
            throw new CannotContinueException("A value in FilmRec__Mail__… cannot be read: Port is a number, Security is StartTls, Tls or None.", e);
        }
    }
}
