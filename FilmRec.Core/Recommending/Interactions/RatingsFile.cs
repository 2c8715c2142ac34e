namespace FilmRec.Core.Recommending.Interactions;

/// <summary>Reads a file of ratings in the CSV layout of MovieLens: <c>userId,movieId,rating,timestamp</c>.</summary>
public static class RatingsFile
{
    private const int MostHalfStars = 10;
    private const int LinesBetweenReports = 1 << 17;

    /// <summary>Viewers and movies are those of the file; the order of its lines does not matter.</summary>
    /// <param name="reader">From its beginning.</param>
    /// <param name="file">Name for messages.</param>
    /// <param name="progress">Told now and then.</param>
    /// <param name="cancellationToken">Looked at now and then.</param>
    /// <exception cref="MalformedFileException">A line cannot be read, or a viewer rates a movie twice.</exception>
    public static RatingMatrix Read(TextReader reader, string file, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        var table = new CsvTable(reader, file, "userId", "movieId", "rating", "timestamp");
        List<Row> rows = [];
        while (table.Next())
        {
            rows.Add(Parse(table));
            if (rows.Count % LinesBetweenReports == 0)
            {
                progress.Report(new WorkProgress("Reading ratings", rows.Count, null));
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        if (rows.Count == 0)
        {
            throw table.Problem("there is not one rating below the header.");
        }

        progress.Report(new WorkProgress("Reading ratings", rows.Count, rows.Count));
        rows.Sort();
        return Build(rows, file);
    }

    private static Row Parse(CsvTable table)
    {
        double halfStars = 2 * table.Number(2);
        if (halfStars < 1 || halfStars > MostHalfStars || halfStars != Math.Floor(halfStars))
        {
            throw table.Problem(2, "0.5 to 5 in steps of a half");
        }

        long seconds = table.Long(3);
        if (seconds is < 0 or > uint.MaxValue)
        {
            throw table.Problem(3, "seconds since 1970");
        }

        return new Row(table.Int(0), table.Int(1), (byte)halfStars, (uint)seconds, table.Line);
    }

    private static RatingMatrix Build(List<Row> rows, string file)
    {
        var movies = new Vocabulary([.. rows.Select(row => row.Movie).Distinct().Order()]);
        List<int> viewers = [];
        List<int> starts = [];
        int[] columns = new int[rows.Count];
        byte[] halfStars = new byte[rows.Count];
        uint[] ratedAt = new uint[rows.Count];
        for (int n = 0; n < rows.Count; n++)
        {
            var row = rows[n];
            if (n > 0 && row.Viewer == rows[n - 1].Viewer && row.Movie == rows[n - 1].Movie)
            {
                throw new MalformedFileException(file, row.Line,
                    $"viewer {row.Viewer} rates movie {row.Movie} again, after line {rows[n - 1].Line}. Keep one of the two lines.");
            }

            if (viewers.Count == 0 || viewers[^1] != row.Viewer)
            {
                viewers.Add(row.Viewer);
                starts.Add(n);
            }

            _ = movies.TryRowOf(row.Movie, out columns[n]);
            halfStars[n] = row.HalfStars;
            ratedAt[n] = row.RatedAt;
        }

        return new RatingMatrix(new Vocabulary([.. viewers]), movies, [.. starts, rows.Count], columns, halfStars, ratedAt);
    }

    private readonly record struct Row(int Viewer, int Movie, byte HalfStars, uint RatedAt, int Line) : IComparable<Row>
    {
        public int CompareTo(Row other)
            => Viewer != other.Viewer ? Viewer.CompareTo(other.Viewer)
                : Movie != other.Movie ? Movie.CompareTo(other.Movie) : Line.CompareTo(other.Line);
    }
}
