using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Evaluation.Splits;

/// <summary>Which viewers are new in which fold, and which of their ratings are kept from the model. Immutable.</summary>
public sealed class ViewerSplit
{
    private readonly int[] _foldOf;
    private readonly bool[] _heldOut;

    /// <param name="folds">Number of folds, at least 2.</param>
    /// <param name="foldOf">Fold by viewer row, [viewers], 0 … folds − 1.</param>
    /// <param name="heldOut">Whether each rating is held out, [ratings], in the order of the matrix.</param>
    internal ViewerSplit(int folds, int[] foldOf, bool[] heldOut) => (Folds, _foldOf, _heldOut) = (folds, foldOf, heldOut);

    public int Folds { get; }

    /// <summary>Fold by viewer row, [viewers].</summary>
    public ReadOnlySpan<int> FoldOf => _foldOf;

    /// <summary>Whether each rating is held out, [ratings], in the order of the matrix.</summary>
    public ReadOnlySpan<bool> HeldOut => _heldOut;

    /// <summary>How many ratings are held out; 0 means that there is nothing to judge by.</summary>
    public int HeldOutCount => HeldOut.Count(true);

    /// <summary>Deals the viewers into folds, and holds out a part of what each of them liked.</summary>
    /// <param name="ratings">viewers × movies.</param>
    /// <param name="options">Folds, share, seed.</param>
    public static ViewerSplit Deal(RatingMatrix ratings, SplitOptions options)
    {
        options.Validate();
        var random = new Random(options.Seed);
        int[] viewers = [.. Enumerable.Range(0, ratings.Viewers.Count)];
        random.Shuffle(viewers);
        int[] foldOf = new int[viewers.Length];
        for (int n = 0; n < viewers.Length; n++)
        {
            foldOf[viewers[n]] = n % options.Folds;
        }

        bool[] heldOut = new bool[ratings.Count];
        List<int> positives = [];
        for (int viewer = 0; viewer < foldOf.Length; viewer++)
        {
            positives.Clear();
            for (int n = ratings.Starts[viewer]; n < ratings.Starts[viewer + 1]; n++)
            {
                if (ratings.HalfStars[n] >= options.PositiveHalfStars)
                {
                    positives.Add(n);
                }
            }

            if (positives.Count >= options.MinimumPositives)
            {
                int[] drawn = [.. positives];
                random.Shuffle(drawn);
                foreach (int n in drawn.AsSpan(0, Math.Max(1, (int)Math.Round(options.HeldOutShare * drawn.Length))))
                {
                    heldOut[n] = true;
                }
            }
        }

        return new ViewerSplit(options.Folds, foldOf, heldOut);
    }
}
