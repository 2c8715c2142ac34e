using FilmRec.Core.Accounts;
using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;
using FilmRec.Web.Components.Pages.Lists;
using FilmRec.Web.Components.Theme;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace FilmRec.Web.Components.Pages.Movies;

/// <summary>When the viewer has watched this film, and a form to log another time.</summary>
public sealed partial class Viewings(
    WatchHistory history, MovieStandings standings, ProfileChanges changes, VisitorTime time, ISnackbar toasts, ILogger<Viewings> log)
    : ViewingsIsland(history, changes, time, log)
{
    private IReadOnlyList<Viewing>? _given;
    private List<ViewingLine> _lines = [];
    private ViewingInput _input = new();
    private bool _adding;
    private string? _problem;

    [Parameter, EditorRequired]
    public required MovieCard Movie { get; set; }

    /// <summary>How long a viewing is unless somebody says otherwise.</summary>
    [Parameter]
    public int? RuntimeMinutes { get; set; }

    /// <summary>Newest first.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<Viewing> Items { get; set; }

    /// <summary>What was typed, when the form was sent without script and something is wrong with it.</summary>
    [Parameter]
    public string? TypedDate { get; set; }

    /// <summary>As <see cref="TypedDate"/>.</summary>
    [Parameter]
    public string? TypedMinutes { get; set; }

    private string Address => $"/movies/{Movie.MovieId}#viewings";

    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_given, Items))
        {
            return;
        }

        _given = Items;
        _lines = [.. Items.Select(viewing => new ViewingLine(Movie, viewing))];
        _input = ViewingInput.Today(Time, RuntimeMinutes);
        if (TypedDate is not null)
        {
            _input = new ViewingInput { Date = TypedDate, Minutes = TypedMinutes };
            _input.TryRead(Time, before: null, out _, out _);
        }
    }

    protected override bool Concerns(ProfileChange change) => change.MovieId is null || change.MovieId == Movie.MovieId;

    protected override async Task ReadAgainAsync()
    {
        var standing = await standings.ReadAsync(ViewerId, Movie.MovieId, Gone);
        _lines = Merge(_lines, [.. standing.Viewings.Select(viewing => new ViewingLine(Movie, viewing))]);
    }

    private async Task AddAsync()
    {
        if (!_input.TryRead(Time, before: null, out var at, out int? minutes))
        {
            return;
        }

        (_adding, _problem) = (true, null);
        bool added = await SaveAsync(null, "", async () =>
        {
            var entry = await History.AddAsync(ViewerId, Movie.MovieId, at, stars: null, minutes, Gone)
                ?? throw new InvalidOperationException("There is no such film or viewer any more.");
            if (_lines.All(known => known.Viewing.HistoryId != entry.HistoryId))
            {
                _lines = Merge([], [ViewingLine.Of(entry), .. _lines]);
            }

            Tell(entry);
            _input = ViewingInput.Today(Time, RuntimeMinutes);
        });
        _adding = false;
        _problem = added ? null : "This viewing could not be saved. What you typed is still here; please try again.";
    }

    private void Tell(WatchEntry entry)
    {
        toasts.RemoveByKey("viewing");
        toasts.Add($"{Movie.Title}: watched {Time.Day(entry.WatchDate)}", Severity.Normal, toast =>
        {
            toast.HideIcon = true;
            toast.Action = "Undo";
            toast.OnClick = _ => InvokeAsync(async () =>
            {
                if (_lines.FirstOrDefault(line => line.Viewing.HistoryId == entry.HistoryId && !line.Removed) is { } line)
                {
                    await RemoveAsync(line);
                    StateHasChanged();
                }
            });
        }, "viewing");
    }
}
