using FilmRec.Core.Numerics;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.Factorisation;

/// <summary>The same ratings, film after film. 5 bytes a rating.</summary>
internal sealed class RatingsByFilm
{
    private readonly int[] _starts;
    private readonly int[] _viewers;
    private readonly byte[] _halfStars;

    /// <param name="ratings">viewers × movies.</param>
    public RatingsByFilm(RatingMatrix ratings)
        => (_starts, _viewers, _halfStars) = SparseTurn.Of(ratings.Starts, ratings.Columns, ratings.HalfStars, ratings.Movies.Count);

    public int Films => _starts.Length - 1;

    /// <summary>How many viewers rated it.</summary>
    public int CountOf(int film) => _starts[film + 1] - _starts[film];

    /// <summary>Rows of the viewers who rated it, ascending.</summary>
    public ReadOnlySpan<int> ViewersOf(int film) => _viewers.AsSpan(_starts[film], CountOf(film));

    /// <summary>In the order of <see cref="ViewersOf"/>.</summary>
    public ReadOnlySpan<byte> HalfStarsOf(int film) => _halfStars.AsSpan(_starts[film], CountOf(film));
}
