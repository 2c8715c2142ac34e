using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace FilmRec.Web.Components.Pages.Welcome;

/// <summary>Asks about films, a few at a time, and shows what the answers make of the list. Answers of viewers are ratings at once; those of others stay on their browser.</summary>
public sealed partial class WelcomeQuestions(
    WelcomeFilms questions, LongShelf shelf, RatingBook book, MovieCatalog catalog, AnswerCookie cookie, IJSRuntime js, TimeProvider clock, ILogger<WelcomeQuestions> log)
    : ComponentBase, IAsyncDisposable
{
    private const int AtFirst = 15;
    private const int FewestOpen = 10;
    private const int MostTastes = 4;

    // As the other lists do it: what the server has drawn stays while the connected one is being made.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _gone = new();
    private readonly Dictionary<int, ElementReference> _cards = [];
    private readonly HashSet<int> _ratedBefore = [];
    private GivenRating[] _basis = [];
    private ElementReference _root;
    private IJSObjectReference? _module;
    private IJSObjectReference? _moves;
    private bool _begun;
    private bool _following;
    private int? _viewerId;
    private WelcomeAnswers _answers = WelcomeAnswers.None;
    private IReadOnlyList<WelcomeTaste> _tastes = [];
    private int? _taste;
    private List<MovieCard>? _films;
    private IReadOnlyList<RecommendedMovie> _list = [];
    private int _turn;
    private int? _focus;
    private string? _said;
    private string? _problem;
    private bool _failed;
    private bool _listing;
    private bool _listFailed;

    /// <summary>What was answered before; of a viewer only what they have not seen.</summary>
    [Parameter, EditorRequired]
    public required WelcomeAnswers Answers { get; set; }

    /// <summary>Number of the taste to begin with, or null for the mix.</summary>
    [Parameter]
    public int? Taste { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    private bool IsInteractive => RendererInfo.IsInteractive;

    private int RatingCount => _answers.Rated.Length + _ratedBefore.Count;

    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (!_begun)
        {
            _begun = true;
            var first = LoadAsync();
            await Task.WhenAny(first, IsInteractive ? Task.Delay(Patience, clock, _gone.Token) : first);
            bool late = !first.IsCompleted;
            await base.SetParametersAsync(ParameterView.Empty);
            if (late)
            {
                await first;
                StateHasChanged();
            }
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!IsInteractive)
        {
            return;
        }

        if (!_following && _films is not null)
        {
            _following = true;
            _module = await js.InvokeAsync<IJSObjectReference>("import", "./Components/Pages/Welcome/WelcomeQuestions.razor.js");
            _moves = await js.InvokeAsync<IJSObjectReference>("import", "./js/moves.js");
            await (_moves?.InvokeVoidAsync("follow", _root) ?? ValueTask.CompletedTask);
        }

        if (_focus is { } movieId && _cards.TryGetValue(movieId, out var card))
        {
            _focus = null;
            await card.FocusAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        _gone.Dispose();
        try
        {
            await (_module?.DisposeAsync() ?? ValueTask.CompletedTask);
            await (_moves?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and the modules with it.
        }
    }

    private async Task LoadAsync()
    {
        try
        {
            (_answers, _taste, _tastes) = (Answers, Taste, questions.Tastes(MostTastes));
            _viewerId = (await CurrentViewer.OfAsync(Authentication))?.Id;
            if (_viewerId is { } viewerId && await book.ProfileAsync(viewerId, _gone.Token) is { } profile)
            {
                _ratedBefore.UnionWith(profile.Ratings.Select(rating => rating.MovieId));
                _basis = [.. profile.Ratings.OrderByDescending(rating => rating.RatedAt).Take(WelcomeAnswers.MostRated)
                    .Select(rating => new GivenRating(rating.MovieId, Stars.OfHalfStars(rating.HalfStars)))];
            }

            var rated = await catalog.CardsAsync(_answers.Rated, _gone.Token);
            var films = new List<MovieCard>(rated);
            films.AddRange(await NextAsync(films, Math.Max(AtFirst - rated.Count, FewestOpen)));
            if (RatingCount > 0)
            {
                await FormAsync(null);
            }

            _films = films;
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // Nobody is looking any more.
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The welcome films could not be chosen");
            _failed = true;
        }
    }

    private Task<IReadOnlyList<MovieCard>> NextAsync(IEnumerable<MovieCard> shown, int count)
        => questions.NextAsync(
            [.. _basis, .. _answers.Ratings], [.. shown.Select(film => film.MovieId), .. _answers.NotSeen, .. _ratedBefore], _taste, count, _gone.Token);

    private Stars? StarsOf(int movieId)
        => Array.IndexOf(_answers.Rated, movieId) is >= 0 and var n ? Stars.OfHalfStars(_answers.HalfStars[n]) : null;

    private async Task RateAsync(MovieCard film, Stars? stars)
    {
        var before = _answers;
        (_answers, _problem) = (_answers.With(film.MovieId, stars), null);
        try
        {
            await SaveAsync(film.MovieId, stars);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "An answer about movie {MovieId} could not be kept", film.MovieId);
            _answers = before;
            _problem = $"Your rating of {film.Title} could not be saved. We put back what was there before; please try again.";
            return;
        }

        await FormAsync(film.Title);
        await TopUpAsync();
    }

    private async Task SaveAsync(int movieId, Stars? stars)
    {
        if (_viewerId is not { } viewerId)
        {
            await KeepAsync();
        }
        else if (stars is not { } given)
        {
            await book.WithdrawAsync(viewerId, movieId, _gone.Token);
        }
        else if (await book.RateAsync(viewerId, movieId, given, watchMinutes: null, _gone.Token) is null)
        {
            throw new InvalidOperationException("There is no such film or viewer any more.");
        }
    }

    /// <summary>On this browser. A viewer's ratings are saved already; of theirs only what they have not seen is kept here.</summary>
    private async Task KeepAsync()
    {
        var kept = _viewerId is null ? _answers : WelcomeAnswers.None with { NotSeen = _answers.NotSeen };
        if (_module is not null && !await _module.InvokeAsync<bool>("keep", cookie.Seal(kept)))
        {
            throw new InvalidOperationException("The browser could not reach the server.");
        }
    }

    /// <summary>Not seen: another film takes its place.</summary>
    private async Task PassAsync(MovieCard film)
    {
        if (_films is { } films && films.IndexOf(film) is >= 0 and var place)
        {
            await ReplaceAsync([place]);
        }
    }

    private Task OthersAsync() => ReplaceAsync([.. (_films ?? []).Index().Where(film => StarsOf(film.Item.MovieId) is null).Select(film => film.Index)]);

    private async Task BeginAsync(int? taste)
    {
        _taste = taste;
        if (_films is { } films)
        {
            // Nobody said that they have not seen these: they may come again.
            films.RemoveAll(film => StarsOf(film.MovieId) is null);
            films.AddRange(await NextAsync(films, Math.Max(AtFirst - films.Count, FewestOpen)));
        }
    }

    private async Task ReplaceAsync(int[] places)
    {
        if (_films is not { } films || places.Length == 0)
        {
            return;
        }

        _answers = _answers.WithNotSeen([.. places.Select(place => films[place].MovieId)]);
        var others = await NextAsync(films, Math.Min(places.Length, WelcomeFilms.MaximumCount));
        foreach (var (n, place) in places.Index().Reverse())
        {
            if (n < others.Count)
            {
                films[place] = others[n];
            }
            else
            {
                films.RemoveAt(place);
            }
        }

        try
        {
            await KeepAsync();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning(failure, "What was not seen could not be kept"); // it may be asked again, no more
        }
    }

    private async Task TopUpAsync()
    {
        if (_films is { } films && films.Count(film => StarsOf(film.MovieId) is null) is < FewestOpen and var open)
        {
            films.AddRange(await NextAsync(films, FewestOpen - open));
        }
    }

    private async Task PressAsync(MovieCard film, KeyboardEventArgs key)
    {
        if (key is { AltKey: true } or { CtrlKey: true } or { MetaKey: true } or { ShiftKey: true })
        {
            return;
        }

        if (key.Key is [>= '1' and <= '5' and var digit])
        {
            _focus = After(film)?.MovieId;
            await RateAsync(film, Stars.OfHalfStars((digit - '0') * 2));
        }
        else if (key.Key == "ArrowRight" && StarsOf(film.MovieId) is null && _films?.IndexOf(film) is >= 0 and var place)
        {
            await PassAsync(film);
            _focus = place < _films.Count ? _films[place].MovieId : null;
        }
    }

    private MovieCard? After(MovieCard film) => _films?.Skip(_films.IndexOf(film) + 1).FirstOrDefault(other => StarsOf(other.MovieId) is null);

    /// <summary>Makes the list anew; a newer answer takes the place of an older one that is still under way.</summary>
    /// <param name="title">Of the film that was answered about, or null.</param>
    private async Task FormAsync(string? title)
    {
        int turn = ++_turn;
        (_listing, _listFailed) = (true, false);
        try
        {
            IReadOnlyList<RecommendedMovie> list = [];
            if (RatingCount > 0)
            {
                var ranked = _viewerId is { } viewerId
                    ? await shelf.RankAsync(viewerId, new RecommendationRequest(), _gone.Token)
                    : await shelf.RankAsync(_answers.Ratings, new RecommendationRequest(), _gone.Token);
                list = (await shelf.ReadAsync(ranked, 0, WelcomeList.Places, log: IsInteractive, _gone.Token)).Items;
            }

            if (turn == _turn)
            {
                _said = title is null ? null : Change(title, _list, list);
                (_list, _listing) = (list, false);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "The first list could not be made");
            if (turn == _turn)
            {
                (_listing, _listFailed) = (false, true);
            }
        }
    }

    private static string? Change(string title, IReadOnlyList<RecommendedMovie> before, IReadOnlyList<RecommendedMovie> now)
    {
        if (now is not [var first, ..])
        {
            return null;
        }

        int fresh = now.Count(item => before.All(old => old.Movie.MovieId != item.Movie.MovieId));
        return $"Updated after {title}. " + (before is not [var old, ..] ? $"{first.Movie.Title} comes first."
            : old.Movie.MovieId != first.Movie.MovieId ? $"{first.Movie.Title} rose to first."
            : fresh > 0 ? $"{Words.Count(fresh, "film is", "films are")} new in it."
            : "The first films stay the same.");
    }

    private static string Name(MovieCard film) => film.ReleaseYear is { } year ? $"{film.Title}, {year}" : film.Title;
}
