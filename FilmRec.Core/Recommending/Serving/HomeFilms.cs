using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Models.Clusters;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>The films of the home page, row by row. No film is in two rows; a row that would be too short is empty or null.</summary>
public sealed record HomeFilms
{
    /// <summary>When the viewer rated a film last; null for visitors and for viewers without ratings.</summary>
    public DateTimeOffset? LastRatedAt { get; init; }

    /// <summary>True once the viewer has rated something, so that the page speaks of them.</summary>
    public bool IsPersonal => LastRatedAt is not null;

    /// <summary>Movies that can be recommended; null while no model is live.</summary>
    public int? Movies { get; init; }

    /// <summary>A few posters for those who are to be invited.</summary>
    public IReadOnlyList<MovieCard> Faces { get; init; } = [];

    /// <summary>Of the best recommendations the one that the viewer would give most stars.</summary>
    public RecommendedMovie? First { get; init; }

    /// <summary>The rated films behind <see cref="First"/>, strongest first.</summary>
    public IReadOnlyList<MovieCard> Evidence { get; init; } = [];

    /// <summary>The next best; for a viewer without ratings good ones to begin with.</summary>
    public IReadOnlyList<RecommendedMovie> ForYou { get; init; } = [];

    /// <summary>What one rating speaks for.</summary>
    public SeededShelf? Because { get; init; }

    /// <summary>Rated by few, and well.</summary>
    public IReadOnlyList<MovieCard> Gems { get; init; } = [];

    /// <summary>Where the viewer belongs by taste.</summary>
    public ClusterShelf? Cluster { get; init; }

    /// <summary>Liked most lately; empty while no model of trends is live.</summary>
    public IReadOnlyList<MovieCard> Trending { get; init; } = [];

    /// <summary>Most rated of all.</summary>
    public IReadOnlyList<MovieCard> Popular { get; init; } = [];

    /// <summary>Latest releases.</summary>
    public IReadOnlyList<MovieCard> New { get; init; } = [];

    /// <summary>Stars that the viewer would give, by movie id.</summary>
    public IReadOnlyDictionary<int, double> Guesses { get; init; } = new Dictionary<int, double>();

    /// <summary>What of all this the viewer has marked; null for a visitor.</summary>
    public MarkedIds? Marks { get; init; }
}

/// <summary>Films that go back to one film.</summary>
/// <param name="Seed">The viewer rated it.</param>
/// <param name="Stars">What they gave.</param>
/// <param name="RatedAt">When.</param>
/// <param name="IsEvidence">True where the films lose the most without this rating; false where they are like the seed.</param>
/// <param name="Films">Strongest first.</param>
public sealed record SeededShelf(MovieCard Seed, Stars Stars, DateTimeOffset RatedAt, bool IsEvidence, IReadOnlyList<MovieCard> Films);

/// <summary>A viewer's taste cluster.</summary>
/// <param name="Cluster">Which.</param>
/// <param name="Viewers">In all clusters together.</param>
/// <param name="Favourites">What its members like more than others do, most telling first.</param>
/// <param name="Map">Null until it is drawn.</param>
/// <param name="You">Where the viewer stands on the map.</param>
public sealed record ClusterShelf(TasteCluster Cluster, int Viewers, IReadOnlyList<MovieCard> Favourites, TasteMap? Map, TastePoint? You);
