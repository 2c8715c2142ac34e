using System.Text.Json;
using FilmRec.Core.Jobs;
using FilmRec.Web.Components.Pages.Admin.Overview;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace FilmRec.Web.Components.Pages.Admin.Data;

/// <summary>Chooses what to import: an entry of the import folder, or a zip that the browser sends by itself, so that its size costs the circuit nothing.</summary>
public sealed partial class ImportForm(IJSRuntime script, Uploads uploads, AntiforgeryStateProvider antiforgery, TimeProvider clock)
{
    private readonly CancellationTokenSource _leaving = new();
    private DotNetObjectReference<ImportForm>? _self;
    private IJSObjectReference? _module;
    private ElementReference _input;
    private Progress? _sent;
    private string? _fileName;
    private string? _problem;
    private string _entry = "";
    private bool _keepSample;
    private long _began;

    [Parameter]
    public bool Busy { get; set; }

    /// <summary>The import folder, as the server calls it.</summary>
    [Parameter, EditorRequired]
    public required string Folder { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<ImportEntry> Entries { get; set; }

    /// <summary>Says what an import does and asks; given whether sample data are kept.</summary>
    [Parameter, EditorRequired]
    public required Func<bool, Task<bool>> MayStart { get; set; }

    [Parameter]
    public EventCallback<ImportOrder> OnImport { get; set; }

    /// <summary>The file has arrived, and its import waits.</summary>
    [Parameter]
    public EventCallback OnUploaded { get; set; }

    /// <summary>Told by the script while it sends.</summary>
    [JSInvokable]
    public void Progressed(long sent, long total)
    {
        if (_sent is not null)
        {
            _sent = new Progress(sent, total);
            StateHasChanged();
        }
    }

    /// <summary>Told by the script when it has sent everything, or not.</summary>
    /// <param name="status">Of the answer; 0 when there was none, −1 when it was cancelled.</param>
    /// <param name="detail">What is wrong, in the server's words.</param>
    [JSInvokable]
    public async Task Ended(int status, string? detail)
    {
        (_sent, _fileName) = (null, null);
        _problem = status switch
        {
            StatusCodes.Status202Accepted => null,
            -1 => "The upload was cancelled. Nothing was imported.",
            0 => "The connection broke off before the file had arrived. Nothing was imported: try again.",
            StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => "You are not logged in as an administrator any more. Reload the page.",
            _ => detail is { Length: > 0 } ? detail : "The server could not take the file. Nothing was imported: try again.",
        };
        StateHasChanged();
        if (_problem is null)
        {
            await OnUploaded.InvokeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        _leaving.Dispose();
        _self?.Dispose();
        if (_module is not null)
        {
            try
            {
                await _module.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The browser is gone, and the module with it.
            }
        }
    }

    private async Task ChosenAsync()
    {
        var file = await (await ModuleAsync()).InvokeAsync<ChosenFile?>("chosen", _leaving.Token, _input);
        _fileName = file?.Name;
        _problem = null;
        if (file is { } chosen && chosen.Size > uploads.MostBytes)
        {
            (_fileName, _problem) = (null, $"{chosen.Name} has {OverviewWords.Bytes(chosen.Size)}, more than the limit of {Words.Count(uploads.MostBytes >> 20)} MB. Put it into the import folder on the server.");
        }
    }

    private async Task UploadAsync()
    {
        if (!await MayStart(_keepSample))
        {
            return;
        }

        _problem = null;
        _sent = new Progress(0, 0);
        _began = clock.GetTimestamp();
        _self ??= DotNetObjectReference.Create(this);
        await (await ModuleAsync()).InvokeVoidAsync("send", _leaving.Token, _input, $"{DataEndpoints.Upload}?keepSample={JsonSerializer.Serialize(_keepSample)}", antiforgery.GetAntiforgeryToken()?.Value ?? "", _self);
    }

    private async Task StopAsync() => await (await ModuleAsync()).InvokeVoidAsync("cancel", _leaving.Token);

    private async Task ImportAsync()
    {
        if (await MayStart(_keepSample))
        {
            await OnImport.InvokeAsync(new ImportOrder(_entry, null, _keepSample));
        }
    }

    private async Task<IJSObjectReference> ModuleAsync()
        => _module ??= await script.InvokeAsync<IJSObjectReference>("import", _leaving.Token, "./Components/Pages/Admin/Data/ImportForm.razor.js");

    private string Sent(Progress sent)
    {
        double seconds = clock.GetElapsedTime(_began).TotalSeconds;
        if (sent.Total > 0 && sent.Done >= sent.Total)
        {
            return "arrived, looking at it";
        }

        string amount = sent.Total == 0 ? "" : $"{OverviewWords.Bytes(sent.Done)} of {OverviewWords.Bytes(sent.Total)}";
        return seconds < 1 || sent.Done == 0 ? amount
            : $"{amount}, about {JobWords.Time(TimeSpan.FromSeconds((sent.Total - sent.Done) * seconds / sent.Done))} left";
    }

    private sealed record ChosenFile(string Name, long Size);

    private sealed record Progress(long Done, long Total)
    {
        public int Percent => Total == 0 ? 0 : (int)Math.Clamp(Done * 100 / Total, 0, 100);
    }
}
