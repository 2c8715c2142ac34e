using System.Runtime.InteropServices;

namespace FilmRec.Core.Recommending.Interactions;

/// <summary>The ratings of a file in the order of its lines, by the codes of their names; put into compressed rows in the end.</summary>
/// <remarks>13 bytes a rating, in pieces, so that nothing is copied while it grows.</remarks>
/// <param name="file">Name for messages.</param>
/// <param name="hasStars">The file has stars; otherwise every line is a like, and saying so twice says nothing more.</param>
/// <param name="hasTimes">The file tells when.</param>
internal sealed class RatingRows(string file, bool hasStars, bool hasTimes)
{
    private const int PieceLength = 1 << 16;

    private readonly List<Row[]> _pieces = [];
    private readonly List<(int Row, int Line)> _jumps = [];
    private int _expectedLine = -1;

    public int Count { get; private set; }

    public void Add(int viewer, int movie, byte halfStars, uint ratedAt, int line)
    {
        if (Count % PieceLength == 0)
        {
            _pieces.Add(new Row[PieceLength]);
        }

        // The line of each rating would take as much memory as its movie: only where lines do not follow each other is one kept.
        if (hasStars && line != _expectedLine)
        {
            _jumps.Add((Count, line));
        }

        _expectedLine = line + 1;
        _pieces[^1][Count++ % PieceLength] = new Row(viewer, movie, ratedAt, halfStars);
    }

    /// <param name="viewers">Names of all viewers, perhaps of several files.</param>
    /// <param name="viewerRowOf">Row by code.</param>
    /// <param name="movies">Names of all movies.</param>
    /// <param name="movieRowOf">Row by code.</param>
    /// <exception cref="MalformedFileException">A viewer rates a movie twice.</exception>
    public RatingMatrix Build(Names viewers, int[] viewerRowOf, Names movies, int[] movieRowOf)
    {
        int[] starts = new int[viewers.Count + 1];
        for (int piece = 0; piece < _pieces.Count; piece++)
        {
            foreach (ref readonly var row in Piece(piece))
            {
                starts[viewerRowOf[row.Viewer] + 1]++;
            }
        }

        for (int viewer = 0; viewer < viewers.Count; viewer++)
        {
            starts[viewer + 1] += starts[viewer];
        }

        int[] columns = new int[Count];
        byte[] halfStars = new byte[Count];
        uint[]? ratedAt = hasTimes ? new uint[Count] : null;
        int[] next = starts[..^1];
        for (int piece = 0; piece < _pieces.Count; piece++)
        {
            foreach (ref readonly var row in Piece(piece))
            {
                int place = next[viewerRowOf[row.Viewer]]++;
                columns[place] = movieRowOf[row.Movie];
                halfStars[place] = row.HalfStars;
                if (ratedAt is not null)
                {
                    ratedAt[place] = row.RatedAt;
                }
            }
        }

        bool[]? repeated = RowOrder.Sort(starts, columns, halfStars, ratedAt);
        var matrix = new RatingMatrix(viewers.Vocabulary, movies.Vocabulary, starts, columns, halfStars, ratedAt);
        return repeated is null ? matrix
            : hasStars ? throw Twice(matrix, Array.IndexOf(repeated, true), viewers, viewerRowOf, movies, movieRowOf)
            : matrix.Without(repeated);
    }

    private MalformedFileException Twice(RatingMatrix matrix, int place, Names viewers, int[] viewerRowOf, Names movies, int[] movieRowOf)
    {
        int viewer = matrix.ViewerAt(place);
        int movie = matrix.Columns[place];
        int[] lines = [.. Enumerable.Range(0, Count).Where(n => IsOf(_pieces[n / PieceLength][n % PieceLength])).Select(LineOf).Take(2)];
        return new MalformedFileException(
            file, lines[1], $"viewer {viewers.NameOf(viewer)} rates movie {movies.NameOf(movie)} again, after line {lines[0]}. Keep one of the two lines.");

        bool IsOf(Row row) => viewerRowOf[row.Viewer] == viewer && movieRowOf[row.Movie] == movie;
    }

    private int LineOf(int row)
    {
        var (start, line) = _jumps.Last(jump => jump.Row <= row);
        return line + row - start;
    }

    private ReadOnlySpan<Row> Piece(int number) => _pieces[number].AsSpan(0, Math.Min(PieceLength, Count - number * PieceLength));

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private readonly record struct Row(int Viewer, int Movie, uint RatedAt, byte HalfStars);
}
