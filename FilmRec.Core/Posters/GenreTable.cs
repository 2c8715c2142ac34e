using FilmRec.Core.Posters.Colours;
using FilmRec.Core.Posters.Families;
using FilmRec.Core.Posters.Lettering;
using static FilmRec.Core.Posters.Colours.PaletteGroup;
using static FilmRec.Core.Posters.Families.PosterFamily;
using static FilmRec.Core.Posters.Lettering.TypeStyle;

namespace FilmRec.Core.Posters;

/// <summary>What a genre brings to a poster. Names that stand twice are twice as likely.</summary>
internal sealed record GenreLook(string Genre, PaletteGroup Palettes, PosterFamily[] Families, TypeStyle[] Styles);

/// <summary>The looks of all genres, the most telling first: the first one that a film has decides.</summary>
internal static class GenreTable
{
    public static IReadOnlyList<GenreLook> All { get; } =
    [
        new("Film-Noir", Night, [Blinds, Door, Split, Letters], [Capitals, Serif, Capitals]),
        new("Western", Dust, [Horizon, Rings, Letters, Horizon], [Capitals, Serif, Capitals]),
        new("Horror", Blood, [Door, Torn, Rings, Blinds], [Serif, Capitals, Italic]),
        new("Sci-Fi", Cosmos, [Rings, Stars, Horizon, Grid], [Capitals, Capitals, Sans]),
        new("Animation", Play, [Grid, Waves, Horizon, Split], [Sans, Sans, Sans]),
        new("Musical", Bloom, [Waves, Letters, Grid, Rings], [Sans, Serif, Italic]),
        new("Documentary", Field, [Grid, Letters, Waves, Horizon, Torn], [Sans, Sans, Capitals]),
        new("War", Dust, [Horizon, Torn, Split, Letters], [Capitals, Serif, Capitals]),
        new("Fantasy", Cosmos, [Door, Stars, Waves, Horizon], [Serif, Italic, Serif]),
        new("Mystery", Night, [Rings, Door, Stars, Torn], [Serif, Serif, Capitals]),
        new("Romance", Bloom, [Split, Waves, Horizon, Waves, Letters], [Italic, Serif, Italic]),
        new("Crime", Night, [Blinds, Torn, Grid, Letters], [Capitals, Sans, Capitals]),
        new("Children", Play, [Grid, Waves, Horizon, Rings], [Sans, Sans, Sans]),
        new("Comedy", Bright, [Letters, Grid, Torn, Split], [Sans, Sans, Serif]),
        new("Thriller", Night, [Blinds, Rings, Torn, Door], [Capitals, Capitals, Sans]),
        new("Adventure", Dust, [Horizon, Waves, Rings, Stars], [Capitals, Serif, Sans]),
        new("Action", Dust, [Letters, Rings, Torn, Split], [Capitals, Capitals, Capitals]),
        new("Drama", Still, [Horizon, Split, Torn, Door, Letters, Waves], [Serif, Italic, Sans]),
    ];

    /// <summary>For films without a known genre.</summary>
    public static GenreLook Unknown { get; } = new("", Still, [Letters, Grid, Rings, Split], [Sans, Serif, Capitals]);
}
