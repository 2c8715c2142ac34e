using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>What lies behind one movie's place in a list.</summary>
/// <param name="Parts">At most five, those that count most first, whichever way they pull.</param>
/// <param name="Rest">What all the others add up to, in the same unit.</param>
/// <param name="RestCount">How many others there are.</param>
/// <param name="Change">What preferences and controls did to its place; null where the profile has changed since the list was made.</param>
public sealed record WhyInFull(IReadOnlyList<WhyPart> Parts, double Rest, int RestCount, PlaceChange? Change);

/// <summary>One rating, or other signal, and how much it counts.</summary>
/// <param name="HalfStars">1 … 10; 0 where it was not rated.</param>
/// <param name="Weight">Its part of all that the viewer's signals say about the movie, −1 … 1; negative where it pulls down.</param>
public sealed record WhyPart(MovieCard Movie, SignalKind Kind, byte HalfStars, double Weight);

/// <summary>From the place that the score alone would give to the place in the list.</summary>
/// <param name="Genre">The genre that the cause is about, or null.</param>
public sealed record PlaceChange(int PlaceByScore, int Place, PlaceCause Cause, string? Genre);

/// <summary>Why a movie does not stand where its score alone would put it.</summary>
public enum PlaceCause
{
    /// <summary>It does stand there.</summary>
    None,

    /// <summary>Nothing above it is of that genre, and variety is wanted.</summary>
    NewGenre,

    /// <summary>It is unlike what stands above it, and variety is wanted.</summary>
    Unlike,

    /// <summary>Few know it, and novelty is wanted.</summary>
    LittleKnown,

    /// <summary>It is of a favourite genre.</summary>
    Favourite,

    /// <summary>It is of a preferred decade.</summary>
    Decade,

    /// <summary>Much like it stands above it, and variety is wanted.</summary>
    LikeOthers,

    /// <summary>Many know it, and novelty is wanted.</summary>
    WellKnown,

    /// <summary>Others were lifted past it.</summary>
    Overtaken,
}
