using FilmRec.Core.Accounts;
using FilmRec.Core.Catalog;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FilmRec.Core.Ratings;

/// <summary>A movie that a viewer has put on one of their own lists.</summary>
public abstract class MovieMark(int viewerId, int movieId, DateTimeOffset markedAt)
{
    public int ViewerId { get; private init; } = viewerId;
    public int MovieId { get; private init; } = movieId;
    public DateTimeOffset MarkedAt { get; private init; } = markedAt;
}

/// <summary>A movie that a viewer is not interested in: never recommended, and so is less of what is like it.</summary>
public sealed class HiddenMovie(int viewerId, int movieId, DateTimeOffset markedAt) : MovieMark(viewerId, movieId, markedAt);

/// <summary>A movie that a viewer wants to watch.</summary>
public sealed class WatchlistMovie(int viewerId, int movieId, DateTimeOffset markedAt) : MovieMark(viewerId, movieId, markedAt);

internal sealed class HiddenMovieConfiguration : IEntityTypeConfiguration<HiddenMovie>
{
    public void Configure(EntityTypeBuilder<HiddenMovie> hidden) => MovieMarkColumns.Configure(hidden, "hidden_movies", "hidden_at");
}

internal sealed class WatchlistMovieConfiguration : IEntityTypeConfiguration<WatchlistMovie>
{
    public void Configure(EntityTypeBuilder<WatchlistMovie> listed) => MovieMarkColumns.Configure(listed, "watchlist", "added_at");
}

internal static class MovieMarkColumns
{
    public static void Configure<TMark>(EntityTypeBuilder<TMark> mark, string table, string moment)
        where TMark : MovieMark
    {
        mark.ToTable(table);
        mark.HasKey(m => new { m.ViewerId, m.MovieId });
        mark.Property(m => m.ViewerId).HasColumnName("user_id");
        mark.Property(m => m.MarkedAt).HasColumnName(moment);
        mark.HasOne<Account>().WithMany().HasForeignKey(m => m.ViewerId).OnDelete(DeleteBehavior.Cascade);
        mark.HasOne<Movie>().WithMany().HasForeignKey(m => m.MovieId).OnDelete(DeleteBehavior.Cascade);
        mark.HasIndex(m => new { m.ViewerId, m.MarkedAt });
        mark.HasIndex(m => m.MovieId);
    }
}
