using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace FilmRec.Core.Accounts.Passwords;

/// <summary>How dear it is to guess a password. Section "Passwords" of the configuration.</summary>
public sealed class PasswordHashingOptions
{
    public const string Section = "Passwords";
    public const int LowestProductionCost = 10;

    /// <summary>bcrypt's work factor: every step doubles the time, 12 is about a quarter of a second. 4 to 20, in Production at least 10.</summary>
    public int Cost { get; set; } = 12;

    /// <summary>How many passwords are hashed at the same time; 0 stands for all cores but one.</summary>
    public int Parallel { get; set; }

    /// <summary>How many requests may wait for their hash; more are told to come back later.</summary>
    public int QueueLength { get; set; } = 32;

    /// <summary>How long a request waits for its turn; then it is told to come back later, too.</summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>At least 1.</summary>
    public int Hashers => Parallel > 0 ? Parallel : Math.Max(1, Environment.ProcessorCount - 1);

    /// <exception cref="CannotContinueException">A value is out of its range.</exception>
    public static PasswordHashingOptions From(IConfiguration configuration, bool production)
    {
        var options = configuration.GetSection(Section).Get<PasswordHashingOptions>() ?? new PasswordHashingOptions();
        int lowest = production ? LowestProductionCost : 4;
        if (options.Cost < lowest || options.Cost > 20)
        {
            throw new CannotContinueException($"Passwords__Cost is {options.Cost}, which {(production ? "Production" : "bcrypt")} does not allow: choose a number from {lowest} to 20, or leave it out for 12.");
        }

        if (options.Parallel is < 0 or > 256 || options.QueueLength is < 0 or > 100_000)
        {
            throw new CannotContinueException("Passwords__Parallel must be 0 to 256 and Passwords__QueueLength 0 to 100000: correct them, or leave them out.");
        }

        if (options.LongestWait <= TimeSpan.Zero || options.LongestWait > TimeSpan.FromMinutes(1))
        {
            throw new CannotContinueException($"Passwords__LongestWait is {options.LongestWait}: choose up to one minute (00:01:00), or leave it out for 10 seconds.");
        }

        return options;
    }

    internal static PasswordHashingOptions From(IConfiguration configuration, IHostEnvironment? environment)
        => From(configuration, environment?.IsProduction() ?? false);
}
