using System.Numerics.Tensors;
using FilmRec.Core.Numerics;

namespace FilmRec.Core.Recommending.Models;

/// <summary>What one movie says for another, for the pairs that matter: a sparse [movies × movies] matrix in compressed rows, known movie → recommended movie. Immutable.</summary>
/// <remarks>8 bytes a pair. Most weights of a full matrix are all but 0; keeping each movie's heaviest few hundred makes scoring a thousand times lighter.</remarks>
internal sealed class ItemWeights
{
    private readonly int[] _starts;
    private readonly int[] _columns;
    private readonly float[] _weights;

    private ItemWeights(int[] starts, int[] columns, float[] weights) => (_starts, _columns, _weights) = (starts, columns, weights);

    public int Movies => _starts.Length - 1;

    /// <summary>How many pairs are kept.</summary>
    public int Count => _columns.Length;

    /// <summary>Turns round what was found for each recommended movie.</summary>
    /// <param name="sources">Known movies by recommended movie, ascending, [movies][any].</param>
    /// <param name="weights">Their weights.</param>
    public static ItemWeights FromTargets(IReadOnlyList<int[]> sources, IReadOnlyList<float[]> weights)
    {
        int movies = sources.Count;
        int[] starts = new int[movies + 1];
        foreach (int[] own in sources)
        {
            foreach (int known in own)
            {
                starts[known + 1]++;
            }
        }

        for (int known = 0; known < movies; known++)
        {
            starts[known + 1] += starts[known];
        }

        int[] next = starts[..movies];
        int[] columns = new int[starts[^1]];
        float[] values = new float[starts[^1]];
        for (int movie = 0; movie < movies; movie++)
        {
            for (int n = 0; n < sources[movie].Length; n++)
            {
                int place = next[sources[movie][n]]++;
                (columns[place], values[place]) = (movie, weights[movie][n]);
            }
        }

        return new ItemWeights(starts, columns, values);
    }

    /// <summary>Puts together what was found for each known movie.</summary>
    /// <param name="columns">Recommended movies by known movie, ascending, [movies][any]; emptied on the way, so that all of it is in memory once.</param>
    /// <param name="weights">Their weights; emptied as well.</param>
    public static ItemWeights FromKnown(int[][] columns, float[][] weights)
    {
        int[] starts = new int[columns.Length + 1];
        for (int known = 0; known < columns.Length; known++)
        {
            starts[known + 1] = starts[known] + columns[known].Length;
        }

        int[] all = new int[starts[^1]];
        float[] values = new float[starts[^1]];
        for (int known = 0; known < columns.Length; known++)
        {
            columns[known].CopyTo(all, starts[known]);
            weights[known].CopyTo(values, starts[known]);
            (columns[known], weights[known]) = ([], []);
        }

        return new ItemWeights(starts, all, values);
    }

    /// <summary>Adds what one known movie says: scores[j] += factor · weight(known, j). O(pairs of that movie).</summary>
    public void AddTo(int known, float factor, Span<float> scores)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scores.Length, Movies);
        var columns = _columns.AsSpan(_starts[known], _starts[known + 1] - _starts[known]);
        var weights = _weights.AsSpan(_starts[known], columns.Length);
        for (int n = 0; n < columns.Length; n++)
        {
            scores[columns[n]] += factor * weights[n];
        }
    }

    /// <summary>What one movie says for another; 0 for pairs that are not kept.</summary>
    public float Of(int known, int movie)
    {
        int place = _columns.AsSpan(_starts[known], _starts[known + 1] - _starts[known]).BinarySearch(movie);
        return place < 0 ? 0 : _weights[_starts[known] + place];
    }

    /// <summary>scores[j] = Σ signal(n)·weight(n, j) over what is known. Allocates nothing.</summary>
    /// <param name="known">By movie row.</param>
    /// <param name="signals">What each code of <see cref="Feedback"/> counts, [<see cref="Feedback.Codes"/>].</param>
    /// <param name="scores">Out: [movies].</param>
    public void Score(ReadOnlySpan<KnownRating> known, float[] signals, Span<float> scores)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scores.Length, Movies);
        scores.Clear();
        foreach (var rating in known)
        {
            AddTo(rating.Movie, signals[Feedback.CodeOf(rating)], scores);
        }
    }

    /// <summary>The terms of <see cref="Score"/>: without one of the ratings the score is less by its term. A binary search for each.</summary>
    /// <param name="known">As there.</param>
    /// <param name="signals">As there.</param>
    /// <param name="movies">Rows of the movies to explain.</param>
    /// <param name="contributions">Out: row-major, [movies × known].</param>
    public void Explain(ReadOnlySpan<KnownRating> known, float[] signals, ReadOnlySpan<int> movies, Span<float> contributions)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(contributions.Length, movies.Length * known.Length);
        int entry = 0;
        foreach (int movie in movies)
        {
            foreach (var rating in known)
            {
                contributions[entry++] = signals[Feedback.CodeOf(rating)] * Of(rating.Movie, movie);
            }
        }
    }

    /// <summary>The heaviest sources of one movie, by absolute weight, in ascending order.</summary>
    /// <param name="weights">Of every movie, [movies].</param>
    /// <param name="keep">How many at most; zeros are never kept.</param>
    /// <param name="absolute">Scratch, [movies].</param>
    public static (int[] Sources, float[] Weights) Heaviest(ReadOnlySpan<float> weights, int keep, Span<float> absolute)
    {
        TensorPrimitives.Abs(weights, absolute);
        int[] best = new int[Math.Min(keep, weights.Length)];
        int count = TopRanked.Select(absolute, [], best);
        while (count > 0 && !(absolute[best[count - 1]] > 0))
        {
            count--;
        }

        int[] sources = best[..count];
        Array.Sort(sources);
        float[] kept = new float[count];
        for (int n = 0; n < count; n++)
        {
            kept[n] = weights[sources[n]];
        }

        return (sources, kept);
    }

    public void Write(ModelWriter writer)
    {
        writer.Write(_starts);
        writer.Write(_columns);
        writer.Write(_weights);
    }

    /// <exception cref="InvalidDataException">It is not such a matrix.</exception>
    public static ItemWeights Read(ModelReader reader, int movies)
    {
        int[] starts = reader.ReadInts(movies + 1);
        ModelReader.Require(starts[0] == 0, "The model's pairs do not begin at the beginning.");
        for (int known = 0; known < movies; known++)
        {
            ModelReader.Require(starts[known + 1] >= starts[known], "The model's pairs end before they begin.");
        }

        int[] columns = reader.ReadInts(starts[^1]);
        for (int known = 0; known < movies; known++)
        {
            for (int n = starts[known]; n < starts[known + 1]; n++)
            {
                ModelReader.Require(columns[n] >= (n == starts[known] ? 0 : columns[n - 1] + 1) && columns[n] < movies, "The model's pairs are out of order.");
            }
        }

        return new ItemWeights(starts, columns, reader.ReadFloats(starts[^1]));
    }
}
