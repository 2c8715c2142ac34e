using FilmRec.Core.Ratings;
using FilmRec.Core.Ratings.Exchange;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;

namespace FilmRec.Web.Components.Pages.MyRatings.Import;

/// <summary>Leads through an import: a file, a preview in which each line can be changed, the import itself, its result and its undo.</summary>
public sealed partial class ImportDesk(
    ImportMatcher matcher, RatingImports imports, RatingBook book, TimeProvider clock, ILogger<ImportDesk> log) : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private ImportStep _step;
    private CancellationTokenSource? _work;
    private ImportPreview? _preview;
    private ImportResult? _result;
    private ImportUndone? _undone;
    private IReadOnlyList<ImportSummary> _recent = [];
    private Guid? _undoing;
    private string _doing = "";
    private int _done;
    private int _total;
    private string? _problem;
    private string? _note;

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        _work?.Dispose();
    }

    protected override Task OnInitializedAsync() => ReadRecentAsync();

    private async Task<int> ViewerIdAsync() => (await CurrentViewer.OfAsync(Authentication))?.Id ?? 0;

    private async Task ReadRecentAsync()
    {
        try
        {
            _recent = await imports.RecentAsync(await ViewerIdAsync(), _gone.Token);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "The recent imports could not be read");
            _note = "Your recent imports did not arrive. Reloading the page often helps.";
        }
    }

    private Task ReadAsync(IBrowserFile file) => WorkAsync(ImportStep.Reading, ImportStep.Choosing, async cancellationToken =>
    {
        if (file.Size > ImportLimits.FileBytes)
        {
            throw new UnreadableImportException($"The file has more than {ImportLimits.FileBytes >> 20} MB. A ratings export is far smaller: is it the right file?");
        }

        Show("Receiving the file", 0, 0);
        using var content = new MemoryStream();
        await using (var upload = file.OpenReadStream(ImportLimits.FileBytes, cancellationToken))
        {
            await upload.CopyToAsync(content, cancellationToken);
        }

        content.Position = 0;
        var read = ImportReader.Read(file.Name, content, clock.GetUtcNow());
        if (read.Entries.Count == 0)
        {
            throw new UnreadableImportException(read.Faults is [var first, ..]
                ? $"No line of {read.Name} could be read. Line {first.Line}: {first.Reason}"
                : $"There is no film in {read.Name}.");
        }

        Show("Looking for the films", 0, read.Entries.Count);
        var matches = await matcher.MatchAsync(read.Entries, new Heard<int>(this, done => _done = done), cancellationToken);
        _preview = new ImportPreview(read, matches, await book.ProfileAsync(await ViewerIdAsync(), cancellationToken));
        _step = ImportStep.Preview;
    });

    private Task ImportAsync() => _preview is not { } preview ? Task.CompletedTask : WorkAsync(ImportStep.Importing, ImportStep.Preview, async cancellationToken =>
    {
        Show("", 0, preview.Plan.Films.Count);
        _result = await imports.ImportAsync(await ViewerIdAsync(), preview.Plan, new Heard<ImportProgress>(this, progress => _done = progress.Done), cancellationToken);
        _undone = null;
        _step = ImportStep.Result;
    });

    private async Task UndoResultAsync()
    {
        if (_result?.ImportId is { } importId)
        {
            _undone = await TryUndoAsync(importId) ?? _undone;
        }
    }

    private async Task UndoAsync(ImportSummary import)
    {
        if (await TryUndoAsync(import.ImportId) is { } undone)
        {
            _note = ImportWords.Undone(undone);
        }

        await ReadRecentAsync();
    }

    private async Task<ImportUndone?> TryUndoAsync(Guid importId)
    {
        if (_undoing is not null)
        {
            return null;
        }

        (_undoing, _problem, _note) = (importId, null, null);
        try
        {
            // To its end, also when the page is left meanwhile.
            return await imports.UndoAsync(await ViewerIdAsync(), importId, CancellationToken.None);
        }
        catch (Exception failure)
        {
            log.LogError(failure, "An import could not be undone");
            _problem = _note = "The undo did not come to its end. Undo once more: what is undone already stays so.";
            return null;
        }
        finally
        {
            _undoing = null;
        }
    }

    private async Task WorkAsync(ImportStep during, ImportStep otherwise, Func<CancellationToken, Task> work)
    {
        if (_work is not null)
        {
            return;
        }

        _work = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        (_step, _problem, _note) = (during, null, null);
        try
        {
            await work(_work.Token);
        }
        catch (OperationCanceledException)
        {
            _step = otherwise;
        }
        catch (UnreadableImportException unreadable)
        {
            (_step, _problem) = (otherwise, unreadable.Message);
        }
        catch (Exception failure)
        {
            log.LogError(failure, "An import stopped while {Step}", during);
            (_step, _problem) = (otherwise, "Something on the server went wrong, and nothing was saved. Please try again.");
        }
        finally
        {
            _work.Dispose();
            _work = null;
        }
    }

    private void Show(string doing, int done, int total)
    {
        (_doing, _done, _total) = (doing, done, total);
        StateHasChanged();
    }

    private void Cancel() => _work?.Cancel();

    private Task Restart()
    {
        (_step, _preview, _result, _undone, _problem) = (ImportStep.Choosing, null, null, null, null);
        return ReadRecentAsync();
    }

    /// <summary>Progress that is shown as it comes: whoever reports it does so between two awaits.</summary>
    private sealed class Heard<T>(ImportDesk desk, Action<T> take) : IProgress<T>
    {
        public void Report(T value) => _ = desk.InvokeAsync(() =>
        {
            take(value);
            desk.StateHasChanged();
        });
    }
}
