using System.Globalization;
using FilmRec.Core;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Als;

namespace FilmRec.Web.Commands;

/// <summary>ALS with other options than its own, written as <c>factors=64,sweeps=20</c>: for comparing options with <c>evaluate</c>.</summary>
internal static class AlsVariant
{
    /// <exception cref="CannotContinueException">There is no such option, or its value is out of range.</exception>
    public static ModelKind Of(string text)
    {
        var options = new AlsOptions();
        foreach (string part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] pair = part.Split('=');
            if (pair.Length != 2 || !float.TryParse(pair[1], NumberStyles.Float, CultureInfo.InvariantCulture, out float value))
            {
                throw new CannotContinueException($"--als '{part}' is not an option with a number: write factors=64, for example.");
            }

            options = With(options, pair[0], value);
        }

        try
        {
            options.Validate();
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new CannotContinueException($"--als {text} is out of range: {e.Message}", e);
        }

        return new ModelKind($"als {text}", "ALS", "ALS with given options",
            (data, settings, progress, cancellationToken) => AlsTrainer.Train(data.Ratings, options, settings, progress, cancellationToken), AlsModel.Load);
    }

    private static AlsOptions With(AlsOptions options, string name, float value) => name switch
    {
        "factors" => options with { Factors = (int)value },
        "sweeps" => options with { Sweeps = (int)value },
        "regularisation" => options with { Regularisation = value },
        "ridge-exponent" => options with { RidgeExponent = value },
        "unobserved-weight" => options with { UnobservedWeight = value },
        "low-confidence" => options with { LowConfidence = value },
        "low-target" => options with { LowTarget = value },
        "initial-length" => options with { InitialLength = value },
        _ => throw new CannotContinueException(
            $"--als has no option '{name}': there are factors, sweeps, regularisation, ridge-exponent, unobserved-weight, low-confidence, low-target and initial-length."),
    };
}
