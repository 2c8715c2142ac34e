using FilmRec.Core;
using FilmRec.Core.Accounts;
using FilmRec.Core.Catalog;
using FilmRec.Core.Data;
using FilmRec.Core.Ratings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Recommending.Training;

/// <summary>A small catalogue in a real database: half of its viewers love sea films, half space films, and one film nobody has rated.</summary>
internal sealed class FilmWorld
{
    public const int FilmsPerTaste = 10;
    public static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Movie ids, ascending.</summary>
    public required IReadOnlyList<int> Sea { get; init; }
    public required IReadOnlyList<int> Space { get; init; }
    public required int Unrated { get; init; }

    /// <summary>Account ids of those who have rated, ascending.</summary>
    public required IReadOnlyList<int> Viewers { get; init; }

    /// <summary>A viewer without ratings.</summary>
    public required int Newcomer { get; init; }

    public static async Task<FilmWorld> CreateAsync(IServiceProvider services, int viewers = 100, bool allLoveTheSea = false)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<FilmRecDb>>().CreateDbContextAsync();
        var sea = new Genre("Sea");
        var space = new Genre("Space");
        db.Genres.AddRange(sea, space);
        var films = Enumerable.Range(0, 2 * FilmsPerTaste + 1).Select(n => new Movie(TitleOf(n), Origin.Own, Start)
        {
            NormalizedTitle = TitleOf(n),
            Genre = GenreOf(n),
            ReleaseYear = n == 2 * FilmsPerTaste ? null : 1980 + n,
        }).ToList();
        db.Movies.AddRange(films);
        var accounts = Enumerable.Range(0, viewers + 1).Select(n => new Account
        {
            UserName = $"viewer{n}",
            NormalizedUserName = $"VIEWER{n}",
            CreatedAt = Start,
            SecurityStamp = "",
            ConcurrencyStamp = "",
        }).ToList();
        db.Users.AddRange(accounts);
        await db.SaveChangesAsync();

        var random = new Random(7);
        for (int n = 0; n < 2 * FilmsPerTaste; n++)
        {
            db.MovieGenres.Add(new MovieGenre(films[n].MovieId, n < FilmsPerTaste ? sea.GenreId : space.GenreId));
        }

        for (int viewer = 0; viewer < viewers; viewer++)
        {
            int loved = viewer % 2 == 0 || allLoveTheSea ? 0 : FilmsPerTaste;
            foreach (int film in Draw(random, loved, 7))
            {
                db.Ratings.Add(new Rating(accounts[viewer].Id, films[film].MovieId, Stars.OfHalfStars(random.Next(8, 11)), Start.AddMinutes(viewer)));
            }

            foreach (int film in Draw(random, FilmsPerTaste - loved, 2))
            {
                db.Ratings.Add(new Rating(accounts[viewer].Id, films[film].MovieId, Stars.OfHalfStars(random.Next(1, 5)), Start.AddMinutes(viewer)));
            }
        }

        await db.SaveChangesAsync();
        return new FilmWorld
        {
            Sea = [.. films.Take(FilmsPerTaste).Select(f => f.MovieId)],
            Space = [.. films.Skip(FilmsPerTaste).Take(FilmsPerTaste).Select(f => f.MovieId)],
            Unrated = films[^1].MovieId,
            Viewers = [.. accounts.Take(viewers).Select(a => a.Id).Order()],
            Newcomer = accounts[^1].Id,
        };
    }

    /// <summary>Puts the sums of the ratings beside the movies, as imports do.</summary>
    public static async Task CountRatingsAsync(IServiceProvider services)
    {
        await using var writer = await services.GetRequiredService<IDatabaseProvider>().OpenBulkWriterAsync(CancellationToken.None);
        await writer.BeginAsync(CancellationToken.None);
        await writer.RefreshMovieRatingsAsync(CancellationToken.None);
        await writer.CommitAsync(CancellationToken.None);
    }

    private static string TitleOf(int n) => n == 2 * FilmsPerTaste ? "Nobody's Film" : n < FilmsPerTaste ? $"Sea {n}" : $"Space {n}";

    private static string GenreOf(int n) => n == 2 * FilmsPerTaste ? "" : n < FilmsPerTaste ? "Sea" : "Space";

    private static int[] Draw(Random random, int first, int count)
    {
        int[] films = [.. Enumerable.Range(first, FilmsPerTaste)];
        random.Shuffle(films);
        return films[..count];
    }
}
