using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Training;

/// <summary>Puts ratings that arrive by viewer, then movie, into compressed rows.</summary>
internal sealed class RatingMatrixBuilder(Vocabulary movies, int expected)
{
    private readonly List<int> _viewers = [];
    private readonly List<int> _starts = [];
    private int[] _columns = new int[expected];
    private byte[] _halfStars = new byte[expected];
    private uint[] _ratedAt = new uint[expected];
    private int _count;

    public int Expected => expected;

    /// <summary>Unix seconds, or null without ratings.</summary>
    public long? NewestRating { get; private set; }

    /// <summary>Takes the next rating; one of a movie outside the vocabulary is left out.</summary>
    public void Add(int viewerId, int movieId, byte halfStars, long ratedAt)
    {
        if (!movies.TryRowOf(movieId, out int column))
        {
            return;
        }

        if (_viewers.Count == 0 || _viewers[^1] != viewerId)
        {
            _viewers.Add(viewerId);
            _starts.Add(_count);
        }

        if (_count == _columns.Length)
        {
            Resize(_count + _count / 8 + 1024);
        }

        _columns[_count] = column;
        _halfStars[_count] = halfStars;
        _ratedAt[_count++] = (uint)Math.Clamp(ratedAt, 0, uint.MaxValue);
        NewestRating = Math.Max(NewestRating ?? ratedAt, ratedAt);
    }

    public RatingMatrix Build()
    {
        Resize(_count);
        return new RatingMatrix(new Vocabulary([.. _viewers]), movies, [.. _starts, _count], _columns, _halfStars, _ratedAt);
    }

    private void Resize(int length)
    {
        Array.Resize(ref _columns, length);
        Array.Resize(ref _halfStars, length);
        Array.Resize(ref _ratedAt, length);
    }
}
