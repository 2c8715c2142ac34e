using FilmRec.Core.Recommending.Evaluation.Metrics;
using FilmRec.Core.Recommending.Evaluation.Protocols;

namespace FilmRec.Core.Recommending.Evaluation;

/// <summary>What one model did for each viewer. Each viewer's place is written once, by whichever thread.</summary>
internal sealed class ScoreSheet
{
    /// <summary>How deep lists are where they are looked at as a whole: coverage, novelty, Gini.</summary>
    public const int ListLength = 20;

    private const int Nothing = -1;
    private static readonly int[] CurveRanks = [1, 2, 5, 10, 20, 30, 40, 50, 75, 100];

    private readonly IReadOnlyList<RankingMetric> _metrics;
    private readonly double[][] _whole;
    private readonly double[][] _head;
    private readonly double[][] _tail;
    private readonly double[][] _curve;
    private readonly double[] _novelty;
    private readonly int[] _lists;

    public ScoreSheet(IReadOnlyList<RankingMetric> metrics, int viewers)
    {
        _metrics = metrics;
        (_whole, _head, _tail) = (Columns(metrics.Count), Columns(metrics.Count), Columns(metrics.Count));
        _curve = Columns(CurveRanks.Length);
        _novelty = new double[viewers];
        _lists = new int[viewers * ListLength];
        Array.Fill(_lists, Nothing);

        double[][] Columns(int count) => [.. Enumerable.Range(0, count).Select(_ => new double[viewers])];
    }

    public void Enter(int place, ViewerCase asked, CaseJudge judge, Popularity popularity)
    {
        var hits = judge.Hits;
        Fill(_whole, place, hits, asked.Wanted.Length);
        int inHead = asked.Wanted.Count(movie => movie >= 0 && popularity.IsHead[movie]);
        FillOf(_head, place, judge, popularity.IsHead, isHead: true, inHead);
        FillOf(_tail, place, judge, popularity.IsHead, isHead: false, asked.Wanted.Length - inHead);
        for (int n = 0; n < CurveRanks.Length; n++)
        {
            _curve[n][place] = Recall.At(hits, asked.Wanted.Length, CurveRanks[n]);
        }

        var list = judge.List[..Math.Min(ListLength, judge.List.Length)];
        list.CopyTo(_lists.AsSpan(place * ListLength));
        _novelty[place] = Novelty.Of(list, popularity.Bits);
    }

    /// <summary>The ranking metrics of all viewers.</summary>
    public IReadOnlyList<MetricScore> Ranking() => [.. _metrics.Select((metric, n) => new MetricScore(metric.Name, _whole[n]))];

    /// <summary>The ranking metrics where only well-known movies, or only others, count as wanted.</summary>
    /// <param name="places">Out: viewers who wanted any of them.</param>
    public IReadOnlyList<MetricScore> Ranking(bool isHead, out int[] places)
    {
        var values = isHead ? _head : _tail;
        int[] asked = [.. Enumerable.Range(0, values[0].Length).Where(place => !double.IsNaN(values[0][place]))];
        places = asked;
        return asked.Length == 0 ? [] : [.. _metrics.Select((metric, n) => new MetricScore(metric.Name, [.. asked.Select(place => values[n][place])]))];
    }

    /// <summary>What is told of the lists as such.</summary>
    public IReadOnlyList<MetricScore> OfLists(int movies, int seed, int threads, CancellationToken cancellationToken)
    {
        var (coverage, gini) = ExposureBootstrap.Of(_lists, ListLength, movies, seed, threads, cancellationToken);
        return [coverage, gini, new MetricScore($"novelty@{ListLength}", _novelty)];
    }

    public IReadOnlyList<KeyValuePair<int, double>> RecallCurve() => [.. CurveRanks.Zip(_curve, (rank, byViewer) => KeyValuePair.Create(rank, byViewer.Average()))];

    private void Fill(double[][] values, int place, ReadOnlySpan<bool> hits, int wanted)
    {
        for (int metric = 0; metric < _metrics.Count; metric++)
        {
            values[metric][place] = wanted > 0 ? _metrics[metric].Of(hits, wanted) : double.NaN;
        }
    }

    private void FillOf(double[][] values, int place, CaseJudge judge, bool[] isHeadMovie, bool isHead, int wanted)
    {
        Span<bool> hits = stackalloc bool[judge.Hits.Length];
        for (int rank = 0; rank < hits.Length; rank++)
        {
            hits[rank] = judge.Hits[rank] && isHeadMovie[judge.List[rank]] == isHead;
        }

        Fill(values, place, hits, wanted);
    }
}
