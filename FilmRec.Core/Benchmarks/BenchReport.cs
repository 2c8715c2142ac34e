using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FilmRec.Core.Benchmarks;

/// <summary>Machine and results, for people or for programs.</summary>
public sealed record BenchReport(Machine Machine, BenchShape Shape, IReadOnlyList<BenchResult> Results)
{
    private const int Digits = 6;

    /// <summary>One JSON object on one line.</summary>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartObject("machine");
            json.WriteString("cpu", Machine.Processor);
            json.WriteNumber("cores", Machine.Cores);
            json.WriteNumber("vector_bits", Machine.VectorBits);
            json.WriteNumber("memory_gb", Math.Round(Machine.MemoryGigabytes, 1));
            json.WriteString("runtime", Machine.Runtime);
            json.WriteString("system", Machine.System);
            json.WriteNumber("threads", Machine.Threads);
            json.WriteNumber("peak_gflops", Math.Round(Machine.PeakGflops, 1));
            json.WriteNumber("bandwidth_gb_per_second", Math.Round(Machine.BandwidthGigabytes, 1));
            json.WriteEndObject();
            json.WriteStartObject("shape");
            json.WriteNumber("viewers", Shape.Viewers);
            json.WriteNumber("movies", Shape.Movies);
            json.WriteNumber("ratings", Shape.Ratings);
            json.WriteEndObject();
            json.WriteStartArray("results");
            foreach (var result in Results)
            {
                Write(json, result);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>A few lines for each result.</summary>
    public string ToText()
    {
        var text = new StringBuilder().AppendLine(Machine.ToString()).Append(Shape);
        foreach (var result in Results)
        {
            text.AppendLine().AppendLine().Append(result.What);
            foreach (var (name, values) in result.Figures)
            {
                string figures = string.Join("  ", values.Select(Text));
                text.AppendLine().Append(CultureInfo.InvariantCulture, $"  {name.Replace('_', ' '),-24}{figures}");
            }
        }

        return text.ToString();
    }

    private static string Text(double value)
        => value.ToString(Math.Abs(value) switch { >= 1000 => "#,0", 0 or >= 0.001 => "0.####", _ => "0.0e0" }, CultureInfo.InvariantCulture);

    private static void Write(Utf8JsonWriter json, BenchResult result)
    {
        json.WriteStartObject();
        json.WriteString("what", result.What);
        foreach (var (name, values) in result.Figures)
        {
            json.WritePropertyName(name);
            if (result.IsList(name))
            {
                json.WriteStartArray();
                foreach (double value in values)
                {
                    json.WriteNumberValue(Math.Round(value, Digits));
                }

                json.WriteEndArray();
            }
            else
            {
                json.WriteNumberValue(Math.Round(values[0], Digits));
            }
        }

        json.WriteEndObject();
    }
}
