using System.Globalization;
using FilmRec.Core.Recommending.Evaluation;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Training;

/// <summary>The parts of a held-out sample for which models may do better or worse than on average: viewers by how much is known of them, films by age and fame.</summary>
internal sealed class TrialParts
{
    /// <summary>A part with fewer cases says nothing.</summary>
    public const int FewestCases = 5;

    private const int Few = 20;
    private const int Some = 100;

    private readonly HeldOutSample _sample;
    private readonly short[] _years;
    private readonly int _newFrom;

    public TrialParts(HeldOutSample sample, MovieFacts facts)
    {
        (_sample, _years) = (sample, facts.Years);
        Popularity = Popularity.Of(sample.Training);
        int[] years = [.. Enumerable.Range(0, sample.Count).SelectMany(place => sample.HeldOutOf(place).ToArray()).Select(rating => (int)_years[rating.Movie]).Where(year => year > 0).Order()];
        _newFrom = years.Length == 0 ? 0 : years[years.Length / 2];
        Viewers =
        [
            Part("few", $"Viewers with at most {Few} ratings", known => known <= Few),
            Part("some", string.Create(CultureInfo.InvariantCulture, $"Viewers with {Few + 1} to {Some} ratings"), known => known is > Few and <= Some),
            Part("many", $"Viewers with more than {Some} ratings", known => known > Some),
        ];
    }

    /// <summary>By movie row of the sample.</summary>
    public Popularity Popularity { get; }

    /// <summary>Parts of the viewers, by place.</summary>
    public IReadOnlyList<(string Name, string About, int[] Places)> Viewers { get; }

    /// <summary>Parts of the films; a film of unknown year is neither old nor new.</summary>
    public IReadOnlyList<(string Name, string About, Func<int, bool> Has)> Films =>
    [
        ("new", string.Create(CultureInfo.InvariantCulture, $"Films from {_newFrom} on"), movie => _years[movie] >= _newFrom && _years[movie] > 0),
        ("old", "Older films", movie => _years[movie] > 0 && _years[movie] < _newFrom),
        ("head", "Best-known films, with half of all ratings", movie => Popularity.IsHead[movie]),
        ("tail", "All other films", movie => !Popularity.IsHead[movie]),
    ];

    private (string, string, int[]) Part(string name, string about, Func<int, bool> has)
        => (name, about, [.. Enumerable.Range(0, _sample.Count).Where(place => has(_sample.KnownOf(place).Length))]);
}
