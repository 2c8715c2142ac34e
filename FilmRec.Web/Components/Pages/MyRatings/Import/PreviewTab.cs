using FilmRec.Core.Ratings.Exchange;

namespace FilmRec.Web.Components.Pages.MyRatings.Import;

/// <summary>Some of the lines of a preview.</summary>
/// <param name="Nothing">What is said when there are none.</param>
internal sealed record PreviewTab(string Name, string Nothing, ImportGroup? Group)
{
    /// <summary>Lines that were not read have a table of their own.</summary>
    public static PreviewTab Unreadable { get; } = new("Unreadable", "Every line could be read.", null);

    /// <summary>What needs the viewer comes first.</summary>
    public static IReadOnlyList<PreviewTab> All { get; } =
    [
        new("Need a choice", "Every film is chosen.", ImportGroup.Undecided),
        new("Rated differently", "No film has other stars here.", ImportGroup.Different),
        new("Not found", "Every film of the file is in this catalogue.", ImportGroup.NotFound),
        new("Matched", "No film of the file was found.", ImportGroup.Matched),
        new("Left out", "Nothing is left out.", ImportGroup.LeftOut),
        Unreadable,
    ];

    public int Count(ImportPreview preview) => Group is { } group ? preview.Count(group) : preview.File.FaultCount;

    public IReadOnlyList<ImportChoice> Lines(ImportPreview preview)
        => Group is { } group
            ? [.. preview.Choices.Where(choice => preview.GroupOf(choice) == group).OrderByDescending(choice => choice.Match.Kind == MatchKind.Near)]
            : [];
}
