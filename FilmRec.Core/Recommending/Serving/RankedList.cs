using FilmRec.Core.Ratings;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>What a ranking leaves: movie ids with their evidence, before titles are known.</summary>
/// <param name="Model">"als 12".</param>
/// <param name="Kind">"als"; for the telemetry.</param>
/// <param name="Movies">Best first.</param>
public sealed record RankedList(string Model, string Kind, IReadOnlyList<RankedMovie> Movies);

/// <summary>A ranked movie.</summary>
/// <param name="MovieId">Which.</param>
/// <param name="Score">Of the model.</param>
/// <param name="Evidence">Why.</param>
public readonly record struct RankedMovie(int MovieId, float Score, Evidence Evidence);

/// <summary>Why a movie is in the list, as the model gives it.</summary>
/// <param name="Kind">What kind of evidence.</param>
/// <param name="Name">Of the cluster or genre; null otherwise, or where no genre is known.</param>
/// <param name="Carriers">What carries the score, heaviest first.</param>
public readonly record struct Evidence(ReasonKind Kind, string? Name, Carrier[] Carriers)
{
    internal static Evidence Popular(string? genre) => new(ReasonKind.Popular, genre, []);

    internal static Evidence Cluster(string name) => new(ReasonKind.Cluster, name, []);
}

/// <summary>One rating, or other signal, that carries a score.</summary>
/// <param name="HalfStars">1 … 10 for a rating, else 0.</param>
/// <param name="Share">Its part of all that speaks for the movie, 0 … 1.</param>
public readonly record struct Carrier(int MovieId, SignalKind Kind, byte HalfStars, float Share);
