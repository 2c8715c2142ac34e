using FilmRec.Core.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>One answer that was given: what was shown to whom, by which model, at which state of the profile.</summary>
public sealed class RecommendationLogEntry(Guid recommendationId, int viewerId, string model, long profileVersion, DateTimeOffset answeredAt, string items)
{
    public Guid RecommendationId { get; private init; } = recommendationId;
    public int ViewerId { get; private init; } = viewerId;

    /// <summary>Kind and id of the model: "als 12".</summary>
    public string Model { get; private init; } = model;
    public long ProfileVersion { get; private init; } = profileVersion;
    public DateTimeOffset AnsweredAt { get; private init; } = answeredAt;

    /// <summary>JSON array of {m: movie id, s: score} by position.</summary>
    public string Items { get; private init; } = items;

    /// <summary>What <see cref="Serving.Continuation"/> needs to go on with the answer, as JSON; null where nothing follows.</summary>
    public string? Continuation { get; init; }
}

internal sealed class RecommendationLogEntryConfiguration : IEntityTypeConfiguration<RecommendationLogEntry>
{
    public void Configure(EntityTypeBuilder<RecommendationLogEntry> entry)
    {
        entry.ToTable("recommendation_log");
        entry.HasKey(e => e.RecommendationId);
        entry.Property(e => e.RecommendationId).ValueGeneratedNever();
        entry.Property(e => e.ViewerId).HasColumnName("user_id");
        entry.Property(e => e.Model).HasMaxLength(64);
        entry.HasOne<Account>().WithMany().HasForeignKey(e => e.ViewerId).OnDelete(DeleteBehavior.Cascade);
        entry.HasIndex(e => new { e.ViewerId, e.AnsweredAt });
        entry.HasIndex(e => e.AnsweredAt);
    }
}
