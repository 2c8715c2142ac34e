using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FilmRec.Core.Recommending.Evaluation.Metrics;
using FilmRec.Core.Recommending.Evaluation.Tuning;

namespace FilmRec.Core.Recommending.Evaluation.Reports;

/// <summary>A report for programs: one JSON object on one line. Keys stay; new ones may come.</summary>
public static class EvaluationJson
{
    // A ten-thousandth is far below any interval, and six digits still tell two runs apart.
    private const int Digits = 6;
    internal static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(EvaluationReport report)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Plain))
        {
            json.WriteStartObject();
            json.WriteString("protocol", report.Protocol);
            json.WriteNumber("folds", report.Folds);
            json.WriteNumber("viewers", report.Viewers);
            json.WriteNumber("held_out", report.HeldOut);
            json.WriteNumber("movies", report.Movies);
            json.WriteString("about", report.About);
            json.WriteString("main_metric", report.Main);
            Array(json, "models", report.Models, Model);
            Differences(json, report);
            Array(json, "slices", report.Slices, (writer, slice) => Slice(writer, slice, report));
            if (report.Tuning is { } tuning)
            {
                Tuning(json, tuning);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Model(Utf8JsonWriter json, ModelScore model)
    {
        json.WriteString("kind", model.Kind);
        Options(json, model.Options);
        Estimates(json, model.Metrics.Select(metric => (metric.Name, metric.Estimate)));
        if (model.RecallCurve.Count > 0)
        {
            json.WriteStartObject("recall_curve");
            foreach (var (rank, recall) in model.RecallCurve)
            {
                json.WriteNumber(FormattableString.Invariant($"{rank}"), Round(recall));
            }

            json.WriteEndObject();
        }

        Seconds(json, model.Seconds);
    }

    private static void Differences(Utf8JsonWriter json, EvaluationReport report)
    {
        json.WriteStartObject("differences");
        json.WriteString("against", report.Against.Kind);
        Array(json, "models", report.Models.Where(model => !ReferenceEquals(model, report.Against)), (writer, model) =>
        {
            writer.WriteString("kind", model.Kind);
            Estimates(writer, model.Metrics.Select(metric => (metric.Name, metric.Over(report.Against[metric.Name]))));
        });
        json.WriteEndObject();
    }

    private static void Slice(Utf8JsonWriter json, SliceScore slice, EvaluationReport report)
    {
        json.WriteString("name", slice.Name);
        json.WriteString("about", slice.About);
        json.WriteNumber("viewers", slice.Viewers);
        Array(json, "models", slice.Models.Zip(report.Models), (writer, pair) =>
        {
            writer.WriteString("kind", pair.Second.Kind);
            Estimates(writer, pair.First.Select(metric => (metric.Name, metric.Estimate)));
        });
    }

    private static void Tuning(Utf8JsonWriter json, TuningReport tuning)
    {
        json.WriteStartObject("tuning");
        json.WriteString("kind", tuning.Kind);
        json.WriteString("protocol", tuning.Protocol);
        json.WriteNumber("viewers", tuning.Viewers);
        json.WriteString("metric", tuning.Metric);
        json.WriteStartObject("chosen");
        json.WriteString("kind", tuning.Chosen.Label);
        Options(json, tuning.Chosen.Changed);
        json.WriteEndObject();
        Array(json, "trials", tuning.Trials, (writer, trial) =>
        {
            writer.WriteString("kind", trial.Label);
            Options(writer, trial.Changed);
            Estimates(writer, [(tuning.Metric, trial.Score)]);
            Pair(writer, "over_default", trial.OverDefault);
            Seconds(writer, trial.Seconds);
        });
        json.WriteEndObject();
    }

    internal static void Options(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, double>> options)
    {
        json.WriteStartObject("options");
        foreach (var (name, value) in options)
        {
            json.WriteNumber(name, value);
        }

        json.WriteEndObject();
    }

    internal static void Estimates(Utf8JsonWriter json, IEnumerable<(string Name, Estimate Estimate)> estimates)
    {
        (string Name, Estimate Estimate)[] all = [.. estimates];
        json.WriteStartObject("metrics");
        foreach (var (name, estimate) in all)
        {
            json.WriteNumber(name, Round(estimate.Mean));
        }

        json.WriteEndObject();
        json.WriteStartObject("interval");
        foreach (var (name, estimate) in all)
        {
            json.WriteNumber(name, Round(estimate.HalfWidth));
        }

        json.WriteEndObject();
    }

    private static void Pair(Utf8JsonWriter json, string name, Estimate estimate)
    {
        json.WriteStartObject(name);
        json.WriteNumber("mean", Round(estimate.Mean));
        json.WriteNumber("interval", Round(estimate.HalfWidth));
        json.WriteEndObject();
    }

    internal static void Seconds(Utf8JsonWriter json, double? seconds)
    {
        if (seconds is { } value)
        {
            json.WriteNumber("seconds", Math.Round(value, 3));
        }
    }

    internal static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static double Round(double value) => Math.Round(value, Digits);
}
