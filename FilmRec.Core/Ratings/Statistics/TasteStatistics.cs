using FilmRec.Core.Catalog;

namespace FilmRec.Core.Ratings.Statistics;

/// <summary>What one viewer's ratings say about their taste.</summary>
/// <param name="Count">How many films they have rated.</param>
/// <param name="Mean">Their mean stars; 0 without ratings.</param>
/// <param name="EveryoneMean">The mean of what everybody else gives the same films, each film counting once; null where nobody else has rated any of them.</param>
/// <param name="Since">When they gave their first rating; null without ratings.</param>
/// <param name="Stars">How many ratings each of ½, 1, 1½ … 5 stars got: ten counts.</param>
/// <param name="Decades">By decade of the film, oldest first.</param>
/// <param name="Genres">By genre, most rated first.</param>
/// <param name="Years">Calendar years (UTC) in which they rated, latest first.</param>
/// <param name="Above">Films that they like most more than others do, biggest difference first.</param>
/// <param name="Below">Films that they like most less than others do, biggest difference first.</param>
/// <param name="Minutes">How long the rated films run together, as far as that is known.</param>
public sealed record TasteStatistics(
    int Count,
    double Mean,
    double? EveryoneMean,
    DateTimeOffset? Since,
    IReadOnlyList<int> Stars,
    IReadOnlyList<DecadeTaste> Decades,
    IReadOnlyList<GenreTaste> Genres,
    IReadOnlyList<int> Years,
    IReadOnlyList<TasteDifference> Above,
    IReadOnlyList<TasteDifference> Below,
    long Minutes)
{
    /// <summary>What the viewer has watched, as their watch history has it.</summary>
    public WatchedTime Watched { get; init; } = new(0, 0);
}

/// <param name="Decade">Its first year: 1990.</param>
public sealed record DecadeTaste(int Decade, int Count, double Mean);

/// <param name="EveryoneMean">What everybody else gives the viewer's films of this genre; null where nobody else has rated any of them.</param>
public sealed record GenreTaste(string Genre, int Count, double Mean, double? EveryoneMean);

/// <summary>A film that the viewer sees differently from others.</summary>
/// <param name="Everyone">The mean of all other viewers' stars.</param>
public sealed record TasteDifference(MovieCard Movie, Stars Yours, double Everyone)
{
    /// <summary>Stars that the viewer gave more; below zero where they gave fewer.</summary>
    public double Difference => Yours.Value - Everyone;
}

/// <param name="Viewings">Entries of the watch history.</param>
/// <param name="Minutes">Their length together: as recorded, or else as long as the film runs, as far as either is known.</param>
public readonly record struct WatchedTime(int Viewings, long Minutes);
