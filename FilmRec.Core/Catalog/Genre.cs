using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FilmRec.Core.Catalog;

/// <summary>A genre by its name: "Film-Noir".</summary>
public sealed class Genre(string name)
{
    public const int NameLength = 50;

    public int GenreId { get; private init; }
    public string Name { get; init; } = name;
}

/// <summary>One movie has one genre.</summary>
public sealed class MovieGenre(int movieId, int genreId)
{
    public int MovieId { get; init; } = movieId;
    public int GenreId { get; init; } = genreId;
}

internal sealed class GenreConfiguration : IEntityTypeConfiguration<Genre>
{
    public void Configure(EntityTypeBuilder<Genre> genre)
    {
        genre.ToTable("genres");
        genre.HasKey(g => g.GenreId);
        genre.Property(g => g.Name).HasMaxLength(Genre.NameLength);
        genre.HasIndex(g => g.Name).IsUnique();
    }
}

internal sealed class MovieGenreConfiguration : IEntityTypeConfiguration<MovieGenre>
{
    public void Configure(EntityTypeBuilder<MovieGenre> link)
    {
        link.ToTable("movie_genres");
        link.HasKey(l => new { l.MovieId, l.GenreId });
        link.HasOne<Movie>().WithMany().HasForeignKey(l => l.MovieId).OnDelete(DeleteBehavior.Cascade);
        link.HasOne<Genre>().WithMany().HasForeignKey(l => l.GenreId).OnDelete(DeleteBehavior.Cascade);
        link.HasIndex(l => new { l.GenreId, l.MovieId });
    }
}
