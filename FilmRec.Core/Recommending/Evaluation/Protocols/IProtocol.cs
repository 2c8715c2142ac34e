using FilmRec.Core.Recommending.Evaluation.Splits;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Core.Recommending.Evaluation.Protocols;

/// <summary>A way to divide ratings into what models learn from and what they are asked. Immutable; safe to use from any number of threads.</summary>
/// <remarks>What is asked for in a fold is never in the training data of that fold.</remarks>
public interface IProtocol
{
    /// <summary>As on the command line: "strong".</summary>
    string Name { get; }

    /// <summary>For people, behind "603 viewers": "in 5 folds, each new to the model".</summary>
    string About { get; }

    /// <summary>How often each model is trained.</summary>
    int Folds { get; }

    /// <summary>How many viewers are asked about, over all folds; each is a place, 0 … Viewers − 1.</summary>
    int Viewers { get; }

    /// <summary>How many ratings are to be found, over all viewers.</summary>
    int HeldOut { get; }

    /// <summary>How many movies there are.</summary>
    int Movies { get; }

    /// <summary>Movies are ranked among a few given ones, not in the whole catalogue.</summary>
    bool HasCandidates { get; }

    /// <summary>What models of this fold learn from.</summary>
    TrainingData TrainingOf(int fold);

    /// <summary>Which viewers models of this fold are asked about, ascending.</summary>
    IReadOnlyList<int> PlacesOf(int fold);

    /// <summary>What is known and what is asked of one viewer.</summary>
    ViewerCase CaseOf(int place);

    /// <summary>A protocol over the training side alone, for choosing options: nothing that is asked for here is anywhere in it.</summary>
    /// <param name="options">How viewers are dealt, where they are.</param>
    /// <exception cref="ArgumentException">Too little is left to be judged by.</exception>
    IProtocol Inner(SplitOptions options);
}

/// <summary>One viewer who is asked about.</summary>
/// <param name="Known">What the model is shown, by movie row, ascending.</param>
/// <param name="Wanted">Rows of the movies to find, ascending, at least one; −1 for one that the model does not know and so cannot find.</param>
/// <param name="Candidates">Rows of the movies to rank, ascending; null for all but the known ones.</param>
public sealed record ViewerCase(KnownRating[] Known, int[] Wanted, int[]? Candidates = null)
{
    /// <summary>Rows of the movies that are not ranked, ascending: the known ones, unless told otherwise.</summary>
    public int[] Seen { get; init; } = [.. Known.Select(rating => rating.Movie)];
}
