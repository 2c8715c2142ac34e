using FilmRec.Core;

namespace FilmRec.Web.Auth.Limits;

/// <summary>How many requests each address and each account may make in a minute. Section "RateLimits" of the configuration.</summary>
public sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>False for load tests.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Attempts to log in, from one address and for one name.</summary>
    public int LoginsPerMinute { get; set; } = 10;

    /// <summary>Registrations from one address.</summary>
    public int RegistrationsPerMinute { get; set; } = 5;

    /// <summary>Requests to the API from one address, without a token.</summary>
    public int AnonymousPerMinute { get; set; } = 60;

    /// <summary>Requests to the API with the tokens of one account.</summary>
    public int SignedInPerMinute { get; set; } = 300;

    /// <summary>Requests to the API that one service client makes, whoever it acts for; each viewer has their own limit beside it.</summary>
    public int ClientPerMinute { get; set; } = 3000;

    /// <summary>Tokens for service clients, from one address and for one client: with one for each of its viewers every quarter of an hour, a client serves thousands.</summary>
    public int ClientTokensPerMinute { get; set; } = 600;

    /// <exception cref="CannotContinueException">A limit is not a positive number.</exception>
    public static RateLimitOptions From(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        try
        {
            var options = section.Get<RateLimitOptions>() ?? new RateLimitOptions();
            return new[] { options.LoginsPerMinute, options.RegistrationsPerMinute, options.AnonymousPerMinute, options.SignedInPerMinute, options.ClientPerMinute, options.ClientTokensPerMinute }.All(limit => limit > 0)
                ? options
                : throw new CannotContinueException("The limits in RateLimits__… must be greater than 0: correct them, or switch all off with RateLimits__Enabled=false.");
        }
        catch (InvalidOperationException e)
        {
            throw new CannotContinueException("A value in RateLimits__… cannot be read: Enabled is true or false, the others are whole numbers.", e);
        }
    }
}
