namespace FilmRec.Core.Recommending.Serving;

/// <summary>What a ranking leaves: movie ids with their evidence, before titles are known.</summary>
/// <param name="Model">"als 12".</param>
/// <param name="Kind">"als"; for the telemetry.</param>
/// <param name="Movies">Best first.</param>
internal sealed record RankedList(string Model, string Kind, List<RankedMovie> Movies);

/// <summary>A ranked movie.</summary>
/// <param name="MovieId">Which.</param>
/// <param name="Score">Of the model.</param>
/// <param name="Evidence">Why.</param>
internal readonly record struct RankedMovie(int MovieId, float Score, Evidence Evidence);

/// <summary>Why a movie is in the list, as the model gives it.</summary>
/// <param name="Kind">What kind of evidence.</param>
/// <param name="Name">Of the cluster or genre; null otherwise, or where no genre is known.</param>
/// <param name="Ratings">The ratings that carry the score, heaviest first.</param>
internal readonly record struct Evidence(ReasonKind Kind, string? Name, Carrier[] Ratings)
{
    public static Evidence Popular(string? genre) => new(ReasonKind.Popular, genre, []);

    public static Evidence Cluster(string name) => new(ReasonKind.Cluster, name, []);
}

/// <summary>One rating that carries a score.</summary>
internal readonly record struct Carrier(int MovieId, byte HalfStars, float Share);
