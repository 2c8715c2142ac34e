using FilmRec.Core.Recommending.Evaluation.Splits;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Core.Recommending.Evaluation.Protocols;

/// <summary>Models learn once, from what is known of everybody, and are asked for what is hidden of some of them. What the protocols by time and by files have in common.</summary>
internal sealed class KnownViewers : IProtocol
{
    private readonly TrainingData _training;
    private readonly Asked[] _asked;
    private readonly Func<TrainingData, SplitOptions, IProtocol> _inner;

    /// <param name="name">As <see cref="Name"/>.</param>
    /// <param name="about">As <see cref="About"/>.</param>
    /// <param name="training">What is known of everybody; nothing of what is asked is in it.</param>
    /// <param name="asked">Of whom, and what.</param>
    /// <param name="inner">Divides the training data once more.</param>
    /// <exception cref="ArgumentException">Nobody is asked about.</exception>
    public KnownViewers(string name, string about, TrainingData training, Asked[] asked, Func<TrainingData, SplitOptions, IProtocol> inner)
    {
        if (asked.Length == 0)
        {
            throw new ArgumentException("There is nobody of whom something is known and something can be asked.", nameof(asked));
        }

        (Name, About, _training, _asked, _inner) = (name, about, training, asked, inner);
        HeldOut = asked.Sum(one => one.Wanted.Length);
    }

    public string Name { get; }
    public string About { get; }
    public int Folds => 1;
    public int Viewers => _asked.Length;
    public int HeldOut { get; }
    public int Movies => _training.Ratings.Movies.Count;
    public bool HasCandidates => _asked[0].Candidates is not null;

    public TrainingData TrainingOf(int fold) => _training;

    public IReadOnlyList<int> PlacesOf(int fold) => [.. Enumerable.Range(0, _asked.Length)];

    public ViewerCase CaseOf(int place)
    {
        var (viewer, wanted, candidates) = _asked[place];
        var ratings = _training.Ratings;
        return new ViewerCase([.. Enumerable.Range(0, ratings.ColumnsOf(viewer).Length).Select(n => ratings.KnownAt(viewer, n))], wanted, candidates);
    }

    public IProtocol Inner(SplitOptions options) => _inner(_training, options);
}

/// <summary>What is asked of one viewer.</summary>
/// <param name="Viewer">Row in the training matrix.</param>
/// <param name="Wanted">As in <see cref="ViewerCase"/>.</param>
/// <param name="Candidates">As in <see cref="ViewerCase"/>.</param>
internal readonly record struct Asked(int Viewer, int[] Wanted, int[]? Candidates = null);
