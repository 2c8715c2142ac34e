using FilmRec.Core.Accounts;
using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using MudBlazor;

namespace FilmRec.Web.Components.Pages.ForYou;

/// <summary>The ordered list with its controls. A change shows what moved and can be undone; what the viewer says about a film leaves it where it stands.</summary>
public sealed partial class ForYouList(
    LongShelf shelf, HiddenMovies hidden, Watchlist watchlist, ProfileChanges changes, ISnackbar toasts, IJSRuntime js, TimeProvider clock, ILogger<ForYouList> log)
    : ComponentBase, IAsyncDisposable
{
    /// <summary>A slider acts after so long a rest.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(150);

    // The list that the server has drawn stays for so long while the connected one is being made; after that, bones take its place.
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _gone = new();
    private readonly Dictionary<int, OwnSaying> _own = [];
    private ElementReference _root;
    private IJSObjectReference? _module;
    private IJSObjectReference? _travel;
    private IDisposable? _following;
    private int _viewerId;
    private bool _begun;
    private ForYouFilter _filter = new();
    private ForYouFilter _shown = new();
    private LongList? _list;
    private List<RecommendedMovie> _items = [];
    private IReadOnlyList<ForYouFilter> _ways = [];
    private ListMoves? _moves;
    private string _since = "";
    private ForYouFilter? _undo;
    private int _turn;
    private bool _busy;
    private bool _failed;
    private bool _problem;
    private bool _stale;
    private bool _tuning;
    private int? _open;
    private WhyInFull? _why;
    private bool _whyLoading;
    private bool _whyFailed;

    /// <summary>What the address asks for.</summary>
    [Parameter, EditorRequired]
    public required ForYouFilter Filter { get; set; }

    /// <summary>Where this viewer begins.</summary>
    [Parameter, EditorRequired]
    public required ForYouFilter Start { get; set; }

    /// <summary>Of the catalogue, in the order of the chips. An array, because an island's parameters travel as JSON with their type.</summary>
    [Parameter, EditorRequired]
    public required string[] Genres { get; set; }

    [Parameter]
    public int? FirstYear { get; set; }

    [Parameter]
    public int? LastYear { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    private bool IsInteractive => RendererInfo.IsInteractive;

    private bool IsStart => (_filter with { Page = 1 }).AddressFrom(Start) == "/for-you";

    public override async Task SetParametersAsync(ParameterView parameters)
    {
        // Nothing is drawn before the list is there, so that the one which the server has sent stays on the screen and does not blink.
        parameters.SetParameterProperties(this);
        if (!_begun)
        {
            _begun = true;
            _filter = Filter;
            var first = LoadAsync(first: true);
            await Task.WhenAny(first, IsInteractive ? Task.Delay(Patience, clock, _gone.Token) : first);
            bool late = !first.IsCompleted;
            await base.SetParametersAsync(ParameterView.Empty);
            if (late)
            {
                await first;
                StateHasChanged();
            }
        }
        else if (Filter.AddressFrom(Start) != _filter.AddressFrom(Start))
        {
            _filter = Filter;
            await LoadAsync();
            StateHasChanged();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_module is null && IsInteractive && _list is { RatingCount: > 0 })
        {
            _following ??= changes.Follow(_viewerId, Heard);
            _module = await js.InvokeAsync<IJSObjectReference>("import", "./Components/Pages/ForYou/ForYouList.razor.js");
            await TellBrowserAsync("follow", _root);
            _travel = await js.InvokeAsync<IJSObjectReference>("import", "./js/moves.js");
            await (_travel?.InvokeVoidAsync("follow", _root) ?? ValueTask.CompletedTask);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _following?.Dispose();
        await _gone.CancelAsync();
        _gone.Dispose();
        try
        {
            await (_module?.DisposeAsync() ?? ValueTask.CompletedTask);
            await (_travel?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and the module with it.
        }
    }

    /// <summary>Makes the list that the controls ask for. A newer change takes the place of an older one that is still under way.</summary>
    /// <returns>False when it did not arrive, or a newer one was asked for.</returns>
    private async Task<bool> LoadAsync(bool first = false)
    {
        int turn = ++_turn;
        var filter = _filter;
        (_busy, _stale) = (true, false);
        try
        {
            _viewerId = (await CurrentViewer.OfAsync(Authentication))?.Id ?? 0;
            var list = await shelf.RankAsync(_viewerId, filter.ToRequest(), _gone.Token);
            var page = await shelf.ReadAsync(list, 0, filter.Shown, log: !(first && IsInteractive), _gone.Token); // drawn and logged a moment ago
            IReadOnlyList<ForYouFilter> ways = list.Entries.Count == 0 ? await FindWaysAsync(filter) : [];
            if (turn != _turn)
            {
                return false;
            }

            (_list, _items, _ways, _shown) = (list, [.. page.Items], ways, filter);
            (_busy, _failed, _problem, _open) = (false, false, false, null);
            _own.Clear();
            return true;
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The list for viewer {ViewerId} could not be made", _viewerId);
            if (turn == _turn)
            {
                (_busy, _failed, _problem) = (false, _list is null, _list is not null);
            }

            return false;
        }
    }

    /// <summary>Which of the filters, when dropped, leave something.</summary>
    private async Task<IReadOnlyList<ForYouFilter>> FindWaysAsync(ForYouFilter filter)
    {
        ForYouFilter[] candidates = [.. new[] { filter with { From = null, To = null }, filter with { Genres = [] }, filter with { Excluded = [] }, new ForYouFilter() }
            .DistinctBy(candidate => candidate.AddressFrom(Start))];
        var ways = new List<ForYouFilter>();
        foreach (var candidate in candidates.Where(candidate => candidate.AddressFrom(Start) != filter.AddressFrom(Start)))
        {
            if ((await shelf.RankAsync(_viewerId, candidate.ToRequest(), _gone.Token)).Entries.Count > 0 && (ways.Count == 0 || candidate != candidates[^1]))
            {
                ways.Add(candidate with { Page = 1 });
            }
        }

        return ways;
    }

    private async Task ChangeAsync(ForYouFilter filter, TimeSpan rest)
    {
        _filter = filter;
        int turn = ++_turn;
        if (rest > TimeSpan.Zero)
        {
            try
            {
                await Task.Delay(rest, clock, _gone.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }

        if (turn == _turn && filter.AddressFrom(Start) != _shown.AddressFrom(Start))
        {
            await MoveAsync(undoable: true);
        }
    }

    /// <summary>Shows the list that is right now, and what moved.</summary>
    private Task RefreshAsync() => MoveAsync(undoable: false);

    private async Task UndoAsync()
    {
        if (_undo is { } before)
        {
            _filter = before with { Page = _filter.Page };
            await MoveAsync(undoable: false);
            _moves = null;
        }
    }

    private Task StartOverAsync() => ChangeAsync(Start, TimeSpan.Zero);

    private async Task MoveAsync(bool undoable)
    {
        var (before, order) = (_shown, _list?.Entries.Select(entry => entry.MovieId).ToArray() ?? []);
        if (await LoadAsync())
        {
            _moves = ListMoves.Of(order, _list!.Entries.Select(entry => entry.MovieId), _items.Count); // there after loading
            _since = ForYouWords.Since(before, _shown, FirstYear, LastYear);
            _undo = undoable ? before : null;
            await TellBrowserAsync("replaceAddress", _shown.AddressFrom(Start));
        }
    }

    private async Task ShowMoreAsync()
    {
        if (_list is not { } list || _busy)
        {
            return;
        }

        _busy = true;
        try
        {
            var more = await shelf.ReadAsync(list, _items[^1].Rank, ForYouFilter.PageSize, log: true, _gone.Token);
            if (ReferenceEquals(list, _list))
            {
                _items.AddRange(more.Items);
                _filter = _shown = _shown with { Page = _shown.Page + 1 };
                await TellBrowserAsync("replaceAddress", _shown.AddressFrom(Start));
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "More of the list for viewer {ViewerId} could not be read", _viewerId);
            toasts.Add("More did not arrive. Try again in a moment.", Severity.Error, options => options.HideIcon = true);
        }
        finally
        {
            _busy = false;
        }
    }

    // Called on whatever thread made the change.
    private void Heard(ProfileChange change) => _ = InvokeAsync(() =>
    {
        _stale = !_gone.IsCancellationRequested;
        StateHasChanged();
    });

    private async Task TellBrowserAsync(string function, params object?[] arguments)
    {
        try
        {
            await (_module?.InvokeVoidAsync(function, arguments) ?? ValueTask.CompletedTask);
        }
        catch (JSDisconnectedException)
        {
            // The list is right; only nobody looks at it any more.
        }
    }
}
