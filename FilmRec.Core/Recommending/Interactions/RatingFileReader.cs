using System.Buffers.Text;
using System.Text;
using FilmRec.Core.TextFiles;

namespace FilmRec.Core.Recommending.Interactions;

/// <summary>
/// Reads files of ratings, one or several over the same viewers and movies. Each may be comma-separated, in one of MovieLens' layouts ("::" or tabs),
/// pairs of viewer and movie, or lines of "viewer movie movie …"; plain or compressed with gzip. What a file is, is found by looking into it, never by its name.
/// </summary>
/// <remarks>Names may be any strings. Streams: 13 bytes a rating while reading, 9 besides while they are put into rows, 9 in the end.</remarks>
/// <param name="progress">Told now and then.</param>
/// <param name="cancellationToken">Looked at now and then.</param>
public sealed class RatingFileReader(IProgress<WorkProgress> progress, CancellationToken cancellationToken)
{
    /// <summary>Half stars of a line without stars: a like beyond doubt.</summary>
    public const byte Liked = 10;

    private const int MostHalfStars = 10;
    private const int LongestLine = 64 * 1024 * 1024;
    private const int LinesBetweenReports = 1 << 16;

    private readonly NameTable _viewers = new();
    private readonly NameTable _movies = new();
    private readonly List<RatingRows> _files = [];
    private readonly List<(int Line, int Viewer, int[] Movies)> _lists = [];

    /// <summary>Reads one file on its own.</summary>
    /// <inheritdoc cref="Add"/>
    public static NamedRatings Read(Stream stream, string file, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        var reader = new RatingFileReader(progress, cancellationToken);
        reader.Add(stream, file);
        var files = reader.Build();
        return new NamedRatings(files.Ratings[0], files.Viewers, files.Movies);
    }

    /// <summary>Reads a file of ratings.</summary>
    /// <param name="stream">At its beginning; can be sought in.</param>
    /// <param name="file">Name for messages.</param>
    /// <exception cref="MalformedFileException">A line cannot be read, or there is none.</exception>
    public void Add(Stream stream, string file)
    {
        using var lines = new DataLines(Unzipped.Of(stream), LongestLine);
        var layout = RatingLayout.Find(lines, file);
        using var fields = new FieldLines(lines, layout.Separator);
        var rows = new RatingRows(file, layout.Rating >= 0, layout.Time >= 0);
        while (Next(fields, file))
        {
            if (!layout.HasHeader || fields.Line > layout.HeaderLine)
            {
                Take(fields, layout, rows, file);
            }
        }

        if (rows.Count == 0)
        {
            throw new MalformedFileException(file, fields.Line, layout.HasHeader ? "there is not one rating below the header." : "there is not one rating in the file.");
        }

        progress.Report(new WorkProgress("Reading ratings", rows.Count, rows.Count));
        _files.Add(rows);
    }

    /// <summary>Reads lines of "viewer movie others…", in which the first pair may stand as "(viewer,movie)": which one to find among which others.</summary>
    /// <inheritdoc cref="Add"/>
    public void AddCandidates(Stream stream, string file)
    {
        using var fields = new FieldLines(new DataLines(Unzipped.Of(stream), LongestLine), [.. " \t,()"u8]);
        while (Next(fields, file))
        {
            if (fields.Count < 3)
            {
                throw new MalformedFileException(file, fields.Line, "there should be a viewer, the movie to find, and others to find it among.");
            }

            int viewer = _viewers.CodeOf(fields[0]);
            int[] movies = new int[fields.Count - 1];
            for (int field = 0; field < movies.Length; field++)
            {
                movies[field] = _movies.CodeOf(fields[field + 1]);
            }

            if (movies.AsSpan(1).Contains(movies[0]))
            {
                throw new MalformedFileException(file, fields.Line, "the movie to find stands among the others too. Correct the line or take it out.");
            }

            _lists.Add((fields.Line, viewer, movies));
        }

        if (_lists.Count == 0)
        {
            throw new MalformedFileException(file, fields.Line, "the file is empty.");
        }
    }

    /// <summary>Puts what was read into rows, over the viewers and movies of all files together.</summary>
    /// <exception cref="MalformedFileException">A viewer rates a movie twice in one file.</exception>
    public RatingFiles Build()
    {
        var viewers = _viewers.Order(out int[] viewerRowOf);
        var movies = _movies.Order(out int[] movieRowOf);
        return new RatingFiles(
            viewers, movies,
            [.. _files.Select(file => file.Build(viewers, viewerRowOf, movies, movieRowOf))],
            [.. _lists.Select(list => new CandidateList(
                list.Line, viewerRowOf[list.Viewer], movieRowOf[list.Movies[0]], [.. list.Movies.Select(code => movieRowOf[code]).Distinct().Order()]))]);
    }

    private bool Next(FieldLines fields, string file)
    {
        if (fields.Line % LinesBetweenReports == 0)
        {
            progress.Report(new WorkProgress("Reading ratings", fields.Line, null));
            cancellationToken.ThrowIfCancellationRequested();
        }

        bool isThere = fields.TryNext(out string? problem);
        return problem is null ? isThere : throw Wrong(file, fields, problem);
    }

    private void Take(FieldLines fields, RatingLayout layout, RatingRows rows, string file)
    {
        if (layout.IsList)
        {
            int liker = _viewers.CodeOf(fields[0]);
            for (int field = 1; field < fields.Count; field++)
            {
                rows.Add(liker, _movies.CodeOf(fields[field]), Liked, 0, fields.Line);
            }

            return;
        }

        if (layout.Fields > 0 && fields.Count > layout.Fields)
        {
            throw Wrong(file, fields, $"there are {fields.Count} fields instead of {layout.Fields}.");
        }

        int viewer = _viewers.CodeOf(NameIn(fields, layout.Viewer, "userId", file));
        int movie = _movies.CodeOf(NameIn(fields, layout.Movie, "movieId", file));
        byte halfStars = layout.Rating < 0 ? Liked : HalfStarsIn(fields, layout.Rating, file);
        rows.Add(viewer, movie, halfStars, layout.Time < 0 ? 0 : SecondsIn(fields, layout.Time, file), fields.Line);
    }

    private static ReadOnlySpan<byte> NameIn(FieldLines fields, int place, string column, string file)
    {
        var name = FieldIn(fields, place, column, file);
        return name.IsEmpty ? throw Wrong(file, fields, $"{column} is empty.") : name;
    }

    private static byte HalfStarsIn(FieldLines fields, int place, string file)
    {
        var field = FieldIn(fields, place, "rating", file);
        bool isNumber = Utf8Parser.TryParse(field, out double stars, out int taken) && taken == field.Length;
        return isNumber && stars is >= 0.5 and <= MostHalfStars / 2.0 && 2 * stars == Math.Floor(2 * stars)
            ? (byte)(2 * stars)
            : throw Wrong(file, fields, $"rating is \"{Encoding.UTF8.GetString(field)}\", but should be 0.5 to 5 in steps of a half.");
    }

    // Some files write whole seconds as "978300760.0".
    private static uint SecondsIn(FieldLines fields, int place, string file)
    {
        var field = FieldIn(fields, place, "timestamp", file);
        return Utf8Parser.TryParse(field, out double seconds, out int taken) && taken == field.Length && seconds is >= 0 and <= uint.MaxValue
            ? (uint)seconds
            : throw Wrong(file, fields, $"timestamp is \"{Encoding.UTF8.GetString(field)}\", but should be seconds since 1970.");
    }

    private static ReadOnlySpan<byte> FieldIn(FieldLines fields, int place, string column, string file)
        => place < fields.Count ? fields[place].Trim((byte)' ') : throw Wrong(file, fields, $"{column} is missing.");

    private static MalformedFileException Wrong(string file, FieldLines fields, string problem)
        => new(file, fields.Line, $"{problem} Correct the line or take it out.");
}
