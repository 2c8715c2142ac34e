using System.Numerics.Tensors;
using FilmRec.Core.Numerics;

namespace FilmRec.Core.Recommending.Models.Blend;

/// <summary>One viewer who was new to the parts: what the parts say of the films at the top of their lists, and which of these the viewer liked.</summary>
internal sealed class BlendCase
{
    private const int Depth = 100;

    private readonly int _known;
    private readonly int _candidates;
    private readonly float[] _scores;
    private readonly int[] _liked;
    private readonly double _ideal;

    private BlendCase(int known, float[] scores, int[] liked, int hidden)
    {
        (_known, _scores, _liked) = (known, scores, liked);
        _candidates = scores.Length / BlendParts.Kinds.Count;
        for (int rank = 1; rank <= Math.Min(Depth, hidden); rank++)
        {
            _ideal += 1 / Math.Log2(rank + 1);
        }
    }

    /// <param name="parts">Trained without this viewer.</param>
    /// <param name="known">What they are shown, ascending.</param>
    /// <param name="hidden">What was liked and is to be found, ascending; at least one.</param>
    /// <param name="candidates">How many films of each part's list are looked at.</param>
    /// <param name="buffers">Scores of all films by each part, [parts][movies].</param>
    public static BlendCase Of(IReadOnlyList<IRecommender> parts, KnownRating[] known, int[] hidden, int candidates, float[][] buffers)
    {
        int[] excluded = [.. known.Select(rating => rating.Movie)];
        int[] best = new int[candidates];
        var top = new SortedSet<int>();
        for (int part = 0; part < parts.Count; part++)
        {
            parts[part].Score(known, buffers[part]);
            int count = TopRanked.Select(buffers[part], excluded, best);
            top.UnionWith(best.AsSpan(0, count).ToArray());
        }

        int[] films = [.. top];
        float[] scores = [.. buffers.SelectMany(buffer => films.Select(film => buffer[film]))];
        int[] liked = [.. Enumerable.Range(0, films.Length).Where(place => Array.BinarySearch(hidden, films[place]) >= 0)];
        return new BlendCase(known.Length, scores, liked, hidden.Length);
    }

    /// <summary>NDCG@100 of the blended list. A liked film that no part has near its top counts as not found.</summary>
    /// <param name="weights">Of the parts.</param>
    public double Judge(BlendWeights weights)
    {
        Span<float> blended = _candidates <= 2048 ? stackalloc float[_candidates] : new float[_candidates];
        blended.Clear();
        for (int part = 0; part < BlendParts.Kinds.Count; part++)
        {
            TensorPrimitives.MultiplyAdd(_scores.AsSpan(part * _candidates, _candidates), weights.At(part, _known), blended, blended);
        }

        double gain = 0;
        foreach (int place in _liked)
        {
            float own = blended[place];
            int rank = 1;
            foreach (float other in blended)
            {
                rank += other > own ? 1 : 0;
            }

            gain += rank <= Depth ? 1 / Math.Log2(rank + 1) : 0;
        }

        return gain / _ideal;
    }
}
