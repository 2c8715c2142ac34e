using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Evaluation.Splits;

/// <summary>Reads a given split: <c>userId,movieId,fold,heldOut</c>, one line for each rating.</summary>
public static class SplitFile
{
    private const int MostFolds = 1000;

    /// <param name="reader">From its beginning.</param>
    /// <param name="file">Name for messages.</param>
    /// <param name="ratings">What is split.</param>
    /// <param name="cancellationToken">Looked at now and then.</param>
    /// <exception cref="MalformedFileException">A line cannot be read, or the file does not fit the ratings.</exception>
    public static ViewerSplit Read(TextReader reader, string file, RatingMatrix ratings, CancellationToken cancellationToken)
    {
        var table = new CsvTable(reader, file, "userId", "movieId", "fold", "heldOut");
        int[] foldOf = new int[ratings.Viewers.Count];
        Array.Fill(foldOf, -1);
        bool[] heldOut = new bool[ratings.Count];
        bool[] named = new bool[ratings.Count];
        int lines = 0;
        while (table.Next())
        {
            int place = PlaceOf(table, ratings, out int viewer);
            if (named[place])
            {
                throw table.Problem("this viewer and movie stand in the file twice. Keep one of the two lines.");
            }

            named[place] = true;
            heldOut[place] = table.Int(3) switch { 0 => false, 1 => true, _ => throw table.Problem(3, "0 or 1") };
            int fold = table.Int(2);
            if (fold is < 0 or >= MostFolds)
            {
                throw table.Problem(2, "a small whole number, 0 at least");
            }

            if (foldOf[viewer] >= 0 && foldOf[viewer] != fold)
            {
                throw table.Problem($"viewer {ratings.Viewers.IdOf(viewer)} stands in fold {foldOf[viewer]} and in fold {fold}. A viewer must be in one.");
            }

            foldOf[viewer] = fold;
            if (++lines % (1 << 16) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        if (lines < ratings.Count)
        {
            throw MissingRating(table, ratings, Array.IndexOf(named, false));
        }

        int folds = foldOf.Max() + 1;
        return folds >= 2 ? new ViewerSplit(folds, foldOf, heldOut) : throw table.Problem("all viewers are in one fold, so there is nobody to train on.");
    }

    private static int PlaceOf(CsvTable table, RatingMatrix ratings, out int viewer)
    {
        if (ratings.Viewers.TryRowOf(table.Int(0), out viewer) && ratings.Movies.TryRowOf(table.Int(1), out int movie))
        {
            int place = ratings.ColumnsOf(viewer).BinarySearch(movie);
            if (place >= 0)
            {
                return ratings.Starts[viewer] + place;
            }
        }

        throw table.Problem($"the ratings hold no rating of viewer {table.Int(0)} for movie {table.Int(1)}. Is it the split of other ratings?");
    }

    private static MalformedFileException MissingRating(CsvTable table, RatingMatrix ratings, int place)
    {
        int viewer = 0;
        while (ratings.Starts[viewer + 1] <= place)
        {
            viewer++;
        }

        return table.Problem(
            $"the file ends without a line for viewer {ratings.Viewers.IdOf(viewer)} and movie {ratings.Movies.IdOf(ratings.Columns[place])}."
            + " Is it the split of other ratings?");
    }
}
