using System.Globalization;

namespace FilmRec.Core.SampleData.MovieLens;

/// <summary>Ids of MovieLens as keys in the database, and back.</summary>
internal static class OriginKeys
{
    public static string Of(string prefix, int id) => prefix + id.ToString(CultureInfo.InvariantCulture);

    public static bool TryRead(string? key, string prefix, out int id)
    {
        id = 0;
        return key is not null && key.StartsWith(prefix, StringComparison.Ordinal)
            && int.TryParse(key.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out id);
    }
}
