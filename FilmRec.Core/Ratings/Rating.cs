using FilmRec.Core.Accounts;
using FilmRec.Core.Catalog;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FilmRec.Core.Ratings;

/// <summary>One viewer's current opinion of one movie. Rating again replaces it.</summary>
public sealed class Rating(int viewerId, int movieId, Stars stars, DateTimeOffset ratedAt)
{
    public int ViewerId { get; private init; } = viewerId;
    public int MovieId { get; private init; } = movieId;
    public Stars Stars { get; private set; } = stars;
    public DateTimeOffset RatedAt { get; private set; } = ratedAt;

    public void Set(Stars stars, DateTimeOffset now) => (Stars, RatedAt) = (stars, now);
}

internal sealed class RatingConfiguration : IEntityTypeConfiguration<Rating>
{
    public void Configure(EntityTypeBuilder<Rating> rating)
    {
        rating.ToTable("ratings", table => table.HasCheckConstraint("ck_ratings_half_stars", "half_stars BETWEEN 1 AND 10"));
        rating.HasKey(r => new { r.ViewerId, r.MovieId });
        rating.Property(r => r.ViewerId).HasColumnName("user_id");
        rating.Property(r => r.Stars).HasColumnName("half_stars")
            .HasConversion(stars => (short)stars.HalfStars, half => Stars.OfHalfStars(half));
        rating.HasOne<Account>().WithMany().HasForeignKey(r => r.ViewerId).OnDelete(DeleteBehavior.Cascade);
        rating.HasOne<Movie>().WithMany().HasForeignKey(r => r.MovieId).OnDelete(DeleteBehavior.Cascade);
        // The stars are in the index, so that a movie's histogram is read from it alone.
        rating.HasIndex(r => new { r.MovieId, r.Stars }).HasDatabaseName("ix_ratings_movie_id_half_stars");
        rating.HasIndex(r => new { r.ViewerId, r.RatedAt });
    }
}
