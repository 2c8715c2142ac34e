using System.Runtime.InteropServices;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.Ease;

/// <summary>What EASE is trained on, X in compressed rows: each viewer whole, and each of their sittings and moments, with weights.</summary>
/// <remarks>
/// A pair of films that one viewer rated counts the weight of every row that holds both: most where they were rated within a moment. XᵀX stays a Gram matrix,
/// so everything else is as in the paper. 8 bytes an entry; a rating is an entry once, twice or three times.
/// </remarks>
internal sealed class EaseRows
{
    // Two films of one moment are too little evidence for a row of their own.
    private const int FewestInRow = 3;

    private readonly List<int> _starts = [0];
    private readonly List<int> _columns = [];
    private readonly List<float> _values = [];

    private EaseRows(int[] movies) => Movies = movies;

    /// <summary>Row in the vocabulary of each column, ascending.</summary>
    public int[] Movies { get; }

    public int Count => _starts.Count - 1;
    public ReadOnlySpan<int> Starts => CollectionsMarshal.AsSpan(_starts);
    public ReadOnlySpan<int> Columns => CollectionsMarshal.AsSpan(_columns);
    public ReadOnlySpan<float> Values => CollectionsMarshal.AsSpan(_values);

    /// <summary>Takes the ratings apart.</summary>
    /// <param name="ratings">viewers × movies.</param>
    /// <param name="options">Weights, pauses and how many movies take part.</param>
    /// <param name="cancellationToken">Looked at for every viewer.</param>
    public static EaseRows Of(RatingMatrix ratings, EaseOptions options, CancellationToken cancellationToken)
    {
        float[] weights = options.Signals.Table();
        var rows = new EaseRows(MostRated(ratings, weights, options));
        int[] columnOf = new int[ratings.Movies.Count];
        Array.Fill(columnOf, -1);
        for (int column = 0; column < rows.Movies.Length; column++)
        {
            columnOf[rows.Movies[column]] = column;
        }

        var viewer = new Viewer(weights, columnOf);
        (float Pause, float Weight)[] layers = [(options.SittingPause, options.SittingWeight), (options.MomentPause, options.MomentWeight)];
        for (int row = 0; row < ratings.Viewers.Count; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            viewer.Take(ratings.ColumnsOf(row), ratings.HalfStarsOf(row), ratings.RatedAtOf(row));
            float whole = options.WholeWeight;
            foreach (var (pause, weight) in layers)
            {
                int sittings = viewer.Divide((uint)(60 * pause));
                if (sittings <= 1)
                {
                    whole += weight; // their one sitting is all of them
                }
                else
                {
                    rows.Add(viewer, sittings, weight);
                }
            }

            rows.Add(viewer, viewer.Divide(0), whole);
        }

        return rows;
    }

    /// <summary>The movies with ratings enough that carry weight, at most as many as wanted: the most rated, of equals the first; ascending.</summary>
    private static int[] MostRated(RatingMatrix ratings, float[] weights, EaseOptions options)
    {
        int[] counts = new int[ratings.Movies.Count];
        for (int n = 0; n < ratings.Count; n++)
        {
            counts[ratings.Columns[n]] += weights[ratings.HalfStars[n]] != 0 ? 1 : 0;
        }

        return [.. Enumerable.Range(0, counts.Length).Where(movie => counts[movie] >= options.FewestRatings)
            .OrderByDescending(movie => counts[movie]).Take(options.DenseMovies).Order()];
    }

    private void Add(Viewer viewer, int sittings, float weight)
    {
        if (weight == 0)
        {
            return;
        }

        float root = MathF.Sqrt(weight);
        Span<int> sizes = sittings <= 1024 ? stackalloc int[sittings] : new int[sittings];
        foreach (int sitting in viewer.Sitting)
        {
            sizes[sitting]++;
        }

        int[] next = new int[sittings];
        for (int sitting = 0; sitting < sittings; sitting++)
        {
            bool kept = sittings == 1 || sizes[sitting] >= FewestInRow;
            next[sitting] = kept ? _columns.Count : -1;
            if (kept && sizes[sitting] > 0)
            {
                CollectionsMarshal.SetCount(_columns, _columns.Count + sizes[sitting]);
                CollectionsMarshal.SetCount(_values, _columns.Count);
                _starts.Add(_columns.Count);
            }
        }

        for (int n = 0; n < viewer.Sitting.Length; n++)
        {
            ref int place = ref next[viewer.Sitting[n]];
            if (place >= 0)
            {
                _columns[place] = viewer.Columns[n];
                _values[place++] = root * viewer.Values[n];
            }
        }
    }

    /// <summary>What counts of one viewer, in buffers that the next one takes over.</summary>
    private sealed class Viewer(float[] weights, int[] columnOf)
    {
        private int _count;
        private bool _timed;
        private int[] _columns = [];
        private float[] _values = [];
        private uint[] _ratedAt = [];
        private int[] _sitting = [];
        private int[] _order = [];

        public ReadOnlySpan<int> Columns => _columns.AsSpan(0, _count);
        public ReadOnlySpan<float> Values => _values.AsSpan(0, _count);
        public ReadOnlySpan<int> Sitting => _sitting.AsSpan(0, _count);

        public void Take(ReadOnlySpan<int> movies, ReadOnlySpan<byte> codes, ReadOnlySpan<uint> ratedAt)
        {
            if (_columns.Length < movies.Length)
            {
                int size = 2 * movies.Length;
                (_columns, _values, _ratedAt, _sitting, _order) = (new int[size], new float[size], new uint[size], new int[size], new int[size]);
            }

            _count = 0;
            _timed = !ratedAt.IsEmpty;
            for (int n = 0; n < movies.Length; n++)
            {
                if (weights[codes[n]] != 0 && columnOf[movies[n]] >= 0)
                {
                    _columns[_count] = columnOf[movies[n]];
                    _values[_count] = weights[codes[n]];
                    _ratedAt[_count++] = _timed ? ratedAt[n] : 0;
                }
            }
        }

        public int Divide(uint pause)
            => Sittings.Divide(_timed ? _ratedAt.AsSpan(0, _count) : default, pause, _order.AsSpan(0, _count), _sitting.AsSpan(0, _count));
    }
}
