using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Models.Clusters;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>The films worth asking about, with what each taste cluster makes of them. Immutable, the same for everybody; see <see cref="WelcomeFilms"/>.</summary>
internal sealed class WelcomePool
{
    // Films that most people have rated: farther down the answer is mostly "not seen".
    private const int Size = 400;

    // As far as an opinion moves the belief: a dislike says less than a like, because most of those who do not like a film have not seen it.
    private const double DislikeWeight = 0.5;
    private const double Least = 1e-4; // no answer rules a cluster out

    private readonly ClusterModel _clusters;
    private readonly int[] _rows;
    private readonly int[] _homes;

    public WelcomePool(ServedModel served, ClusterModel clusters)
    {
        (Served, _clusters) = (served, clusters);
        _rows = [.. Enumerable.Range(0, clusters.Movies.Count)
            .Where(row => served.InCatalogue[row] && clusters.Overall[row] > 0)
            .OrderByDescending(row => served.Ratings[row]).ThenBy(row => row).Take(Size)];
        _homes = [.. _rows.Select(row => Enumerable.Range(0, clusters.Clusters.Count).MaxBy(cluster => ShareOf(cluster, row)))];
    }

    public ServedModel Served { get; }

    /// <summary>Movie ids that a cluster likes more than others do; none without a cluster.</summary>
    public IEnumerable<int> FavouritesOf(int? cluster)
        => _clusters.Clusters.FirstOrDefault(candidate => candidate.Index == cluster)?.Favourites
            .Where(movieId => _clusters.Movies.TryRowOf(movieId, out int row) && Served.InCatalogue[row]) ?? [];

    /// <summary>Movie ids, the most telling first. O(films · clusters), and films · chosen.</summary>
    public IReadOnlyList<int> Choose(IReadOnlyList<GivenRating> answers, HashSet<int> past, int count)
    {
        double[] belief = BeliefAfter(answers);
        double[] value = [.. _rows.Select(row => past.Contains(_clusters.Movies.IdOf(row)) ? 0 : Gain(belief, row))];
        var decades = new Dictionary<int, int>();
        var homes = new Dictionary<int, int>();
        for (int n = 0; n < _rows.Length; n++)
        {
            if (past.Contains(_clusters.Movies.IdOf(_rows[n])))
            {
                Count(n);
            }
        }

        var chosen = new List<int>(count);
        while (chosen.Count < count)
        {
            int best = -1;
            double highest = 0;
            for (int n = 0; n < _rows.Length; n++)
            {
                double worth = value[n] / (1 + decades.GetValueOrDefault(DecadeOf(n))) / (1 + homes.GetValueOrDefault(_homes[n]));
                (best, highest) = worth > highest ? (n, worth) : (best, highest);
            }

            if (best < 0)
            {
                break;
            }

            value[best] = 0;
            Count(best);
            chosen.Add(_clusters.Movies.IdOf(_rows[best]));
        }

        return chosen;

        void Count(int n)
        {
            decades[DecadeOf(n)] = decades.GetValueOrDefault(DecadeOf(n)) + 1;
            homes[_homes[n]] = homes.GetValueOrDefault(_homes[n]) + 1;
        }
    }

    /// <summary>How likely the viewer belongs to each cluster, by Bayes' rule from the clusters' sizes and the answers.</summary>
    internal double[] BeliefAfter(IReadOnlyList<GivenRating> answers)
    {
        double[] belief = [.. _clusters.Clusters.Select(cluster => Math.Log(cluster.Size + 1))];
        foreach (var answer in answers)
        {
            if (_clusters.Movies.TryRowOf(answer.MovieId, out int row))
            {
                bool liked = answer.Stars.HalfStars >= ViewerTaste.PositiveHalfStars;
                for (int cluster = 0; cluster < belief.Length; cluster++)
                {
                    double likelihood = Math.Log(Math.Max(Least, ShareOf(cluster, row)) / Math.Max(Least, _clusters.Overall[row]));
                    belief[cluster] += liked ? likelihood : -DislikeWeight * likelihood;
                }
            }
        }

        double most = belief.Max();
        double[] weights = [.. belief.Select(log => Math.Exp(log - most))];
        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }

    private double Gain(double[] belief, int row)
    {
        double mean = 0;
        double within = 0;
        for (int cluster = 0; cluster < belief.Length; cluster++)
        {
            double share = ShareOf(cluster, row);
            mean += belief[cluster] * share;
            within += belief[cluster] * Entropy(share);
        }

        // With one cluster, or one that is all but certain, every answer says as little: what more people know is asked first then.
        return Math.Max(0, Entropy(mean) - within) + 1e-9 * Served.Ratings[row];
    }

    private static double Entropy(double share) => share is <= 0 or >= 1 ? 0 : -(share * Math.Log(share)) - ((1 - share) * Math.Log(1 - share));

    private float ShareOf(int cluster, int row) => _clusters.AllScores[(cluster * _clusters.Movies.Count) + row];

    private int DecadeOf(int n) => Served.Facts.Years[_rows[n]] / 10;
}
