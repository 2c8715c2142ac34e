using FilmRec.Core.Data;

namespace FilmRec.Core.Ratings.Exchange;

/// <summary>One movie's rating by one viewer goes from some stars to others; null stands for none.</summary>
internal readonly record struct SumShift(int MovieId, Stars? Old, Stars? Now)
{
    /// <summary>Moves the sums of many movies: one statement for all that move alike, which are 29 at most.</summary>
    public static async Task ApplyAsync(FilmRecDb db, IEnumerable<SumShift> shifts, CancellationToken cancellationToken)
    {
        foreach (var alike in shifts.GroupBy(shift => (Count: Ratings(shift.Now) - Ratings(shift.Old), Sum: HalfStars(shift.Now) - HalfStars(shift.Old))).OrderBy(alike => alike.Key))
        {
            int[] ids = [.. alike.Select(shift => shift.MovieId)];
            await RatingChange.MoveSumsAsync(db.Movies.Where(m => ids.Contains(m.MovieId)), alike.Key.Count, alike.Key.Sum, cancellationToken);
        }
    }

    private static int Ratings(Stars? stars) => stars is null ? 0 : 1;

    private static int HalfStars(Stars? stars) => stars?.HalfStars ?? 0;
}
