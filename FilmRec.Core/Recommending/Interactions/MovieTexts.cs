namespace FilmRec.Core.Recommending.Interactions;

/// <summary>What is written of each movie of a vocabulary. Immutable.</summary>
/// <param name="Descriptions">By movie row, [movies]; empty where there is none.</param>
/// <param name="Tags">Words that viewers attached to each movie, as often as they did, [movies].</param>
public sealed record MovieTexts(IReadOnlyList<string> Descriptions, IReadOnlyList<IReadOnlyList<string>> Tags)
{
    /// <summary>Of a catalogue of which nothing is written.</summary>
    /// <param name="movies">How many movies.</param>
    public static MovieTexts None(int movies) => new(Enumerable.Repeat("", movies).ToArray(), Enumerable.Repeat<IReadOnlyList<string>>([], movies).ToArray());
}
