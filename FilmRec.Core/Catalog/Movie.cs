using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FilmRec.Core.Catalog;

/// <summary>One movie of the catalogue, with the sums of its ratings kept beside it.</summary>
/// <remarks>
/// <see cref="RatingCount"/>, <see cref="RatingSum"/> and <see cref="Rating"/> change in the same transaction as the ratings themselves;
/// <see cref="Genre"/> repeats the genre names as text for people who read the table.
/// </remarks>
public sealed class Movie(string title, Origin origin, DateTimeOffset createdAt)
{
    public const int TitleLength = 300;
    public const int GenreLength = 300;
    public const int DampingCount = 10;
    public const double DampingStars = 3.5;

    public int MovieId { get; private init; }
    public string Title { get; init; } = title;
    public string NormalizedTitle { get; init; } = "";

    /// <summary>Genre names joined by "|"; empty where none is known.</summary>
    public string Genre { get; init; } = "";
    public int? ReleaseYear { get; init; }
    public int? RuntimeMinutes { get; init; }
    public string? Description { get; init; }

    /// <summary>Mean stars, 0.5 … 5; null while nobody has rated it.</summary>
    public double? Rating { get; init; }
    public int RatingCount { get; init; }

    /// <summary>Sum of half stars over all its ratings.</summary>
    public long RatingSum { get; init; }

    /// <summary>
    /// What "best rated" sorts by: the mean as if <see cref="DampingCount"/> more people had given <see cref="DampingStars"/> stars, so that
    /// one enthusiast does not lead the list; 0 while nobody has rated it. The database computes it.
    /// </summary>
    public double DampedRating { get; private init; }

    /// <summary>The release year, 0 where it is not known: what lists by year sort and filter by. The database computes it.</summary>
    public int SortYear { get; private init; }

    /// <summary>As in IMDb addresses, with "tt": "tt0113277".</summary>
    public string? ImdbId { get; init; }
    public int? TmdbId { get; init; }
    public Origin Origin { get; init; } = origin;
    public string? OriginKey { get; init; }
    public DateTimeOffset CreatedAt { get; init; } = createdAt;
}

internal sealed class MovieConfiguration : IEntityTypeConfiguration<Movie>
{
    // Computed by the database, so that bulk imports cannot forget it; stored, so that it can be indexed.
    private static readonly string DampedRating = string.Create(CultureInfo.InvariantCulture,
        $"CASE WHEN rating_count = 0 THEN 0.0 ELSE (rating_sum + {Movie.DampingCount * Movie.DampingStars * 2:0.0}) / (2.0 * (rating_count + {Movie.DampingCount})) END");

    public void Configure(EntityTypeBuilder<Movie> movie)
    {
        movie.ToTable("movies", table =>
        {
            table.HasCheckConstraint("ck_movies_rating", "rating IS NULL OR (rating >= 0.5 AND rating <= 5)");
            table.HasCheckConstraint("ck_movies_rating_count", "rating_count >= 0 AND rating_sum >= rating_count");
            table.HasCheckConstraint("ck_movies_release_year", "release_year IS NULL OR (release_year >= 1870 AND release_year <= 2200)");
            table.HasCheckConstraint("ck_movies_title", "title <> ''");
        });
        movie.HasKey(m => m.MovieId);
        movie.Property(m => m.Title).HasMaxLength(Movie.TitleLength);
        movie.Property(m => m.NormalizedTitle).HasMaxLength(Movie.TitleLength);
        movie.Property(m => m.Genre).HasMaxLength(Movie.GenreLength);
        movie.Property(m => m.Description).HasMaxLength(4000);
        movie.Property(m => m.DampedRating).HasComputedColumnSql(DampedRating, stored: true);
        movie.Property(m => m.SortYear).HasComputedColumnSql("COALESCE(release_year, 0)", stored: true);
        movie.Property(m => m.ImdbId).HasMaxLength(16);
        movie.Property(m => m.Origin).HasConversion<string>().HasMaxLength(16);
        movie.Property(m => m.OriginKey).HasMaxLength(64);
        movie.HasIndex(m => new { m.Origin, m.OriginKey }).IsUnique();
        movie.HasIndex(m => m.ImdbId);
        movie.HasIndex(m => m.TmdbId);
        movie.HasIndex(m => new { m.NormalizedTitle, m.MovieId });
        movie.HasIndex(m => new { m.SortYear, m.MovieId });
        movie.HasIndex(m => new { m.RatingCount, m.MovieId });
        movie.HasIndex(m => new { m.DampedRating, m.MovieId });
        movie.HasIndex(m => new { m.CreatedAt, m.MovieId });
    }
}
