using FilmRec.Core.Recommending.Evaluation;
using FilmRec.Core.Recommending.Evaluation.Metrics;

namespace FilmRec.Core.Recommending.Training;

/// <summary>What one recommender did for each viewer of the sample. Each viewer's place is written once, by whichever thread.</summary>
internal sealed class TrialSheet
{
    private readonly TrialParts _parts;
    private readonly double[][] _values;
    private readonly double[][] _byFilms;
    private readonly double[] _novelty;
    private readonly int[] _lists;
    private readonly int _main = RankingMetric.All.Select(metric => metric.Name).ToList().IndexOf(RankingMetric.Main);

    public TrialSheet(int viewers, TrialParts parts)
    {
        _parts = parts;
        _values = [.. RankingMetric.All.Select(_ => new double[viewers])];
        _byFilms = [.. parts.Films.Select(_ => new double[viewers])];
        _novelty = new double[viewers];
        _lists = new int[viewers * ScoreSheet.ListLength];
        Array.Fill(_lists, -1);
    }

    /// <summary>The main metric by viewer.</summary>
    public double[] Main => _values[_main];

    /// <param name="place">Of the viewer.</param>
    /// <param name="wanted">Movies that were to be found, by the sample's rows.</param>
    /// <param name="judge">Has just ranked for this viewer.</param>
    /// <param name="movieOf">The sample's row of each of the model's, or −1.</param>
    public void Enter(int place, int[] wanted, CaseJudge judge, int[] movieOf)
    {
        for (int metric = 0; metric < _values.Length; metric++)
        {
            _values[metric][place] = RankingMetric.All[metric].Of(judge.Hits, wanted.Length);
        }

        Span<bool> hits = stackalloc bool[judge.Hits.Length];
        for (int part = 0; part < _byFilms.Length; part++)
        {
            var has = _parts.Films[part].Has;
            for (int rank = 0; rank < hits.Length; rank++)
            {
                hits[rank] = judge.Hits[rank] && has(movieOf[judge.List[rank]]);
            }

            int asked = wanted.Count(has);
            _byFilms[part][place] = asked > 0 ? RankingMetric.All[_main].Of(hits, asked) : double.NaN;
        }

        var list = judge.List[..Math.Min(ScoreSheet.ListLength, judge.List.Length)];
        double bits = 0;
        for (int rank = 0; rank < list.Length; rank++)
        {
            int movie = movieOf[list[rank]];
            _lists[place * ScoreSheet.ListLength + rank] = movie;
            bits += movie >= 0 ? _parts.Popularity.Bits[movie] : 0;
        }

        _novelty[place] = list.IsEmpty ? 0 : bits / list.Length;
    }

    /// <summary>The ranking metrics, and what is told of the lists as such.</summary>
    public IReadOnlyList<TrialFigure> Figures(int movies, int seed, int threads, CancellationToken cancellationToken)
    {
        var (coverage, gini) = ExposureBootstrap.Of(_lists, ScoreSheet.ListLength, movies, seed, threads, cancellationToken);
        return
        [
            .. RankingMetric.All.Zip(_values, (metric, values) => new MeanFigure(new MetricScore(metric.Name, values))),
            new MeanFigure(coverage), new MeanFigure(gini), new MeanFigure(new MetricScore($"novelty@{ScoreSheet.ListLength}", _novelty)),
        ];
    }

    /// <summary>The main metric on those parts that have cases enough.</summary>
    public IReadOnlyList<TrialSlice> Slices()
    {
        var viewers = _parts.Viewers.Select(part => (part.Name, part.About, Values: part.Places.Select(place => Main[place]).ToArray()));
        var films = _parts.Films.Zip(_byFilms, (part, values) => (part.Name, part.About, Values: values.Where(value => !double.IsNaN(value)).ToArray()));
        return [.. viewers.Concat(films).Where(part => part.Values.Length >= TrialParts.FewestCases)
            .Select(part => new TrialSlice(part.Name, part.About, part.Values.Length, new MeanFigure(new MetricScore(RankingMetric.Main, part.Values))))];
    }
}
