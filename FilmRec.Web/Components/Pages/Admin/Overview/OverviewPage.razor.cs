using System.Globalization;
using FilmRec.Core.Overview;

namespace FilmRec.Web.Components.Pages.Admin.Overview;

/// <summary>Where administrators arrive: how things stand, and what needs a look. Static; a script asks for it again every ten seconds.</summary>
public sealed partial class OverviewPage(SystemOverview overview, ILogger<OverviewPage> log) : LoadingPage(log)
{
    private const double Goal = 100;

    private OverviewReport? _report;

    protected override Task OnInitializedAsync() => LoadAsync(async cancellationToken => _report = await overview.ReadAsync(cancellationToken));

    private static string State(OverviewReport report) => report.Problems.Count == 0 ? "All systems fine" : string.Join("; ", report.Problems);

    private static string Compared(long now, long? before) => before switch
    {
        null => "nothing recorded a week before",
        0 => "none in the same hours a week before",
        { } then => string.Create(CultureInfo.InvariantCulture, $"{(now >= then ? "+" : "−")}{Math.Abs(now - then) * 100.0 / then:0} % on the same hours a week before"),
    };
}
