using System.Globalization;

namespace FilmRec.Core.Quality;

/// <summary>Looks at every entry of the watch history once.</summary>
internal sealed class WatchInspection(QualityChecks checks, MovieInspection movies, DateTimeOffset now)
{
    private const double MuchLonger = 1.5;
    private static readonly TimeSpan ClockError = TimeSpan.FromMinutes(5);

    public long Count { get; private set; }

    public void Add(WatchRow watch)
    {
        Count++;
        Offender About(string detail) => new("", $"viewer {MovieInspection.Text(watch.ViewerId)} {detail}", watch.MovieId, watch.ViewerId);
        string Date() => watch.WatchDate.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var movie = movies.Find(watch.MovieId);
        if (watch.WatchDate > now + ClockError)
        {
            checks.FutureWatches.Add((watch.WatchDate - now).TotalDays, () => About($"on {Date()}"));
        }
        else if (movie is not null && watch.WatchDate.Year < movie.Year)
        {
            checks.EarlyWatches.Add(movie.Year - watch.WatchDate.Year, () => About($"on {Date()}, but the film is from {MovieInspection.Text(movie.Year)}"));
        }

        if (watch.Minutes is { } minutes && movie is { Runtime: > 0 } && minutes > movie.Runtime * MuchLonger)
        {
            checks.LongWatches.Add((double)minutes / movie.Runtime, () => About($"for {MovieInspection.Text(minutes)} minutes of {MovieInspection.Text(movie.Runtime)}"));
        }

        if (watch.Stars is { } stars && !Ratings.Stars.TryOf(stars, out _))
        {
            checks.OddWatchStars.Add(0, () => About($"gave {stars.ToString(CultureInfo.InvariantCulture)} stars"));
        }
    }
}

/// <summary>What is read of a watch.</summary>
internal readonly record struct WatchRow(int ViewerId, int MovieId, DateTimeOffset WatchDate, int? Minutes, double? Stars);
