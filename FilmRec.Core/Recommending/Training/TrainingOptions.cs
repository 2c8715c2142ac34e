using FilmRec.Core.Recommending.Models;

namespace FilmRec.Core.Recommending.Training;

/// <summary>Options of a run as people name them: "als:factors".</summary>
public static class TrainingOptions
{
    private const char Separator = ':';

    /// <summary>"als:factors".</summary>
    public static string Key(string kind, string option) => $"{kind}{Separator}{option}";

    /// <summary>The values that differ from the defaults, of kinds that are chosen.</summary>
    /// <param name="kinds">Chosen.</param>
    /// <param name="values">By <see cref="Key"/>; those of other kinds are left out.</param>
    public static IReadOnlyDictionary<string, double> Changed(IEnumerable<ModelKind> kinds, IReadOnlyDictionary<string, double> values)
        => kinds.SelectMany(kind => kind.Options.Select(option => (Key: Key(kind.Name, option.Name), option.Default)))
            .Where(option => values.TryGetValue(option.Key, out double value) && (float)value != (float)option.Default)
            .ToDictionary(option => option.Key, option => values[option.Key]);

    /// <summary>The kinds, each with its options set.</summary>
    /// <exception cref="ArgumentException">An option is unknown or out of range; the message names it.</exception>
    internal static IReadOnlyList<ModelKind> Apply(IEnumerable<ModelKind> kinds, IReadOnlyDictionary<string, double> values)
        => [.. kinds.Select(kind => kind.With(Of(kind.Name, values)))];

    /// <summary>Why these options cannot be, or null.</summary>
    /// <param name="kinds">All that are known.</param>
    /// <param name="values">By <see cref="Key"/>.</param>
    public static string? FindProblem(IReadOnlyList<ModelKind> kinds, IReadOnlyDictionary<string, double> values)
    {
        if (values.Keys.FirstOrDefault(key => kinds.All(kind => !key.StartsWith(kind.Name + Separator, StringComparison.Ordinal))) is { } unknown)
        {
            return $"\"{unknown}\" is an option of no kind of model.";
        }

        try
        {
            Apply(kinds, values);
            return null;
        }
        catch (ArgumentException e)
        {
            return e.Message.Split(" (Parameter", 2)[0];
        }
    }

    private static Dictionary<string, double> Of(string kind, IReadOnlyDictionary<string, double> values)
        => values.Where(value => value.Key.StartsWith(kind + Separator, StringComparison.Ordinal)).ToDictionary(value => value.Key[(kind.Length + 1)..], value => value.Value);
}
