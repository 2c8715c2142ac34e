namespace FilmRec.Core.Posters.Lettering;

/// <summary>How a title is set.</summary>
internal enum TypeStyle
{
    /// <summary>Sans serif in capitals.</summary>
    Capitals,

    /// <summary>Sans serif.</summary>
    Sans,

    /// <summary>Serif.</summary>
    Serif,

    /// <summary>Serif italic.</summary>
    Italic,
}
