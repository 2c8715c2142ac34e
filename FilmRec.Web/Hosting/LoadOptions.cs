using FilmRec.Core;

namespace FilmRec.Web.Hosting;

/// <summary>What one server takes on at most, whoever asks. Section "FilmRec:Load" of the configuration.</summary>
internal sealed class LoadOptions
{
    public const string Section = "FilmRec:Load";

    private const int PerCore = 128;

    /// <summary>Pages and API calls that are worked on at once. 0 stands for 128 a core: a burst of some hundred small requests is worked on, and still takes well under a second.</summary>
    public int Concurrent { get; set; }

    /// <summary>How many more may wait for their turn. 0 stands for four times as many.</summary>
    public int Waiting { get; set; }

    /// <summary>How long one waits before it is told to come back later.</summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromMilliseconds(400);

    /// <summary>When an answer that takes so long is broken off.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Open connections.</summary>
    public int Connections { get; set; } = 10_000;

    public int Permits => Concurrent > 0 ? Concurrent : PerCore * Environment.ProcessorCount;
    public int Queue => Waiting > 0 ? Waiting : 4 * Permits;

    /// <exception cref="CannotContinueException">A value is out of its range or cannot be read.</exception>
    public static LoadOptions From(IConfiguration configuration)
    {
        try
        {
            var options = configuration.GetSection(Section).Get<LoadOptions>() ?? new LoadOptions();
            return options is { Concurrent: >= 0, Waiting: >= 0, Connections: > 0 } && options.LongestWait > TimeSpan.Zero && options.RequestTimeout > TimeSpan.Zero
                ? options
                : throw new CannotContinueException("A value in FilmRec__Load__… is out of its range: counts and times are greater than 0, and 0 stands for the default of Concurrent and Waiting.");
        }
        catch (InvalidOperationException e)
        {
            throw new CannotContinueException("A value in FilmRec__Load__… cannot be read: Concurrent, Waiting and Connections are whole numbers, LongestWait and RequestTimeout times such as 00:00:30.", e);
        }
    }
}
