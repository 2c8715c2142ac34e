using Microsoft.Extensions.Configuration;

namespace FilmRec.Core.Accounts.SecondFactors;

/// <summary>Who must have a second factor. Section "FilmRec:Accounts" of the configuration.</summary>
public sealed class SecondFactorOptions
{
    public const string Section = "FilmRec:Accounts";

    /// <summary>True leads administrators who have none to the page that sets it up, and nowhere else.</summary>
    public bool AdministratorsNeedSecondFactor { get; set; }

    /// <summary>True for an administrator who has to set up a second factor before anything else.</summary>
    public bool IsMissing(bool isAdministrator, bool hasSecondFactor) => AdministratorsNeedSecondFactor && isAdministrator && !hasSecondFactor;

    /// <exception cref="CannotContinueException">The value is neither true nor false.</exception>
    public static SecondFactorOptions From(IConfiguration configuration)
    {
        try
        {
            return configuration.GetSection(Section).Get<SecondFactorOptions>() ?? new SecondFactorOptions();
        }
        catch (InvalidOperationException e)
        {
            throw new CannotContinueException("FilmRec__Accounts__AdministratorsNeedSecondFactor must be true or false: correct it, or leave it out for false.", e);
        }
    }
}
