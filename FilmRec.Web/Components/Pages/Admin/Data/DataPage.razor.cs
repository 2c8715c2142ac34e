using FilmRec.Core.Quality;

namespace FilmRec.Web.Components.Pages.Admin.Data;

/// <summary>How much there is, how it is spread, and what is wrong with it: the latest quality report.</summary>
public sealed partial class DataPage(QualityInspector inspector, ILogger<DataPage> log) : LoadingPage(log)
{
    private DataQualityReport? _report;
    private bool _loaded;

    protected override Task OnInitializedAsync() => LoadAsync(async cancellationToken =>
    {
        _report = await inspector.LatestAsync(cancellationToken);
        _loaded = true;
    });
}
