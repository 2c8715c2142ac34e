using System.Globalization;
using FilmRec.Core;
using FilmRec.Core.Recommending.Evaluation;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Web.Commands;

/// <summary>Models as one writes them behind <c>--models</c>: <c>als,ease,blend</c>, with other options <c>als:factors=64,sweeps=20</c>.</summary>
internal static class EvaluatedModels
{
    /// <param name="texts">As they were written; all kinds of that sort, where nothing was.</param>
    /// <param name="ranks">Kinds that rank, otherwise kinds that predict stars.</param>
    /// <exception cref="CannotContinueException">A kind or an option does not exist, or a value is out of range.</exception>
    public static Contestant[] Of(IEnumerable<string> texts, bool ranks)
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
            ? [.. ModelKinds.All.Where(kind => kind.Ranks == ranks).Select(kind => new Contestant(kind))]
            : [.. asked.Select(one => With(Find(one.Kind, ranks), one.Options)).DistinctBy(contestant => contestant.Label)];
    }

    /// <summary>A kind that ranks, or one that predicts stars, by its name.</summary>
    /// <exception cref="CannotContinueException">There is none.</exception>
    public static ModelKind Find(string name, bool ranks)
        => ModelKinds.Find(name) is { } kind && kind.Ranks == ranks ? kind : throw new CannotContinueException(
            $"'{name}' is not a kind that {(ranks ? "ranks films" : "predicts stars")}: there are {string.Join(", ", ModelKinds.All.Where(kind => kind.Ranks == ranks).Select(kind => kind.Name))}.");

    /// <exception cref="CannotContinueException">The model to compare with does not take part.</exception>
    public static void Require(string? against, Contestant[] contestants)
    {
        if (against is not null && contestants.All(contestant => contestant.Label != against))
        {
            throw new CannotContinueException($"--against {against} is not among the models: there are {string.Join(", ", contestants.Select(contestant => contestant.Label))}.");
        }
    }

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
