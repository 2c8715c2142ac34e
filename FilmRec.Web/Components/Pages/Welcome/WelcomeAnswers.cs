using FilmRec.Core.Ratings;

namespace FilmRec.Web.Components.Pages.Welcome;

/// <summary>What somebody has answered on the welcome page. An island's parameters travel as JSON, so these are arrays of numbers.</summary>
/// <param name="Rated">Movie ids, in the order in which they were answered.</param>
/// <param name="HalfStars">1 … 10 for each of them.</param>
/// <param name="NotSeen">Movie ids that they have not seen, latest last.</param>
public sealed record WelcomeAnswers(int[] Rated, byte[] HalfStars, int[] NotSeen)
{
    /// <summary>The oldest go first.</summary>
    public const int MostRated = RatingAdoption.Most;
    public const int MostNotSeen = 100;

    public static WelcomeAnswers None { get; } = new([], [], []);

    public IReadOnlyList<GivenRating> Ratings => [.. Rated.Zip(HalfStars, (movieId, half) => new GivenRating(movieId, Stars.OfHalfStars(half)))];

    public bool AreNone => Rated.Length + NotSeen.Length == 0;

    /// <summary>With this answer in the place of an older one; null stars take it back.</summary>
    public WelcomeAnswers With(int movieId, Stars? stars)
    {
        var ratings = Ratings.Where(rating => rating.MovieId != movieId).ToList();
        if (stars is { } given)
        {
            ratings.Add(new GivenRating(movieId, given));
        }

        GivenRating[] kept = [.. ratings.TakeLast(MostRated)];
        return new WelcomeAnswers([.. kept.Select(rating => rating.MovieId)], [.. kept.Select(rating => rating.Stars.HalfStars)], [.. NotSeen.Where(other => other != movieId)]);
    }

    public WelcomeAnswers WithNotSeen(params IEnumerable<int> movieIds)
        => this with { NotSeen = [.. NotSeen.Except(movieIds).Concat(movieIds).Except(Rated).TakeLast(MostNotSeen)] };
}
