using System.Globalization;
using FilmRec.Core.Posters.Colours;
using FilmRec.Core.Posters.Families;
using FilmRec.Core.Posters.Lettering;

namespace FilmRec.Core.Posters;

/// <summary>What is decided before the first stroke: family, colours, type, and the chance that draws the rest.
/// Genres are those to print, the main one first.</summary>
internal sealed record PosterPlan(uint Seed, Chance Chance, PosterFamily Family, Palette Palette, TypeStyle Style, bool Centred,
    PosterTitle Title, int? Year, IReadOnlyList<string> Genres)
{
    public static PosterPlan Of(PosterSubject subject)
    {
        // "(no genres listed)" and its like are remarks, not genres.
        string[] genres = [.. subject.Genres.Where(genre => genre.Length > 0 && genre[0] != '(')];
        GenreLook[] known = [.. GenreTable.All.Where(look => genres.Contains(look.Genre)).Take(2)];
        var look = known.Length > 0 ? known[0] : GenreTable.Unknown;
        int? year = subject.Year is > 0 ? subject.Year : null;

        uint seed = Chance.SeedOf(string.Create(CultureInfo.InvariantCulture, $"{subject.Title}|{year}"));
        var chance = new Chance(seed);
        PosterFamily[] families = known.Length == 2 ? [.. look.Families, known[1].Families[0]] : look.Families;
        var family = chance.Pick(families);
        // An era lends its own colours to one poster in three.
        var palettes = chance.Happens(1.0 / 3) ? Palettes.OfEra(year) : Palettes.Of(look.Palettes);
        var palette = chance.Pick(palettes);
        var style = chance.Pick(look.Styles);
        bool centred = chance.Happens(0.22);

        string[] printed = known.Length > 0 ? [look.Genre, .. genres.Where(genre => genre != look.Genre)] : genres;
        return new PosterPlan(seed, chance, family, palette, style, centred, PosterTitle.Of(subject.Title), year, printed);
    }
}
