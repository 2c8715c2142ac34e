using System.Globalization;
using FilmRec.Core.Accounts;
using FilmRec.Core.Catalog;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Account.Manage;

/// <summary>What I like and avoid, in words rather than in stars.</summary>
public sealed partial class PreferencesPage(PreferenceBook book, MovieCatalog catalog, NavigationManager navigation, ILogger<PreferencesPage> log) : ManagePage(navigation, log)
{
    private const string Neither = "neither";
    private const string Favourite = "favourite";
    private const string Avoided = "avoided";

    private static readonly (string Value, string Name)[] Choices = [(Avoided, "Avoid"), (Neither, "Neither"), (Favourite, "Favourite")];

    private IReadOnlyList<GenreCount> _genres = [];
    private int[] _decades = [];
    private ViewerPreferences _saved = new(0);
    private List<int> _decadesChosen = [];

    protected override Task OnInitializedAsync() => LoadAsync(async cancellationToken =>
    {
        _genres = await catalog.GenresAsync(cancellationToken);
        _saved = await book.FindAsync(Viewer.Id, cancellationToken);
        _decadesChosen = _saved.PreferredDecades;
        var size = await catalog.SizeAsync(cancellationToken);
        (int first, int last) = (DecadeOf(size.FirstYear ?? 1980), DecadeOf(size.LastYear ?? 2020));
        _decades = [.. Enumerable.Range(0, ((last - first) / 10) + 1).Select(i => first + (10 * i)).Concat(_decadesChosen).Distinct().Order()];
    });

    private static int DecadeOf(int year) => Math.Clamp(year / 10 * 10, PreferenceBook.FirstDecade, PreferenceBook.LastDecade);

    private string ChoiceOf(string genre)
        => _saved.FavouriteGenres.Contains(genre, StringComparer.OrdinalIgnoreCase) ? Favourite
            : _saved.AvoidedGenres.Contains(genre, StringComparer.OrdinalIgnoreCase) ? Avoided : Neither;

    private async Task SaveAsync()
    {
        var form = await Http.Request.ReadFormAsync(Http.RequestAborted);
        List<string> Chosen(string choice)
            => [.. _genres.Where(genre => form[string.Create(CultureInfo.InvariantCulture, $"genre-{genre.GenreId}")] == choice).Select(genre => genre.Name)];
        var wanted = new ViewerPreferences(Viewer.Id)
        {
            FavouriteGenres = Chosen(Favourite),
            AvoidedGenres = Chosen(Avoided),
            PreferredDecades = [.. form["decade"].Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int decade) ? decade : 0).Distinct().Order()],
        };
        var problems = await book.FindProblemsAsync(wanted, Http.RequestAborted);
        if (problems.Count == 0)
        {
            await book.SaveAsync(Viewer.Id, wanted, Http.RequestAborted);
            Finish(AccountPaths.Preferences, "preferences");
            return;
        }

        (_saved, _decadesChosen) = (wanted, wanted.PreferredDecades);
        Problem = string.Join(' ', problems.Values);
    }
}
