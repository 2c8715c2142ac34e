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
    {
        _starts = new int[ratings.Movies.Count + 1];
        _viewers = new int[ratings.Count];
        _halfStars = new byte[ratings.Count];
        foreach (int movie in ratings.Columns)
        {
            _starts[movie + 1]++;
        }

        for (int movie = 0; movie < ratings.Movies.Count; movie++)
        {
            _starts[movie + 1] += _starts[movie];
        }

        int[] next = _starts[..^1];
        for (int viewer = 0; viewer < ratings.Viewers.Count; viewer++)
        {
            for (int n = ratings.Starts[viewer]; n < ratings.Starts[viewer + 1]; n++)
            {
                int place = next[ratings.Columns[n]]++;
                (_viewers[place], _halfStars[place]) = (viewer, ratings.HalfStars[n]);
            }
        }
    }

    public int Films => _starts.Length - 1;

    /// <summary>How many viewers rated it.</summary>
    public int CountOf(int film) => _starts[film + 1] - _starts[film];

    /// <summary>Rows of the viewers who rated it, ascending.</summary>
    public ReadOnlySpan<int> ViewersOf(int film) => _viewers.AsSpan(_starts[film], CountOf(film));

    /// <summary>In the order of <see cref="ViewersOf"/>.</summary>
    public ReadOnlySpan<byte> HalfStarsOf(int film) => _halfStars.AsSpan(_starts[film], CountOf(film));
}
