namespace FilmRec.Web.Components.Pages.ForYou;

/// <summary>How a list differs from the one before it, as far as it is shown.</summary>
/// <param name="Up">Films that moved up.</param>
/// <param name="Down">Films that moved down.</param>
/// <param name="Fresh">Films that were not in the list.</param>
public sealed record ListMoves(int Up, int Down, int Fresh)
{
    private Dictionary<int, int> Places { get; init; } = [];

    /// <param name="before">Movie ids in the old order, all of them.</param>
    /// <param name="after">Movie ids in the new order.</param>
    /// <param name="shown">How many of the new ones are on the screen.</param>
    public static ListMoves Of(IEnumerable<int> before, IEnumerable<int> after, int shown)
    {
        var places = before.Index().ToDictionary(entry => entry.Item, entry => entry.Index + 1);
        int[] moves = [.. after.Take(shown).Index().Select(entry => places.TryGetValue(entry.Item, out int place) ? place - (entry.Index + 1) : int.MaxValue)];
        return new ListMoves(moves.Count(by => by is > 0 and not int.MaxValue), moves.Count(by => by < 0), moves.Count(by => by == int.MaxValue)) { Places = places };
    }

    /// <summary>Positive for up, 0 for no move, null for a film that was not in the list.</summary>
    public int? By(int movieId, int rank) => Places.TryGetValue(movieId, out int place) ? place - rank : null;

    /// <summary>"5 moved up, 5 down, 2 are new"; "Nothing moved".</summary>
    public string Sentence
    {
        get
        {
            string[] parts = [.. Parts()];
            return parts.Length == 0 ? "Nothing moved" : string.Join(", ", parts);
        }
    }

    private IEnumerable<string> Parts()
    {
        if (Up > 0)
        {
            yield return $"{Up} moved up";
        }

        if (Down > 0)
        {
            yield return Up > 0 ? $"{Down} down" : $"{Down} moved down";
        }

        if (Fresh > 0)
        {
            yield return Fresh == 1 ? "1 is new" : $"{Fresh} are new";
        }
    }
}
