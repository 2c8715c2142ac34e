using FilmRec.Core.Recommending.Evaluation.Splits;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Core.Recommending.Evaluation.Protocols;

/// <summary>Viewers whom the model has never met: it is trained on the other folds, shown a part of what they rated, and asked for the rest.</summary>
/// <remarks>Liang et al., "Variational Autoencoders for Collaborative Filtering" (WWW 2018), section 4.1, with folds in place of one test group.</remarks>
public sealed class StrongGeneralisation : IProtocol
{
    public const string ProtocolName = "strong";

    private readonly TrainingData _data;
    private readonly ViewerSplit _split;
    private readonly int[] _judged;

    /// <param name="data">All ratings, of all folds.</param>
    /// <param name="split">Of these ratings.</param>
    /// <exception cref="ArgumentException">The split is of other ratings, or holds nothing out.</exception>
    public StrongGeneralisation(TrainingData data, ViewerSplit split)
    {
        var ratings = data.Ratings;
        if (split.FoldOf.Length != ratings.Viewers.Count || split.HeldOut.Length != ratings.Count)
        {
            throw new ArgumentException("The split is of other ratings.", nameof(split));
        }

        (_data, _split, HeldOut) = (data, split, split.HeldOutCount);
        _judged = [.. Enumerable.Range(0, ratings.Viewers.Count).Where(viewer => HeldOutOf(viewer).Contains(true))];
        if (_judged.Length == 0)
        {
            throw new ArgumentException("Nothing is held out: nobody has enough ratings to be judged by.", nameof(split));
        }
    }

    /// <summary>Deals the viewers by the seed.</summary>
    /// <inheritdoc cref="StrongGeneralisation(TrainingData, ViewerSplit)"/>
    public StrongGeneralisation(TrainingData data, SplitOptions options) : this(data, ViewerSplit.Deal(data.Ratings, options))
    {
    }

    public string Name => ProtocolName;
    public string About => $"in {Folds} folds, each new to the model";
    public int Folds => _split.Folds;
    public int Viewers => _judged.Length;
    public int HeldOut { get; }
    public int Movies => _data.Ratings.Movies.Count;
    public bool HasCandidates => false;

    /// <inheritdoc/>
    /// <remarks>All ratings of everybody outside the fold, those that are held out in other folds among them.</remarks>
    public TrainingData TrainingOf(int fold)
        => _data with { Ratings = _data.Ratings.OfViewers([.. Enumerable.Range(0, _split.FoldOf.Length).Where(viewer => _split.FoldOf[viewer] != fold)]) };

    public IReadOnlyList<int> PlacesOf(int fold) => [.. Enumerable.Range(0, _judged.Length).Where(place => _split.FoldOf[_judged[place]] == fold)];

    public ViewerCase CaseOf(int place)
    {
        int viewer = _judged[place];
        var columns = _data.Ratings.ColumnsOf(viewer);
        var heldOut = HeldOutOf(viewer);
        int[] wanted = new int[heldOut.Count(true)];
        var known = new KnownRating[columns.Length - wanted.Length];
        for (int n = 0, asked = 0; n < columns.Length; n++)
        {
            if (heldOut[n])
            {
                wanted[asked++] = columns[n];
            }
            else
            {
                known[n - asked] = _data.Ratings.KnownAt(viewer, n);
            }
        }

        return new ViewerCase(known, wanted);
    }

    /// <inheritdoc/>
    /// <remarks>What is held out is taken away for good, and the rest is dealt anew. So less is known of each viewer than here.</remarks>
    public IProtocol Inner(SplitOptions options) => new StrongGeneralisation(_data with { Ratings = _data.Ratings.Without(_split.HeldOut) }, options);

    private ReadOnlySpan<bool> HeldOutOf(int viewer)
        => _split.HeldOut[_data.Ratings.Starts[viewer].._data.Ratings.Starts[viewer + 1]];
}
