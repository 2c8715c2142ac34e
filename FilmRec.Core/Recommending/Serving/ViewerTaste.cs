using System.Buffers;
using FilmRec.Core.Accounts;
using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>All that is known of the viewer who asks; of a visitor, nothing.</summary>
internal sealed record ViewerTaste(int? ViewerId, ViewerProfile Profile, ViewerPreferences Preferences)
{
    // As the models count: from four stars on a rating says "I liked it".
    public const int PositiveHalfStars = 8;

    public static ViewerTaste Visitor { get; } = new(null, new ViewerProfile(0, []), new ViewerPreferences(0));

    public bool HasRatings => Profile.Ratings.Count > 0;

    public bool HasPositiveRating => Profile.Ratings.Any(rating => rating.HalfStars >= PositiveHalfStars);

    /// <summary>The ratings in a model's rows; movies that it does not know are left out.</summary>
    public KnownRatings In(Vocabulary movies) => new(Profile.Ratings, movies);
}

/// <summary>A viewer's ratings by a model's movie rows, ascending, in rented arrays. Dispose of it.</summary>
internal readonly struct KnownRatings : IDisposable
{
    private readonly KnownRating[] _ratings;
    private readonly int[] _rows;
    private readonly int _count;

    public KnownRatings(IReadOnlyList<ProfileRating> ratings, Vocabulary movies)
    {
        _ratings = ArrayPool<KnownRating>.Shared.Rent(ratings.Count);
        _rows = ArrayPool<int>.Shared.Rent(ratings.Count);
        _count = 0;
        for (int n = 0; n < ratings.Count; n++) // ascending by id, and so by row
        {
            if (movies.TryRowOf(ratings[n].MovieId, out int row))
            {
                _ratings[_count] = new KnownRating(row, ratings[n].HalfStars, (uint)Math.Clamp(ratings[n].RatedAt.ToUnixTimeSeconds(), 0, uint.MaxValue));
                _rows[_count++] = row;
            }
        }
    }

    public ReadOnlySpan<KnownRating> Span => _ratings.AsSpan(0, _count);

    /// <summary>The rows alone.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, _count);

    public void Dispose()
    {
        ArrayPool<KnownRating>.Shared.Return(_ratings);
        ArrayPool<int>.Shared.Return(_rows);
    }
}
