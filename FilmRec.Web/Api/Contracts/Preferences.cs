using FilmRec.Core.Accounts;

namespace FilmRec.Web.Api.Contracts;

/// <summary>What the viewer of the token told us about their taste. Lists that are left out are empty.</summary>
/// <param name="FavouriteGenres">Names as in the list of genres, each once.</param>
/// <param name="AvoidedGenres">Never recommended; none that is a favourite too.</param>
/// <param name="PreferredDecades">First years: 1980 stands for 1980 to 1989.</param>
internal sealed record PreferencesRequest(
    IReadOnlyList<string>? FavouriteGenres = null, IReadOnlyList<string>? AvoidedGenres = null, IReadOnlyList<int>? PreferredDecades = null)
{
    public ViewerPreferences ToPreferences(int viewerId)
        => new(viewerId) { FavouriteGenres = [.. FavouriteGenres ?? []], AvoidedGenres = [.. AvoidedGenres ?? []], PreferredDecades = [.. PreferredDecades ?? []] };
}

/// <summary>The preferences as they are kept.</summary>
internal sealed record PreferencesAnswer(IReadOnlyList<string> FavouriteGenres, IReadOnlyList<string> AvoidedGenres, IReadOnlyList<int> PreferredDecades)
{
    public static PreferencesAnswer Of(ViewerPreferences preferences)
        => new(preferences.FavouriteGenres, preferences.AvoidedGenres, preferences.PreferredDecades);
}
