namespace FilmRec.Web.Components.Controls;

/// <summary>Why a film is shown, in three pieces of which the middle one is set in bold: "Because of " "Low Tide" ", 4½ stars".</summary>
public sealed record ReasonText(string Before, string Bold, string After)
{
    /// <summary>Takes a sentence apart at the first of the names that it contains.</summary>
    public static ReasonText Of(string sentence, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            int start = name.Length == 0 ? -1 : sentence.IndexOf(name, StringComparison.Ordinal);
            if (start >= 0)
            {
                return new ReasonText(sentence[..start], name, sentence[(start + name.Length)..]);
            }
        }

        return new ReasonText(sentence, "", "");
    }
}
