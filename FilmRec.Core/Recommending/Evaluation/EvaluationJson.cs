using System.Text;
using System.Text.Json;

namespace FilmRec.Core.Recommending.Evaluation;

/// <summary>A report for programs: one JSON object on one line.</summary>
public static class EvaluationJson
{
    // A ten-thousandth is far below any interval, and six digits still tell two runs apart.
    private const int Digits = 6;

    public static string Of(EvaluationReport report)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("protocol", report.Protocol);
            json.WriteNumber("folds", report.Folds);
            json.WriteNumber("viewers", report.Viewers);
            json.WriteNumber("held_out", report.HeldOut);
            json.WriteNumber("movies", report.Movies);
            json.WriteStartArray("models");
            foreach (var model in report.Models)
            {
                Write(json, model);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Write(Utf8JsonWriter json, ModelScore model)
    {
        json.WriteStartObject();
        json.WriteString("kind", model.Kind);
        json.WriteStartObject("metrics");
        foreach (var metric in model.Metrics)
        {
            json.WriteNumber(metric.Name, Math.Round(metric.Estimate.Mean, Digits));
        }

        json.WriteEndObject();
        json.WriteStartObject("interval");
        foreach (var metric in model.Metrics)
        {
            json.WriteNumber(metric.Name, Math.Round(metric.Estimate.HalfWidth, Digits));
        }

        json.WriteEndObject();
        if (model.Seconds is { } seconds)
        {
            json.WriteNumber("seconds", Math.Round(seconds, 3));
        }

        json.WriteEndObject();
    }
}
