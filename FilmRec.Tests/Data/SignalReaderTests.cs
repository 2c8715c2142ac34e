using FilmRec.Core.Accounts;
using FilmRec.Core.Data;
using FilmRec.Core.Ratings;
using FilmRec.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Data;

public sealed class SignalReaderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task All_that_is_known_of_a_viewer_comes_in_one_query_and_says_most_of_each_film(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        var reader = world.Services.GetRequiredService<ISignalReader>();
        var (hidden, watchlist) = (world.Services.GetRequiredService<HiddenMovies>(), world.Services.GetRequiredService<Watchlist>());
        int ada = await world.AddViewerAsync("ada");
        int ben = await world.AddViewerAsync("ben");
        int rated = await world.AddMovieAsync("Rated", genres: ["Sea", "Drama, \"and\" more"]);
        int watched = await world.AddMovieAsync("Watched");
        int listed = await world.AddMovieAsync("Listed");
        int unwanted = await world.AddMovieAsync("Unwanted");
        await watchlist.AddAsync(ada, listed, Token);
        await hidden.HideAsync(ada, unwanted, Token);
        await world.History.AddAsync(ada, unwanted, SmallWorld.Start.AddDays(-9), null, null, Token);
        await world.History.AddAsync(ada, watched, SmallWorld.Start.AddDays(-3), null, null, Token);
        await world.History.AddAsync(ada, watched, SmallWorld.Start.AddDays(-2), null, null, Token);
        await world.Ratings.RateAsync(ada, rated, Stars.OfHalfStars(7), 90, Token);
        await watchlist.AddAsync(ada, rated, Token);
        await world.Preferences.SaveAsync(ada, new ViewerPreferences(ada) { FavouriteGenres = ["Drama, \"and\" more"], AvoidedGenres = ["Sea"], PreferredDecades = [1990] }, Token);
        await world.Ratings.RateAsync(ben, watched, Stars.OfHalfStars(2), null, Token);

        var signals = (await reader.ReadAsync(ada, Token)).ShouldNotBeNull();

        uint start = (uint)SmallWorld.Start.ToUnixTimeSeconds();
        signals.Signals.ShouldBe(
        [
            new ViewerSignal(rated, SignalKind.Rating, 7, start), new ViewerSignal(watched, SignalKind.Watch, 0, start - 2 * 86_400),
            new ViewerSignal(listed, SignalKind.Watchlist, 0, start), new ViewerSignal(unwanted, SignalKind.Hidden, 0, start),
        ]);
        (signals.ViewerId, signals.ProfileVersion).ShouldBe((ada, 8));
        signals.Preferences.FavouriteGenres.ShouldBe(["Drama, \"and\" more"]);
        signals.Preferences.AvoidedGenres.ShouldBe(["Sea"]);
        signals.Preferences.PreferredDecades.ShouldBe([1990]);
        (await reader.ReadVersionAsync(ada, Token)).ShouldBe(8);
    }

    [Theory, DatabaseUnderTest]
    public async Task Of_a_new_viewer_nothing_is_known_and_of_nobody_not_even_that(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        var reader = world.Services.GetRequiredService<ISignalReader>();
        int ada = await world.AddViewerAsync("ada");

        var signals = (await reader.ReadAsync(ada, Token)).ShouldNotBeNull();

        signals.Signals.ShouldBeEmpty();
        signals.ProfileVersion.ShouldBe(0);
        signals.Preferences.FavouriteGenres.ShouldBeEmpty();
        (await reader.ReadVersionAsync(ada, Token)).ShouldBe(0);
        (await reader.ReadAsync(ada + 1, Token)).ShouldBeNull();
        (await reader.ReadVersionAsync(ada + 1, Token)).ShouldBeNull();
    }
}
