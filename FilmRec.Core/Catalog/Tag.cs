using FilmRec.Core.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FilmRec.Core.Catalog;

/// <summary>A word that one viewer attached to one movie.</summary>
public sealed class Tag(int viewerId, int movieId, string text, DateTimeOffset taggedAt)
{
    public const int TextLength = 250;

    public int ViewerId { get; init; } = viewerId;
    public int MovieId { get; init; } = movieId;
    public string Text { get; init; } = text;
    public DateTimeOffset TaggedAt { get; init; } = taggedAt;
}

internal sealed class TagConfiguration : IEntityTypeConfiguration<Tag>
{
    public void Configure(EntityTypeBuilder<Tag> tag)
    {
        tag.ToTable("tags");
        tag.HasKey(t => new { t.MovieId, t.ViewerId, t.Text });
        tag.Property(t => t.ViewerId).HasColumnName("user_id");
        tag.Property(t => t.Text).HasMaxLength(Tag.TextLength);
        tag.HasOne<Movie>().WithMany().HasForeignKey(t => t.MovieId).OnDelete(DeleteBehavior.Cascade);
        tag.HasOne<Account>().WithMany().HasForeignKey(t => t.ViewerId).OnDelete(DeleteBehavior.Cascade);
        tag.HasIndex(t => t.ViewerId);
    }
}
