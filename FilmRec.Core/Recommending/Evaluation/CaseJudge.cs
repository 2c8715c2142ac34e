using System.Numerics.Tensors;
using FilmRec.Core.Numerics;
using FilmRec.Core.Recommending.Evaluation.Metrics;
using FilmRec.Core.Recommending.Evaluation.Protocols;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Core.Recommending.Evaluation;

/// <summary>Lets a model rank for one viewer after the other, and marks what was to be found. Work space of one thread.</summary>
/// <param name="movies">Movies that the model knows.</param>
public sealed class CaseJudge(int movies)
{
    private readonly float[] _scores = new float[movies];
    private readonly int[] _best = new int[RankingMetric.Deepest];
    private readonly bool[] _hits = new bool[RankingMetric.Deepest];
    private int _count;

    /// <summary>The list of the last case, best first, of <see cref="RankingMetric.Deepest"/> ranks at most; valid until the next.</summary>
    public ReadOnlySpan<int> List => _best.AsSpan(0, _count);

    /// <summary>Whether each of the list was to be found.</summary>
    public ReadOnlySpan<bool> Hits => _hits.AsSpan(0, _count);

    /// <summary>Every score of the last case was a number.</summary>
    public bool IsFinite => _scores.Length == 0 || TensorPrimitives.IsFiniteAll<float>(_scores);

    /// <summary>Ranks for one viewer.</summary>
    public void Judge(IRecommender model, ViewerCase asked)
    {
        model.Score(asked.Known, _scores);
        _count = asked.Candidates is { } candidates ? RankAmong(candidates) : TopRanked.Select(_scores, asked.Seen, _best);
        for (int rank = 0; rank < _count; rank++)
        {
            _hits[rank] = asked.Wanted.AsSpan().BinarySearch(_best[rank]) >= 0;
        }
    }

    // Candidates ascend, so that equal scores rank by the lower row here too.
    private int RankAmong(int[] candidates)
    {
        float[] scores = [.. candidates.Select(movie => _scores[movie])];
        int count = TopRanked.Select(scores, [], _best);
        for (int rank = 0; rank < count; rank++)
        {
            _best[rank] = candidates[_best[rank]];
        }

        return count;
    }
}
