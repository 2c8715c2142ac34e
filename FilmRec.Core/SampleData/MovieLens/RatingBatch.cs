namespace FilmRec.Core.SampleData.MovieLens;

/// <summary>Some ratings, no pair of viewer and movie twice: of two opinions the newer stays.</summary>
internal sealed class RatingBatch(int capacity)
{
    private readonly List<RawRating> _ratings = new(capacity);
    private Dictionary<long, int>? _places;

    public IReadOnlyList<RawRating> Ratings => _ratings;
    public bool IsFull => _ratings.Count == capacity;

    /// <summary>True while viewers and movies ascend, so that no pair occurs twice.</summary>
    public bool IsSorted => _places is null;
    public long FirstKey => _ratings.Count == 0 ? long.MaxValue : Key(_ratings[0]);
    public long LastKey => _ratings.Count == 0 ? long.MaxValue : Key(_ratings[^1]);

    /// <summary>Good lines that went into this batch, repeated ones among them.</summary>
    public int Lines { get; private set; }

    /// <summary>Where the file stood when the batch was complete.</summary>
    public long FileLine { get; set; }
    public long EstimatedLines { get; set; }

    public void Add(RawRating rating)
    {
        Lines++;
        // Files are mostly sorted, and then nothing has to be looked up.
        if (_places is null && (_ratings.Count == 0 || Key(rating) > Key(_ratings[^1])))
        {
            _ratings.Add(rating);
            return;
        }

        _places ??= _ratings.Select((r, place) => (Key: Key(r), place)).ToDictionary(r => r.Key, r => r.place);
        if (_places.TryAdd(Key(rating), _ratings.Count))
        {
            _ratings.Add(rating);
        }
        else if (rating.RatedAt > _ratings[_places[Key(rating)]].RatedAt)
        {
            _ratings[_places[Key(rating)]] = rating;
        }
    }

    private static long Key(RawRating rating) => ((long)rating.ViewerId << 32) | (uint)rating.MovieId;
}
