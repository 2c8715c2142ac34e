using System.Globalization;
using FilmRec.Core.Ratings;

namespace FilmRec.Web.Components.Pages.Lists;

/// <summary>A viewing that a form without script has just removed, as the next page's address carries it, so that it can be had back.</summary>
internal sealed record RemovedViewing(int MovieId, DateTimeOffset At, int? Minutes, Stars? Stars)
{
    /// <summary>Its name in an address.</summary>
    public const string Parameter = "removed";

    public static RemovedViewing Of(WatchEntry entry)
        => new(entry.Movie.MovieId, entry.WatchDate, entry.WatchMinutes, entry.Rating is { } value && Core.Ratings.Stars.TryOf(value, out var stars) ? stars : null);

    /// <summary>Null for anything that <see cref="ToString"/> has not made.</summary>
    public static RemovedViewing? Parse(string? text)
    {
        string[] parts = text?.Split('.') ?? [];
        return parts.Length == 4
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int movieId)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long milliseconds)
            && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out int minutes) && minutes <= Watch.MaximumMinutes
            && int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out int halfStars) && halfStars <= Core.Ratings.Stars.MaximumHalfStars
            ? new RemovedViewing(
                movieId, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), minutes == 0 ? null : minutes, halfStars == 0 ? null : Core.Ratings.Stars.OfHalfStars(halfStars))
            : null;
    }

    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"{MovieId}.{At.ToUnixTimeMilliseconds()}.{Minutes ?? 0}.{Stars?.HalfStars ?? 0}");
}
