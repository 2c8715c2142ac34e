namespace FilmRec.Core.Recommending.Models.Clusters;

/// <summary>Viewers who choose alike, as people see them. Immutable.</summary>
/// <param name="Index">0 … clusters − 1, the largest cluster first.</param>
/// <param name="Name">For people, different from that of every other cluster of the model: "Film noir and war films of the 50s".</param>
/// <param name="Size">Viewers of the training data who belong to it.</param>
/// <param name="Genres">What its members watch more than others do, most first; may be empty.</param>
/// <param name="Favourites">Movie ids that its members like more than others do, most telling first; may be empty.</param>
/// <param name="MeanStars">Mean of its members' mean stars.</param>
/// <param name="MeanYear">Mean release year of what its members watch.</param>
/// <param name="X">First principal coordinate of its centre among the centres, in standard deviations; for pictures.</param>
/// <param name="Y">The second one.</param>
public sealed record TasteCluster(
    int Index,
    string Name,
    int Size,
    IReadOnlyList<string> Genres,
    IReadOnlyList<int> Favourites,
    float MeanStars,
    float MeanYear,
    float X,
    float Y);
