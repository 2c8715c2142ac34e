using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Models.Clusters;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>A taste to begin with: one of the live taste clusters.</summary>
/// <param name="Number">Of the cluster, for <see cref="WelcomeFilms.NextAsync"/>.</param>
/// <param name="Name">"Older Film-Noir and War".</param>
public sealed record WelcomeTaste(int Number, string Name);

/// <summary>Chooses the films that a new viewer is asked about.</summary>
/// <remarks>
/// A good question is one that the viewer can answer and whose answer tells most of their taste. It is chosen by information gain through clustered
/// neighbours (Rashid, Karypis and Riedl, SIGKDD Explorations 2008): among the films that most people have rated, the one whose answer is expected to say most about
/// which taste cluster the viewer belongs to, H(p̄) − Σ w·H(p), where p is the share of a cluster's members who like the film and w how likely the cluster is.
/// A film that everybody likes tells nothing, and one that divides the clusters much. Answers move w, so each answer chooses the next question.
/// Every film that has been chosen makes others of its decade, and others that the same cluster prefers, count less, so the questions spread over both.
/// All of it comes from the live model in memory; nothing is read from the ratings. Without a model of clusters the most rated films are asked about, spread over decades and genres.
/// </remarks>
public sealed class WelcomeFilms(ModelHolder models, MovieCatalog catalog)
{
    /// <summary>More are not asked about at once.</summary>
    public const int MaximumCount = 50;

    private volatile WelcomePool? _pool;

    /// <summary>The live taste clusters, the largest first; empty while there are none.</summary>
    public IReadOnlyList<WelcomeTaste> Tastes(int most)
        => models.Current.Find(ClusterModel.Name) is { Model: ClusterModel clusters }
            ? [.. clusters.Clusters.Where(cluster => cluster.Favourites.Count > 0).Take(most).Select(cluster => new WelcomeTaste(cluster.Index, cluster.Name))]
            : [];

    /// <summary>The films to ask about next, the most telling first. One query for cards that are not in memory.</summary>
    /// <param name="answers">What has been answered; those films do not come again.</param>
    /// <param name="others">Films that are not asked about: on the screen already, or not seen.</param>
    /// <param name="taste">Favourites of this taste cluster come first; null for the well-chosen mix.</param>
    /// <param name="count">1 … <see cref="MaximumCount"/>.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public async Task<IReadOnlyList<MovieCard>> NextAsync(
        IReadOnlyList<GivenRating> answers, IReadOnlyCollection<int> others, int? taste, int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaximumCount);
        HashSet<int> past = [.. others, .. answers.Select(answer => answer.MovieId)];
        if (PoolOf(models.Current) is not { } pool)
        {
            return await FromCatalogueAsync(past, count, cancellationToken);
        }

        int[] chosen = [.. pool.FavouritesOf(taste).Where(movieId => !past.Contains(movieId)).Take(count)];
        if (chosen.Length < count)
        {
            chosen = [.. chosen, .. pool.Choose(answers, past.Union(chosen).ToHashSet(), count - chosen.Length)];
        }

        return await catalog.CardsAsync(chosen, cancellationToken);
    }

    private WelcomePool? PoolOf(LiveModelSet live)
    {
        if (live.Find(ClusterModel.Name) is not { Model: ClusterModel clusters } served)
        {
            return null;
        }

        var pool = _pool;
        if (pool?.Served != served)
        {
            _pool = pool = new WelcomePool(served, clusters); // two requests at once may both build it; it is small
        }

        return pool;
    }

    private async Task<IReadOnlyList<MovieCard>> FromCatalogueAsync(HashSet<int> past, int count, CancellationToken cancellationToken)
    {
        var popular = await catalog.BrowseAsync(new MovieQuery { Limit = MovieQuery.MaximumLimit }, cancellationToken);
        var left = popular.Items.Where(movie => !past.Contains(movie.MovieId)).ToList();
        var chosen = new List<MovieCard>(count);
        while (chosen.Count < count && left.Count > 0)
        {
            var best = left.MaxBy(movie => (movie.RatingCount + 1)
                / (1.0 + chosen.Count(other => other.ReleaseYear / 10 == movie.ReleaseYear / 10))
                / (1.0 + chosen.Count(other => FirstGenre(other) == FirstGenre(movie))))!; // left is not empty
            chosen.Add(best);
            left.Remove(best);
        }

        return chosen;
    }

    private static string? FirstGenre(MovieCard movie) => movie.Genres is [var first, ..] ? first : null;
}
