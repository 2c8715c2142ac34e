using FilmRec.Core.Accounts;
using FilmRec.Core.Catalog;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FilmRec.Core.Ratings;

/// <summary>One viewing of one movie by one viewer: an entry of the watch history.</summary>
public sealed class Watch(int viewerId, int movieId, DateTimeOffset watchDate)
{
    /// <summary>A day: longer than any movie that somebody watches in one go.</summary>
    public const int MaximumMinutes = 24 * 60;

    /// <exception cref="ArgumentOutOfRangeException">Neither null nor 1 … <see cref="MaximumMinutes"/>.</exception>
    internal static void CheckMinutes(int? minutes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minutes ?? 1, 1, nameof(minutes));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minutes ?? 1, MaximumMinutes, nameof(minutes));
    }

    public long HistoryId { get; private init; }
    public int ViewerId { get; private init; } = viewerId;
    public int MovieId { get; private init; } = movieId;
    public DateTimeOffset WatchDate { get; private init; } = watchDate;

    /// <summary>Stars given on that occasion, 0.5 … 5, or null.</summary>
    public double? Rating { get; init; }

    /// <summary>Minutes, or null where not recorded.</summary>
    public int? WatchDuration { get; init; }
}

internal sealed class WatchConfiguration : IEntityTypeConfiguration<Watch>
{
    public void Configure(EntityTypeBuilder<Watch> watch)
    {
        watch.ToTable("watch_history", table =>
        {
            table.HasCheckConstraint("ck_watch_history_rating", "rating IS NULL OR (rating >= 0.5 AND rating <= 5)");
            table.HasCheckConstraint("ck_watch_history_watch_duration", $"watch_duration IS NULL OR watch_duration BETWEEN 1 AND {Watch.MaximumMinutes}");
        });
        watch.HasKey(w => w.HistoryId);
        watch.Property(w => w.ViewerId).HasColumnName("user_id");
        watch.HasOne<Account>().WithMany().HasForeignKey(w => w.ViewerId).OnDelete(DeleteBehavior.Cascade);
        watch.HasOne<Movie>().WithMany().HasForeignKey(w => w.MovieId).OnDelete(DeleteBehavior.Cascade);
        watch.HasIndex(w => new { w.ViewerId, w.WatchDate, w.HistoryId });
        watch.HasIndex(w => w.MovieId);
    }
}
