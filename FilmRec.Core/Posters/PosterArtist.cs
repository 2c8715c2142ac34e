using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FilmRec.Core.Posters.Drawing;
using FilmRec.Core.Posters.Families;

namespace FilmRec.Core.Posters;

/// <summary>Draws a poster for every film from its title, year and genres alone. The same subject gives the same bytes on every machine.</summary>
public static class PosterArtist
{
    /// <summary>Raise it with every change of the drawing: it is part of every poster's address, and posters are cached for a year.</summary>
    public const int Version = 1;

    /// <summary>A complete SVG document of 200 × 300 units, at most 12 KB, without ids, so that many can stand in one page.
    /// About 0.1 ms.</summary>
    public static string Draw(PosterSubject subject)
    {
        var poster = new Composition(PosterPlan.Of(subject), new Sheet());
        FamilyTable.Draw(poster);
        return poster.Sheet.ToSvg("Drawn poster: " + subject.Title);
    }

    /// <summary>Ten hexadecimal digits that change with the drawing: the <c>?v=</c> of a poster's address. About 1 µs.</summary>
    public static string HashOf(PosterSubject subject)
    {
        // U+001F stands between the fields: titles and genres do not contain it.
        var input = string.Create(CultureInfo.InvariantCulture,
            $"{Version}\u001f{subject.Title}\u001f{subject.Year}\u001f{string.Join('\u001f', subject.Genres)}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(input)).AsSpan(0, 5));
    }
}
