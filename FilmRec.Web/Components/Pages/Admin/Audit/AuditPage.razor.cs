using FilmRec.Core.Accounts;
using FilmRec.Web.Components.Theme;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Pages.Admin.Audit;

/// <summary>Who did what, to whom, when.</summary>
public sealed partial class AuditPage(AuditTrail audit, VisitorTime time, ILogger<AuditPage> log) : LoadingPage(log)
{
    private AuditFilter _filter = new();
    private AuditEntries? _page;

    [SupplyParameterFromQuery(Name = "who")]
    private string? Who { get; set; }

    [SupplyParameterFromQuery(Name = "act")]
    private string? Act { get; set; }

    [SupplyParameterFromQuery(Name = "about")]
    private string? About { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    private string? To { get; set; }

    [SupplyParameterFromQuery(Name = "before")]
    private string? Before { get; set; }

    protected override Task OnParametersSetAsync()
    {
        _filter = AuditFilter.Of(Who, Act, About, From, To);
        _page = null;
        return LoadAsync(async cancellationToken => _page = await audit.PageAsync(_filter.ToQuery(time, Before), cancellationToken));
    }
}
