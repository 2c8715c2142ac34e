using System.Collections.Concurrent;
using FilmRec.Core;
using FilmRec.Web.Auth;
using FilmRec.Web.Auth.Limits;

namespace FilmRec.Web.Hosting.Circuits;

/// <summary>How many pages may be connected at once. Section "FilmRec:Circuits" of the configuration.</summary>
internal sealed class CircuitLimits
{
    public const string Section = "FilmRec:Circuits";

    /// <summary>Of one viewer, in all their browsers.</summary>
    public int PerViewer { get; set; } = 20;

    /// <summary>From one address, which may be that of a whole office.</summary>
    public int PerAddress { get; set; } = 100;

    /// <summary>On this server.</summary>
    public int Overall { get; set; } = 1000;

    /// <exception cref="CannotContinueException">A value is no positive number.</exception>
    public static CircuitLimits From(IConfiguration configuration)
    {
        try
        {
            var limits = configuration.GetSection(Section).Get<CircuitLimits>() ?? new CircuitLimits();
            return limits is { PerViewer: > 0, PerAddress: > 0, Overall: > 0 } ? limits : throw new CannotContinueException("The numbers in FilmRec__Circuits__… must be greater than 0.");
        }
        catch (InvalidOperationException e)
        {
            throw new CannotContinueException("A value in FilmRec__Circuits__… cannot be read: PerViewer, PerAddress and Overall are whole numbers.", e);
        }
    }
}

/// <summary>Counts the connections of open pages, each of which keeps some hundred kilobytes of this server. Memory grows with the connections alone.</summary>
internal sealed class CircuitRoom(CircuitLimits limits)
{
    private readonly ConcurrentDictionary<string, int> _open = new(StringComparer.Ordinal);
    private int _overall;

    /// <summary>True while one more would be let in. Promises nothing: <see cref="TryEnter"/> decides.</summary>
    public bool HasPlaceFor(HttpContext context)
        => Volatile.Read(ref _overall) < limits.Overall && KeysOf(context).All(key => _open.GetValueOrDefault(key.Name) < key.Most);

    /// <summary>Counts a connection in.</summary>
    /// <param name="entry">What to give back to <see cref="Leave"/>; empty when there was no room.</param>
    public bool TryEnter(HttpContext context, out string[] entry)
    {
        var taken = new List<string>(2);
        bool fits = Interlocked.Increment(ref _overall) <= limits.Overall;
        foreach (var (name, most) in fits ? KeysOf(context) : [])
        {
            taken.Add(name);
            fits = _open.AddOrUpdate(name, 1, static (_, count) => count + 1) <= most;
            if (!fits)
            {
                break;
            }
        }

        entry = fits ? [.. taken] : [];
        if (!fits)
        {
            Leave([.. taken]);
        }

        return fits;
    }

    public void Leave(string[] entry)
    {
        Interlocked.Decrement(ref _overall);
        foreach (string name in entry)
        {
            if (_open.AddOrUpdate(name, 0, static (_, count) => count - 1) <= 0)
            {
                _open.TryRemove(KeyValuePair.Create(name, 0));
            }
        }
    }

    private IEnumerable<(string Name, int Most)> KeysOf(HttpContext context)
    {
        yield return ($"address {RequestLimits.AddressOf(context)}", limits.PerAddress);
        if (CurrentViewer.Of(context.User) is { } viewer)
        {
            yield return ($"viewer {viewer.Id}", limits.PerViewer);
        }
    }
}
