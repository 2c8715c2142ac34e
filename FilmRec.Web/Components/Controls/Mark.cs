namespace FilmRec.Web.Components.Controls;

/// <summary>What a viewer can do with a film besides rating it. One takes the other away.</summary>
public enum Mark
{
    /// <summary>They want to watch it.</summary>
    Watchlist,

    /// <summary>It is not suggested again.</summary>
    Hidden,
}
