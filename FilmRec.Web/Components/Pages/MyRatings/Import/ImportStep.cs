namespace FilmRec.Web.Components.Pages.MyRatings.Import;

/// <summary>Where an import stands.</summary>
internal enum ImportStep
{
    Choosing,

    /// <summary>The file is being received, read and matched.</summary>
    Reading,
    Preview,
    Importing,
    Result,
}
