using FilmRec.Core.Ratings;

namespace FilmRec.Web.Api.Contracts;

/// <summary>A rating of the viewer of the token; it replaces an older one.</summary>
/// <param name="Rating">0.5 to 5.0 stars in half steps.</param>
/// <param name="WatchDuration">Minutes watched, 1 to 1440; adds an entry to the watch history.</param>
internal sealed record RateMovieRequest(int MovieId, double Rating, int? WatchDuration = null);

/// <summary>As when rating a movie by its id in the body.</summary>
/// <param name="Rating">0.5 to 5.0 stars in half steps.</param>
/// <param name="WatchDuration">Minutes watched, 1 to 1440; adds an entry to the watch history.</param>
internal sealed record PutRatingRequest(double Rating, int? WatchDuration = null);

/// <summary>What was written down.</summary>
/// <param name="ProfileVersion">Recommendations answered from now on have at least this one.</param>
internal sealed record RatingAnswer(int MovieId, double Rating, DateTimeOffset RatedAt, long ProfileVersion)
{
    public static RatingAnswer Of(RatingReceipt receipt) => new(receipt.MovieId, receipt.Stars.Value, receipt.RatedAt, receipt.ProfileVersion);
}

/// <summary>A rating of the viewer of the token, and the movie it is of.</summary>
internal sealed record MyRatingItem(int MovieId, double Rating, DateTimeOffset RatedAt, MovieItem Movie)
{
    public static MyRatingItem Of(MyRating rating) => new(rating.Movie.MovieId, rating.Stars.Value, rating.RatedAt, MovieItem.Of(rating.Movie));
}

/// <summary>One page of the viewer's own ratings.</summary>
/// <param name="NextCursor">Send it as "cursor" to get the next page; null on the last one.</param>
/// <param name="Total">Ratings on all pages together.</param>
internal sealed record MyRatingListAnswer(IReadOnlyList<MyRatingItem> Items, string? NextCursor, int Total)
{
    public static MyRatingListAnswer Of(MyRatingPage page) => new([.. page.Items.Select(MyRatingItem.Of)], page.NextCursor, page.Total);
}
