using FilmRec.Core.Accounts;
using FilmRec.Core.Catalog;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FilmRec.Core.Ratings.Exchange;

/// <summary>One import of ratings by a viewer. What it has changed stands beside it for a while, so that it can be taken back.</summary>
public sealed class RatingImport(Guid importId, int viewerId, string source, string fileName, DateTimeOffset startedAt)
{
    public const int SourceLength = 50;
    public const int FileNameLength = 300;

    public Guid ImportId { get; private init; } = importId;
    public int ViewerId { get; private init; } = viewerId;

    /// <summary>Whose layout the file had: "Letterboxd".</summary>
    public string Source { get; private init; } = source;
    public string FileName { get; private init; } = fileName;
    public DateTimeOffset StartedAt { get; private init; } = startedAt;
    public int Added { get; private set; }
    public int Replaced { get; private set; }
    public int WatchesAdded { get; private set; }
    public DateTimeOffset? UndoneAt { get; private set; }
}

/// <summary>A rating that an import has changed: how it was, and how it is since.</summary>
internal sealed class RatingImportChange(Guid importId, int movieId, Stars stars, DateTimeOffset ratedAt)
{
    public Guid ImportId { get; private init; } = importId;
    public int MovieId { get; private init; } = movieId;

    /// <summary>Null where the film was not rated.</summary>
    public Stars? OldStars { get; init; }
    public DateTimeOffset? OldRatedAt { get; init; }
    public Stars Stars { get; private init; } = stars;
    public DateTimeOffset RatedAt { get; private init; } = ratedAt;
}

/// <summary>An entry of the watch history that an import has added.</summary>
internal sealed class RatingImportWatch(Guid importId, long historyId)
{
    public Guid ImportId { get; private init; } = importId;
    public long HistoryId { get; private init; } = historyId;
}

internal sealed class RatingImportConfiguration : IEntityTypeConfiguration<RatingImport>
{
    public void Configure(EntityTypeBuilder<RatingImport> import)
    {
        import.ToTable("rating_imports");
        import.HasKey(i => i.ImportId);
        import.Property(i => i.ImportId).ValueGeneratedNever();
        import.Property(i => i.ViewerId).HasColumnName("user_id");
        import.Property(i => i.Source).HasMaxLength(RatingImport.SourceLength);
        import.Property(i => i.FileName).HasMaxLength(RatingImport.FileNameLength);
        import.HasOne<Account>().WithMany().HasForeignKey(i => i.ViewerId).OnDelete(DeleteBehavior.Cascade);
        import.HasIndex(i => new { i.ViewerId, i.StartedAt });
    }
}

internal sealed class RatingImportChangeConfiguration : IEntityTypeConfiguration<RatingImportChange>
{
    public void Configure(EntityTypeBuilder<RatingImportChange> change)
    {
        change.ToTable("rating_import_changes");
        change.HasKey(c => new { c.ImportId, c.MovieId });
        change.Property(c => c.OldStars).HasColumnName("old_half_stars").HasConversion<short?>(
            stars => stars == null ? null : (short)stars.Value.HalfStars, half => half == null ? null : Ratings.Stars.OfHalfStars(half.Value));
        change.Property(c => c.Stars).HasColumnName("half_stars").HasConversion(stars => (short)stars.HalfStars, half => Ratings.Stars.OfHalfStars(half));
        change.HasOne<RatingImport>().WithMany().HasForeignKey(c => c.ImportId).OnDelete(DeleteBehavior.Cascade);
        change.HasOne<Movie>().WithMany().HasForeignKey(c => c.MovieId).OnDelete(DeleteBehavior.Cascade);
        change.HasIndex(c => c.MovieId);
    }
}

internal sealed class RatingImportWatchConfiguration : IEntityTypeConfiguration<RatingImportWatch>
{
    public void Configure(EntityTypeBuilder<RatingImportWatch> watch)
    {
        watch.ToTable("rating_import_watches");
        watch.HasKey(w => new { w.ImportId, w.HistoryId });
        watch.HasOne<RatingImport>().WithMany().HasForeignKey(w => w.ImportId).OnDelete(DeleteBehavior.Cascade);
        watch.HasOne<Watch>().WithMany().HasForeignKey(w => w.HistoryId).OnDelete(DeleteBehavior.Cascade);
        watch.HasIndex(w => w.HistoryId);
    }
}
