using FilmRec.Core.Accounts;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Pages.Admin.Viewers;

/// <summary>Finds viewers.</summary>
public sealed partial class ViewersPage(ViewerDirectory directory, ILogger<ViewersPage> log) : LoadingPage(log)
{
    private static readonly (ViewerGroup Group, string Name)[] Groups =
        [(ViewerGroup.All, "All"), (ViewerGroup.Administrators, "Administrators"), (ViewerGroup.Locked, "Locked"), (ViewerGroup.Sample, "Sample data"), (ViewerGroup.External, "Of apps")];

    private ViewersFilter _filter = new();
    private FoundViewers? _found;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "group")]
    private string? Group { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    private string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private string? PageNumber { get; set; }

    private string Summary => _found is null ? "" : _filter switch
    {
        { IsEverybody: true } => Words.Count(_found.Total, "viewer", "viewers"),
        { Text: { } text } => $"{Words.Count(_found.Total, "viewer begins", "viewers begin")} with “{text}”",
        { Group: ViewerGroup.Administrators } => Words.Count(_found.Total, "administrator", "administrators"),
        { Group: ViewerGroup.Locked } => Words.Count(_found.Total, "locked viewer", "locked viewers"),
        { Group: ViewerGroup.External } => $"{Words.Count(_found.Total, "viewer", "viewers")} of apps that use the API",
        _ => Words.Count(_found.Total, "sample viewer", "sample viewers"),
    };

    private string Nothing => _filter switch
    {
        { Text: { } text } => $"No viewer begins with “{text}”{(_filter.Group == ViewerGroup.All ? "" : " in this group")}",
        { Group: ViewerGroup.Locked } => "Nobody is locked",
        { Group: ViewerGroup.Sample } => "There are no sample viewers",
        { Group: ViewerGroup.External } => "No app has named a viewer yet",
        _ => $"There is no page {_filter.Page}",
    };

    protected override Task OnParametersSetAsync()
    {
        _filter = ViewersFilter.Of(Text, Group, Sort, PageNumber);
        _found = null;
        return LoadAsync(async cancellationToken => _found = await directory.FindAsync(_filter.ToQuery(), cancellationToken));
    }
}
