using System.Globalization;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Core.Recommending.Evaluation;

/// <summary>A kind of model that takes part in an evaluation.</summary>
/// <param name="Kind">With its options set.</param>
/// <param name="Changed">The options that are not the default ones, in the order in which they were given.</param>
public sealed record Contestant(ModelKind Kind, IReadOnlyList<KeyValuePair<string, double>> Changed)
{
    public Contestant(ModelKind kind) : this(kind, [])
    {
    }

    /// <summary>As one would write it: "als", "als:factors=64,sweeps=20".</summary>
    public string Label
        => Changed.Count == 0 ? Kind.Name
            : $"{Kind.Name}:{string.Join(',', Changed.Select(option => string.Create(CultureInfo.InvariantCulture, $"{option.Key}={option.Value}")))}";

    /// <summary>All options that it is trained with.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Options => [.. Kind.Options.Select(option => KeyValuePair.Create(option.Name, Plain(option.Default)))];

    /// <summary>The kind with other options.</summary>
    /// <exception cref="ArgumentException">There is no such option, or it is out of range.</exception>
    public static Contestant Of(ModelKind kind, IReadOnlyList<KeyValuePair<string, double>> changed)
        => new(kind.With(changed.ToDictionary(option => option.Key, option => option.Value)), changed);

    /// <summary>A number as somebody wrote it, where it went through single precision: 0.4, not 0.4000000059604645.</summary>
    internal static double Plain(double value) => (double)(decimal)(float)value;
}
