using FilmRec.Core.Ratings;

namespace FilmRec.Web.Components.Controls;

/// <summary>The stars that the viewer gave, by movie: they take the place of guesses on every card.</summary>
/// <param name="LastAt">When the latest of them was given; null without ratings.</param>
public sealed record OwnRatings(IReadOnlyDictionary<int, Stars> Stars, DateTimeOffset? LastAt)
{
    public static OwnRatings None { get; } = new(new Dictionary<int, Stars>(), null);

    public int Count => Stars.Count;

    public static OwnRatings Of(ViewerProfile profile) => profile.Ratings.Count == 0 ? None : new(
        profile.Ratings.ToDictionary(rating => rating.MovieId, rating => Core.Ratings.Stars.OfHalfStars(rating.HalfStars)),
        profile.Ratings.Max(rating => rating.RatedAt));

    public bool Has(int movieId) => Stars.ContainsKey(movieId);

    public Stars? Of(int movieId) => Stars.TryGetValue(movieId, out var given) ? given : null;
}
