using System.Globalization;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Training;

namespace FilmRec.Web.Components.Pages.Admin.Training;

/// <summary>Options as a person types them.</summary>
internal static class OptionText
{
    /// <summary>A number as somebody wrote it, where it went through single precision: 0.4, not 0.4000000059604645.</summary>
    public static string Of(double value) => Math.Abs(value) < 1e9 ? ((decimal)(float)value).ToString(CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>What stands in the field.</summary>
    public static string TextOf(ModelKind kind, ModelOption option, IReadOnlyDictionary<string, string> typed)
        => typed.TryGetValue(TrainingOptions.Key(kind.Name, option.Name), out string? text) ? text : Of(option.Default);

    /// <summary>The value, or null for what the kind refuses.</summary>
    public static double? Read(ModelKind kind, ModelOption option, IReadOnlyDictionary<string, string> typed)
    {
        string text = TextOf(kind, option, typed);
        if (text == Of(option.Default))
        {
            return option.Default;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && TrainingOptions.FindProblem([kind], new Dictionary<string, double> { [TrainingOptions.Key(kind.Name, option.Name)] = value }) is null ? value : null;
    }

    /// <summary>"unobserved-weight" as a label: "Unobserved weight".</summary>
    public static string NameOf(ModelOption option)
    {
        string words = option.Name.Replace('-', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
