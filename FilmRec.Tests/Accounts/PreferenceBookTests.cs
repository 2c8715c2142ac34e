using FilmRec.Core.Accounts;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Tests.Accounts;

public sealed class PreferenceBookTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task Saving_replaces_what_was_saved_and_raises_the_profile_version(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        await world.AddMovieAsync("Low Tide", genres: ["Drama", "War", "Comedy"]);
        int viewer = await world.AddViewerAsync("ada");

        (await world.Preferences.FindAsync(viewer, Token)).FavouriteGenres.ShouldBeEmpty();
        (await world.Preferences.SaveAsync(viewer, new ViewerPreferences(viewer) { FavouriteGenres = ["war", "COMEDY"], AvoidedGenres = ["Drama"], PreferredDecades = [1990, 1980] }, Token)).ShouldBe(1);

        var saved = await world.Preferences.FindAsync(viewer, Token);
        saved.FavouriteGenres.ShouldBe(["War", "Comedy"]);
        saved.AvoidedGenres.ShouldBe(["Drama"]);
        saved.PreferredDecades.ShouldBe([1990, 1980]);
        (await world.Preferences.SaveAsync(viewer, new ViewerPreferences(viewer) { PreferredDecades = [2000] }, Token)).ShouldBe(2);
        var replaced = await world.Preferences.FindAsync(viewer, Token);
        replaced.FavouriteGenres.ShouldBeEmpty();
        replaced.PreferredDecades.ShouldBe([2000]);
    }

    [Theory]
    [DatabaseUnderTest(new[] { "Opera" }, new string[0], new int[0], nameof(ViewerPreferences.FavouriteGenres))]
    [DatabaseUnderTest(new[] { "War", "war" }, new string[0], new int[0], nameof(ViewerPreferences.FavouriteGenres))]
    [DatabaseUnderTest(new string[0], new[] { "\0" }, new int[0], nameof(ViewerPreferences.AvoidedGenres))]
    [DatabaseUnderTest(new string[0], new string?[] { null }, new int[0], nameof(ViewerPreferences.AvoidedGenres))]
    [DatabaseUnderTest(new[] { "War" }, new[] { "WAR" }, new int[0], nameof(ViewerPreferences.AvoidedGenres))]
    [DatabaseUnderTest(new string[0], new string[0], new[] { 1985 }, nameof(ViewerPreferences.PreferredDecades))]
    [DatabaseUnderTest(new string[0], new string[0], new[] { -10 }, nameof(ViewerPreferences.PreferredDecades))]
    [DatabaseUnderTest(new string[0], new string[0], new[] { 1990, 1990 }, nameof(ViewerPreferences.PreferredDecades))]
    public async Task Wishes_that_cannot_be_are_refused_by_name_and_change_nothing(
        DatabaseKind kind, string[] favourites, string?[] avoided, int[] decades, string expected)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        await world.AddMovieAsync("Low Tide", genres: ["War"]);
        int viewer = await world.AddViewerAsync("ada");
        // A null can come in from JSON.
        var wishes = new ViewerPreferences(viewer) { FavouriteGenres = [.. favourites], AvoidedGenres = [.. avoided.Select(name => name!)], PreferredDecades = [.. decades] };

        (await world.Preferences.FindProblemsAsync(wishes, Token)).Keys.ShouldBe([expected]);
        await Should.ThrowAsync<ArgumentException>(() => world.Preferences.SaveAsync(viewer, wishes, Token));

        await using var db = world.Open();
        (await db.Users.SingleAsync(Token)).ProfileVersion.ShouldBe(0);
        (await db.Preferences.CountAsync(Token)).ShouldBe(0);
    }

    [Theory, DatabaseUnderTest]
    public async Task Many_savings_at_once_leave_one_of_them_whole(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int viewer = await world.AddViewerAsync("ada");

        long?[] versions = await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Task.Run(
            () => world.Preferences.SaveAsync(viewer, new ViewerPreferences(viewer) { PreferredDecades = [1900 + n % 10 * 10] }, Token), Token)));

        versions.Order().ShouldBe(Enumerable.Range(1, 16).Select(n => (long?)n));
        (await world.Preferences.FindAsync(viewer, Token)).PreferredDecades.Count.ShouldBe(1);
        (await world.Preferences.SaveAsync(viewer + 1, new ViewerPreferences(viewer + 1), Token)).ShouldBeNull();
    }
}
