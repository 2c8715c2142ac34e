namespace FilmRec.Core.Recommending.Serving;

/// <summary>What a viewer asks for.</summary>
public sealed record RecommendationRequest
{
    public const int MaximumLimit = 100;
    public const int MaximumGenres = 50;
    public const int FirstYear = 1800;
    public const int LastYear = 2200;

    /// <summary>How many movies, 1 … 100.</summary>
    public int Limit { get; init; } = 20;

    /// <summary>Genre names; a movie must have all of them. Upper and lower case are the same.</summary>
    public IReadOnlyList<string> Genres { get; init; } = [];

    /// <summary>Genre names; a movie must have at least one of them, where any are named.</summary>
    public IReadOnlyList<string> AnyGenres { get; init; } = [];

    /// <summary>Genre names; a movie must have none of them.</summary>
    public IReadOnlyList<string> ExcludedGenres { get; init; } = [];

    /// <summary>What the viewer's preferences avoid may come too, unless it is excluded here: for a page that shows the preferences as choices.</summary>
    public bool WithAvoided { get; init; }

    /// <summary>Release year at least; leaves out movies of unknown year.</summary>
    public int? YearFrom { get; init; }

    /// <summary>Release year at most; leaves out movies of unknown year.</summary>
    public int? YearTo { get; init; }

    /// <summary>How unlike each other the movies should be, 0 … 1; 0 leaves the best as they are.</summary>
    public double Diversity { get; init; }

    /// <summary>How much less what everybody knows should count, 0 … 1; 0 leaves the best as they are.</summary>
    public double Novelty { get; init; }

    /// <summary>What is wrong, by name of the property; empty when nothing is.</summary>
    public IReadOnlyDictionary<string, string> FindProblems()
    {
        var problems = new Dictionary<string, string>();
        if (Limit is < 1 or > MaximumLimit)
        {
            problems[nameof(Limit)] = $"The limit is 1 to {MaximumLimit}.";
        }

        foreach (var (name, genres) in new[] { (nameof(Genres), Genres), (nameof(AnyGenres), AnyGenres), (nameof(ExcludedGenres), ExcludedGenres) })
        {
            if (genres.Count > MaximumGenres)
            {
                problems[name] = $"At most {MaximumGenres} genres.";
            }
        }

        foreach (var (name, year) in new[] { (nameof(YearFrom), YearFrom), (nameof(YearTo), YearTo) })
        {
            if (year is < FirstYear or > LastYear)
            {
                problems[name] = $"A year is {FirstYear} to {LastYear}.";
            }
        }

        foreach (var (name, share) in new[] { (nameof(Diversity), Diversity), (nameof(Novelty), Novelty) })
        {
            if (share is not (>= 0 and <= 1))
            {
                problems[name] = $"{name} is a number from 0 to 1.";
            }
        }

        if (problems.Count == 0 && YearFrom > YearTo)
        {
            problems[nameof(YearFrom)] = "The first year lies after the last one.";
        }

        return problems;
    }
}
