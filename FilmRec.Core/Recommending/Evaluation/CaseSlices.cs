using FilmRec.Core.Recommending.Evaluation.Metrics;

namespace FilmRec.Core.Recommending.Evaluation;

/// <summary>Parts of the cases for which models may do better or worse than on average.</summary>
internal static class CaseSlices
{
    private static readonly (string Name, string About, int Most)[] Known =
    [
        ("cold", "at most 5 ratings known", 5),
        ("few", "6 to 20 ratings known", 20),
        ("some", "21 to 100 ratings known", 100),
        ("many", "more than 100 ratings known", int.MaxValue),
    ];

    /// <summary>Viewers by how much is known of them.</summary>
    /// <param name="known">Known ratings by viewer.</param>
    /// <param name="models">Scored on these viewers.</param>
    public static IEnumerable<SliceScore> ByKnown(int[] known, IReadOnlyList<ModelScore> models)
    {
        int least = 0;
        foreach (var (name, about, most) in Known)
        {
            int[] places = [.. Enumerable.Range(0, known.Length).Where(place => known[place] >= least && known[place] <= most)];
            yield return new SliceScore(name, about, places.Length, places.Length == 0 ? [] : [.. models.Select(model => Of(model, places))]);
            least = most == int.MaxValue ? most : most + 1;
        }
    }

    /// <summary>Movies by how well known they are: only those of the slice count as wanted, among all others.</summary>
    public static IEnumerable<SliceScore> ByMovies(IReadOnlyList<ScoreSheet> sheets)
    {
        yield return Of("head", "the most rated films, which hold half of all ratings", true);
        yield return Of("tail", "all other films", false);

        SliceScore Of(string name, string about, bool isHead)
        {
            int[] places = [];
            IReadOnlyList<MetricScore>[] models = [.. sheets.Select(sheet => sheet.Ranking(isHead, out places))];
            return new SliceScore(name, about, places.Length, places.Length == 0 ? [] : models);
        }
    }

    private static IReadOnlyList<MetricScore> Of(ModelScore model, int[] places)
        => [.. model.Metrics.Where(IsRanking).Select(metric => metric.Of(places))];

    private static bool IsRanking(MetricScore metric) => RankingMetric.OfOneHeldOut.Any(ranking => ranking.Name == metric.Name);
}
