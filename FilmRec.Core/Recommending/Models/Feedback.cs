namespace FilmRec.Core.Recommending.Models;

/// <summary>How something is known of a viewer and a movie.</summary>
public enum Signal : byte
{
    /// <summary>Stars were given.</summary>
    Rating,

    /// <summary>Watched, without stars.</summary>
    Watch,

    /// <summary>Put on the watchlist.</summary>
    Watchlist,

    /// <summary>"Not interested".</summary>
    NotInterested,
}

/// <summary>One byte for all that can be known of a viewer and a movie, to look weights up by: 1 … 10 are half stars, the other signals follow.</summary>
public static class Feedback
{
    /// <summary>Half stars from which on a rating says "I liked it".</summary>
    public const byte Liked = 8;

    public const byte MostHalfStars = 10;
    public const byte Watched = 11;
    public const byte OnWatchlist = 12;
    public const byte NotInterested = 13;

    /// <summary>Length of a table of weights by code; nothing has the code 0.</summary>
    public const int Codes = 14;

    public static byte CodeOf(KnownRating known) => known.Signal switch
    {
        Signal.Watch => Watched,
        Signal.Watchlist => OnWatchlist,
        Signal.NotInterested => NotInterested,
        _ => known.HalfStars,
    };
}
