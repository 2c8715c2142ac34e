using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>What became of a recommended movie.</summary>
public enum FeedbackKind
{
    /// <summary>It came before the viewer's eyes.</summary>
    Seen,

    /// <summary>The viewer opened it.</summary>
    Opened,
}

/// <summary>A viewer saw or opened a movie of an answer. Written down once each.</summary>
public sealed class RecommendationFeedback(Guid recommendationId, int movieId, FeedbackKind kind, DateTimeOffset notedAt)
{
    public Guid RecommendationId { get; private init; } = recommendationId;
    public int MovieId { get; private init; } = movieId;
    public FeedbackKind Kind { get; private init; } = kind;
    public DateTimeOffset NotedAt { get; private init; } = notedAt;
}

internal sealed class RecommendationFeedbackConfiguration : IEntityTypeConfiguration<RecommendationFeedback>
{
    public void Configure(EntityTypeBuilder<RecommendationFeedback> feedback)
    {
        feedback.ToTable("recommendation_feedback");
        feedback.HasKey(f => new { f.RecommendationId, f.MovieId, f.Kind });
        feedback.Property(f => f.Kind).HasConversion<string>().HasMaxLength(16);
        feedback.HasOne<RecommendationLogEntry>().WithMany().HasForeignKey(f => f.RecommendationId).OnDelete(DeleteBehavior.Cascade);
    }
}
