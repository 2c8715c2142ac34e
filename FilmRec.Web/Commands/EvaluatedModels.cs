using System.Globalization;
using FilmRec.Core;
using FilmRec.Core.Recommending.Evaluation;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Web.Commands;

/// <summary>Models as one writes them behind <c>--models</c>: <c>als,ease,blend</c>, with other options <c>als:factors=64,sweeps=20</c>.</summary>
internal static class EvaluatedModels
{
    /// <summary>All that rank, where nothing is asked for.</summary>
    /// <exception cref="CannotContinueException">A kind or an option does not exist, or a value is out of range.</exception>
    public static Contestant[] Of(IEnumerable<string> texts)
    {
        List<(string Kind, List<KeyValuePair<string, double>> Options)> asked = [];
        foreach (string part in texts.SelectMany(text => text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            int colon = part.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0 && part.Contains('=', StringComparison.Ordinal) && asked.Count > 0)
            {
                asked[^1].Options.Add(Option(part));
            }
            else
            {
                asked.Add((colon < 0 ? part : part[..colon], []));
                if (colon >= 0)
                {
                    asked[^1].Options.Add(Option(part[(colon + 1)..]));
                }
            }
        }

        return asked.Count == 0
            ? [.. ModelKinds.All.Where(kind => kind.Ranks).Select(kind => new Contestant(kind))]
            : [.. asked.Select(one => With(Find(one.Kind), one.Options)).DistinctBy(contestant => contestant.Label)];
    }

    /// <summary>A kind that ranks, by its name.</summary>
    /// <exception cref="CannotContinueException">There is none.</exception>
    public static ModelKind Find(string name)
        => ModelKinds.Find(name) is { Ranks: true } kind ? kind : throw new CannotContinueException(
            $"'{name}' is not a kind that ranks films: --models takes {string.Join(", ", ModelKinds.All.Where(kind => kind.Ranks).Select(kind => kind.Name))}.");

    private static Contestant With(ModelKind kind, List<KeyValuePair<string, double>> options)
    {
        if (options.GroupBy(option => option.Key).FirstOrDefault(option => option.Count() > 1) is { } twice)
        {
            throw new CannotContinueException($"--models gives {twice.Key} of {kind.Name} twice: to compare values, name the kind twice, as in {kind.Name}:{twice.Key}=1,{kind.Name}:{twice.Key}=2.");
        }

        try
        {
            return Contestant.Of(kind, options);
        }
        catch (ArgumentException e)
        {
            throw new CannotContinueException(e.Message.Split(" (Parameter")[0], e);
        }
    }

    private static KeyValuePair<string, double> Option(string text)
    {
        string[] pair = text.Split('=');
        return pair.Length == 2 && double.TryParse(pair[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? KeyValuePair.Create(pair[0], value)
            : throw new CannotContinueException($"'{text}' is not an option with a number: write --models als:factors=64, for example.");
    }
}
