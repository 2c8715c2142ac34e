using System.Globalization;
using FilmRec.Core.Recommending.Training;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Pages.Admin.Try;

/// <summary>The list of a chosen viewer from what is live and from another version, side by side.</summary>
public sealed partial class TryPage(ModelTryouts tryouts, ModelVersions versions, ILogger<TryPage> log) : LoadingPage(log)
{
    private IReadOnlyList<ModelVersion> _versions = [];
    private IReadOnlyList<FoundViewer> _found = [];
    private Tryout? _tryout;
    private int? _modelId;
    private bool _loaded;

    /// <summary>Account id.</summary>
    [SupplyParameterFromQuery]
    private int? Viewer { get; set; }

    /// <summary>How a user name begins.</summary>
    [SupplyParameterFromQuery]
    private string? Name { get; set; }

    /// <summary>A model's id, or "candidate" for the newest that waits.</summary>
    [SupplyParameterFromQuery]
    private string? Model { get; set; }

    [CascadingParameter]
    private HttpContext? Request { get; set; }

    protected override Task OnInitializedAsync() => LoadAsync(async cancellationToken =>
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Request?.RequestAborted ?? CancellationToken.None);
        _versions = [.. (await versions.ListAsync(either.Token)).Where(version => version.Model.State != ModelState.Refused)
            .OrderBy(version => version.Model.Kind != "blend").ThenBy(version => version.Model.Kind, StringComparer.Ordinal).ThenByDescending(version => version.Model.ModelId)];
        _modelId = Model == "candidate" ? _versions.Where(version => version.Model.State == ModelState.Candidate).Select(version => (int?)version.Model.ModelId).FirstOrDefault()
            : int.TryParse(Model, NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : null;
        int? viewerId = Viewer ?? await FindByNameAsync(either.Token);
        if (viewerId is { } wanted && await ReadViewerIdAsync() is { } administrator)
        {
            _tryout = await tryouts.RunAsync(wanted, _modelId, administrator, either.Token);
        }

        _loaded = true;
    });

    // The whole name, or the only one that begins so.
    private async Task<int?> FindByNameAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(Name))
        {
            return null;
        }

        _found = await tryouts.SearchAsync(Name, cancellationToken);
        return _found.Count == 1 ? _found[0].ViewerId
            : _found.FirstOrDefault(viewer => string.Equals(viewer.Name, Name.Trim(), StringComparison.OrdinalIgnoreCase))?.ViewerId;
    }

    private string AddressOf(FoundViewer viewer)
        => FormattableString.Invariant($"/admin/try?viewer={viewer.ViewerId}{(_modelId is { } model ? $"&model={model}" : "")}");
}
