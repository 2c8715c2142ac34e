using Microsoft.ML;
using Microsoft.ML.Data;

namespace FilmRec.Core.Recommending.Features;

/// <summary>Row-major numbers as the kind of view that ML.NET reads.</summary>
internal sealed class FeatureRows
{
    public const string Column = nameof(Features);

    // Set by name through the schema.
    public float[] Features { get; set; } = [];

    /// <param name="context">The seeded context of the caller.</param>
    /// <param name="values">[rows × columns]; read when the view is.</param>
    /// <param name="columns">At least 1.</param>
    public static IDataView View(MLContext context, ReadOnlyMemory<float> values, int columns)
    {
        var schema = SchemaDefinition.Create(typeof(FeatureRows));
        schema[Column].ColumnType = new VectorDataViewType(NumberDataViewType.Single, columns);
        return context.Data.LoadFromEnumerable(Rows(values, columns), schema);
    }

    private static IEnumerable<FeatureRows> Rows(ReadOnlyMemory<float> values, int columns)
    {
        for (int start = 0; start < values.Length; start += columns)
        {
            yield return new FeatureRows { Features = values.Slice(start, columns).ToArray() };
        }
    }
}
