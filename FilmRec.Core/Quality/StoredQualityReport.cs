using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FilmRec.Core.Quality;

/// <summary>A data-quality report as it was made, so that every server and the dashboard show the same one.</summary>
public sealed class StoredQualityReport(DateTimeOffset createdAt, string json)
{
    public int ReportId { get; private init; }
    public DateTimeOffset CreatedAt { get; private init; } = createdAt;
    public string Json { get; private init; } = json;
}

internal sealed class StoredQualityReportConfiguration : IEntityTypeConfiguration<StoredQualityReport>
{
    public void Configure(EntityTypeBuilder<StoredQualityReport> report)
    {
        report.ToTable("quality_reports");
        report.HasKey(r => r.ReportId);
        report.HasIndex(r => r.CreatedAt);
    }
}
