using System.Globalization;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Recommending.Training;

/// <summary>How the data have grown since models last learned from them.</summary>
/// <param name="Ratings">Ratings now.</param>
/// <param name="TrainedOn">Ratings that the newest model was trained on; null while there is none.</param>
public sealed record Growth(long Ratings, long? TrainedOn)
{
    /// <summary>Null while no model has been trained.</summary>
    public long? NewRatings => TrainedOn is { } then ? Math.Max(0, Ratings - then) : null;
}

/// <summary>Compares what the newest model learned from with what there is. Counts by the sums beside the movies, which is cheap at any number of ratings.</summary>
public sealed class DataGrowth(IDbContextFactory<FilmRecDb> databases)
{
    public async Task<Growth> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        long ratings = await db.Movies.SumAsync(m => (long)m.RatingCount, cancellationToken);
        string? fingerprint = await db.Models.OrderByDescending(m => m.ModelId).Select(m => m.DataFingerprint).FirstOrDefaultAsync(cancellationToken);
        return new Growth(ratings, RatingsIn(fingerprint));
    }

    /// <summary>The first number of a fingerprint; see <see cref="LoadedInteractions.Fingerprint"/>.</summary>
    internal static long? RatingsIn(string? fingerprint)
        => long.TryParse(fingerprint?.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out long ratings) ? ratings : null;
}
