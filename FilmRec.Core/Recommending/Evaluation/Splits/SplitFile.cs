using System.Buffers.Text;
using System.Text;
using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.TextFiles;

namespace FilmRec.Core.Recommending.Evaluation.Splits;

/// <summary>Reads a given split: <c>userId,movieId,fold,heldOut</c>, one line for each rating.</summary>
public static class SplitFile
{
    private const int MostFolds = 1000;
    private static readonly string[] Columns = ["userId", "movieId", "fold", "heldOut"];

    /// <param name="stream">At its beginning; can be sought in. May be compressed with gzip.</param>
    /// <param name="file">Name for messages.</param>
    /// <param name="named">What is split.</param>
    /// <param name="cancellationToken">Looked at now and then.</param>
    /// <exception cref="MalformedFileException">A line cannot be read, or the file does not fit the ratings.</exception>
    public static ViewerSplit Read(Stream stream, string file, NamedRatings named, CancellationToken cancellationToken)
    {
        using var lines = new Lines(stream, file);
        var ratings = named.Ratings;
        int[] foldOf = new int[ratings.Viewers.Count];
        Array.Fill(foldOf, -1);
        bool[] heldOut = new bool[ratings.Count];
        bool[] seen = new bool[ratings.Count];
        int count = 0;
        while (lines.Next())
        {
            int place = lines.PlaceIn(named, out int viewer);
            if (seen[place])
            {
                throw lines.Problem("this viewer and movie stand in the file twice. Keep one of the two lines.");
            }

            seen[place] = true;
            heldOut[place] = lines.Number(3, 1, "0 or 1") == 1;
            int fold = lines.Number(2, MostFolds - 1, "a small whole number, 0 at least");
            if (foldOf[viewer] >= 0 && foldOf[viewer] != fold)
            {
                throw lines.Problem($"viewer {named.Viewers.NameOf(viewer)} stands in fold {foldOf[viewer]} and in fold {fold}. A viewer must be in one.");
            }

            foldOf[viewer] = fold;
            if (++count % (1 << 16) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        if (count < ratings.Count)
        {
            int missing = Array.IndexOf(seen, false);
            throw lines.Problem(
                $"the file ends without a line for viewer {named.Viewers.NameOf(ratings.ViewerAt(missing))} and movie {named.Movies.NameOf(ratings.Columns[missing])}."
                + " Is it the split of other ratings?");
        }

        int folds = foldOf.Max() + 1;
        return folds >= 2 ? new ViewerSplit(folds, foldOf, heldOut) : throw lines.Problem("all viewers are in one fold, so there is nobody to train on.");
    }

    /// <summary>The four columns, wherever the header puts them.</summary>
    private sealed class Lines : IDisposable
    {
        private readonly FieldLines _fields;
        private readonly string _file;
        private readonly int[] _places;

        public Lines(Stream stream, string file)
        {
            (_fields, _file) = (new FieldLines(new DataLines(Unzipped.Of(stream)), [.. ","u8]), file);
            string[] header = Next() ? [.. Enumerable.Range(0, _fields.Count).Select(field => Encoding.UTF8.GetString(_fields[field]))] : [];
            _places = [.. Columns.Select(column => Array.FindIndex(header, name => string.Equals(name, column, StringComparison.OrdinalIgnoreCase)))];
            int missing = Array.IndexOf(_places, -1);
            if (missing >= 0)
            {
                throw Problem($"the column {Columns[missing]} is missing; the first line should be {string.Join(',', Columns)}.");
            }
        }

        public bool Next()
        {
            bool isThere = _fields.TryNext(out string? problem);
            return problem is null ? isThere : throw Problem($"{problem} Correct the line or take it out.");
        }

        public int Number(int column, int most, string expected)
        {
            string text = Text(column);
            return Utf8Parser.TryParse(_fields[_places[column]], out int value, out int taken) && taken == _fields[_places[column]].Length && value >= 0 && value <= most
                ? value
                : throw Problem($"{Columns[column]} is \"{text}\", but should be {expected}. Correct the line or take it out.");
        }

        public int PlaceIn(NamedRatings named, out int viewer)
        {
            if (named.Viewers.TryRowOf(Text(0), out viewer) && named.Movies.TryRowOf(Text(1), out int movie))
            {
                int place = named.Ratings.ColumnsOf(viewer).BinarySearch(movie);
                if (place >= 0)
                {
                    return named.Ratings.Starts[viewer] + place;
                }
            }

            throw Problem($"the ratings hold no rating of viewer {Text(0)} for movie {Text(1)}. Is it the split of other ratings?");
        }

        public MalformedFileException Problem(string problem) => new(_file, _fields.Line, problem);

        public void Dispose() => _fields.Dispose();

        private string Text(int column)
            => _places[column] < _fields.Count ? Encoding.UTF8.GetString(_fields[_places[column]])
                : throw Problem($"{Columns[column]} is missing. Correct the line or take it out.");
    }
}
