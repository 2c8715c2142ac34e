using FilmRec.Core.Accounts;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Pages.Admin.Viewers;

/// <summary>One viewer, what can be done about them, and what was.</summary>
public sealed partial class ViewerPage(ViewerDirectory directory, AuditTrail audit, ILogger<ViewerPage> log) : LoadingPage(log)
{
    private const int ActsShown = 8;

    private ViewerDetails? _viewer;
    private IReadOnlyList<AuditLine> _acts = [];
    private bool _missing;
    private int? _me;

    [Parameter]
    public int ViewerId { get; set; }

    protected override Task OnParametersSetAsync()
        => LoadAsync(async cancellationToken =>
        {
            _me = await ReadViewerIdAsync();
            _viewer = await directory.FindAsync(ViewerId, cancellationToken);
            _missing = _viewer is null;
            if (!_missing)
            {
                var page = await audit.PageAsync(new AuditQuery { AboutId = ViewerId }, cancellationToken);
                _acts = [.. page.Lines.Take(ActsShown)];
            }
        });
}
