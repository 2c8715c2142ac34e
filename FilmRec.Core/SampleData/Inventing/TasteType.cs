namespace FilmRec.Core.SampleData.Inventing;

/// <summary>A kind of viewer: what they lean to and away from, and the years they like best.</summary>
/// <param name="Weight">How common such viewers are.</param>
/// <param name="Era">Favourite release year.</param>
/// <param name="Leanings">By genre, positive for liked; genres not named leave them cold.</param>
internal sealed record TasteType(double Weight, int Era, Dictionary<string, double> Leanings)
{
    public static readonly TasteType[] All =
    [
        new(16, 2016, new() { ["Action"] = 1.2, ["Adventure"] = 1.1, ["Sci-Fi"] = 0.8, ["Thriller"] = 0.4, ["Documentary"] = -1, ["Musical"] = -0.9, ["Romance"] = -0.6 }),
        new(13, 2010, new() { ["Romance"] = 1.3, ["Comedy"] = 0.7, ["Musical"] = 0.7, ["Drama"] = 0.4, ["Horror"] = -1.3, ["War"] = -0.6, ["Action"] = -0.6 }),
        new(10, 2012, new() { ["Horror"] = 1.6, ["Thriller"] = 0.9, ["Mystery"] = 0.6, ["Sci-Fi"] = 0.3, ["Children"] = -1.2, ["Musical"] = -1, ["Romance"] = -0.6 }),
        new(10, 2014, new() { ["Children"] = 1.4, ["Animation"] = 1.4, ["Fantasy"] = 0.7, ["Adventure"] = 0.6, ["Horror"] = -1.4, ["Crime"] = -0.7, ["War"] = -0.7 }),
        new(11, 1972, new() { ["Drama"] = 0.9, ["Film-Noir"] = 1.1, ["War"] = 0.5, ["Documentary"] = 0.5, ["Action"] = -0.8, ["Children"] = -0.7, ["Sci-Fi"] = -0.3 }),
        new(12, 2004, new() { ["Crime"] = 1.3, ["Mystery"] = 1.1, ["Thriller"] = 0.9, ["Film-Noir"] = 0.8, ["Musical"] = -0.8, ["Children"] = -0.8, ["Fantasy"] = -0.5 }),
        new(12, 2006, new() { ["Comedy"] = 1.5, ["Animation"] = 0.3, ["Romance"] = 0.3, ["War"] = -0.9, ["Horror"] = -0.6, ["Drama"] = -0.4, ["Documentary"] = -0.4 }),
        new(6, 1978, new() { ["Western"] = 1.8, ["War"] = 1.3, ["Action"] = 0.4, ["Adventure"] = 0.5, ["Romance"] = -0.5, ["Sci-Fi"] = -0.5, ["Animation"] = -0.6 }),
        new(10, 2013, new() { ["Sci-Fi"] = 1.4, ["Fantasy"] = 1.3, ["Animation"] = 0.5, ["Mystery"] = 0.3, ["Western"] = -0.8, ["War"] = -0.6, ["Romance"] = -0.4 }),
        new(5, 2015, new() { ["Documentary"] = 2.0, ["Drama"] = 0.5, ["War"] = 0.5, ["Action"] = -0.7, ["Fantasy"] = -0.8, ["Horror"] = -0.7 }),
    ];

    private static readonly double[] Weights = [.. All.Select(t => t.Weight)];

    public static int Draw(Random chance) => chance.NextWeighted(Weights);
}
