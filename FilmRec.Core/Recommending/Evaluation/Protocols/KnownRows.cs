using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Core.Recommending.Evaluation.Protocols;

/// <summary>Ratings of a matrix as a model is shown them.</summary>
internal static class KnownRows
{
    /// <param name="viewer">Row of the viewer.</param>
    /// <param name="n">Which of the viewer's ratings, in the order of the columns.</param>
    public static KnownRating KnownAt(this RatingMatrix ratings, int viewer, int n)
        => new(ratings.ColumnsOf(viewer)[n], ratings.HalfStarsOf(viewer)[n], ratings.HasTimes ? ratings.RatedAtOf(viewer)[n] : 0);
}
