namespace FilmRec.Core.Posters.Families;

/// <summary>The ten kinds of pictures.</summary>
internal enum PosterFamily
{
    /// <summary>Sky, one disc, ground.</summary>
    Horizon,

    /// <summary>Rings around a point.</summary>
    Rings,

    /// <summary>Two halves that do not meet.</summary>
    Split,

    /// <summary>Noir: blinds, a lamp, a lit window.</summary>
    Blinds,

    /// <summary>A constellation over a planet.</summary>
    Stars,

    /// <summary>A sheet torn open.</summary>
    Torn,

    /// <summary>Sixteen modules.</summary>
    Grid,

    /// <summary>The title is the picture.</summary>
    Letters,

    /// <summary>Ribbons and lines.</summary>
    Waves,

    /// <summary>Doors within doors.</summary>
    Door,
}
