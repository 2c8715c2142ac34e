using FilmRec.Core.Ratings;

namespace FilmRec.Web.Components.Controls;

/// <summary>The stars that the viewer gave, by movie: they take the place of guesses on every card.</summary>
public sealed class OwnRatings(IReadOnlyDictionary<int, Stars> stars)
{
    public static OwnRatings None { get; } = new(new Dictionary<int, Stars>());

    public static OwnRatings Of(ViewerProfile profile)
        => new(profile.Ratings.ToDictionary(rating => rating.MovieId, rating => Stars.OfHalfStars(rating.HalfStars)));

    public int Count => stars.Count;

    public Stars? Of(int movieId) => stars.TryGetValue(movieId, out var given) ? given : null;
}
