using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Recommending.Training;

/// <summary>Reads rows of models as people see them.</summary>
internal static class ModelSummaries
{
    public static async Task<IReadOnlyList<ModelSummary>> ReadAsync(IQueryable<StoredModel> models, CancellationToken cancellationToken)
    {
        var rows = await models.AsNoTracking().ToListAsync(cancellationToken);
        return [.. rows.Select(Of)];
    }

    public static ModelSummary Of(StoredModel m)
        => new(m.ModelId, m.Kind, m.State, m.RunId, m.Bytes, m.DataFingerprint, TrainingJson.Read<ModelMetric>(m.Metrics), m.Verdict, m.CreatedAt, m.PublishedAt);
}
