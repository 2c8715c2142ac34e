using FilmRec.Core.Accounts;
using FilmRec.Core.Ratings;
using FilmRec.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Accounts;

public sealed class ProfileChangesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task Followers_hear_of_every_change_of_their_viewer_and_of_nobody_else(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int ada = await world.AddViewerAsync("ada");
        int ben = await world.AddViewerAsync("ben");
        int movie = await world.AddMovieAsync("Low Tide");
        var heard = new List<ProfileChange>();
        using var following = world.Services.GetRequiredService<ProfileChanges>().Follow(ada, heard.Add);

        await world.Ratings.RateAsync(ada, movie, Stars.OfHalfStars(8), null, Token);
        await world.Ratings.WithdrawAsync(ada, movie, Token);
        await world.Services.GetRequiredService<Watchlist>().AddAsync(ada, movie, Token);
        await world.Services.GetRequiredService<Watchlist>().RemoveAsync(ada, movie, Token);
        await world.Services.GetRequiredService<HiddenMovies>().HideAsync(ada, movie, Token);
        await world.Services.GetRequiredService<PreferenceBook>().SaveAsync(ada, new ViewerPreferences(ada), Token);
        await world.Ratings.RateAsync(ben, movie, Stars.OfHalfStars(8), null, Token);
        await world.Ratings.WithdrawAsync(ada, movie, Token); // nothing was there

        heard.ShouldBe([.. Enumerable.Repeat(new ProfileChange(ada, movie), 5), new ProfileChange(ada, null)]);
    }

    [Fact]
    public void Who_has_left_hears_nothing_and_a_follower_that_fails_disturbs_nobody()
    {
        var changes = new ProfileChanges(Microsoft.Extensions.Logging.Abstractions.NullLogger<ProfileChanges>.Instance);
        int heard = 0;
        using var failing = changes.Follow(1, _ => throw new InvalidOperationException("planted"));
        var following = changes.Follow(1, _ => heard++);

        changes.Tell(new ProfileChange(1, 2));
        following.Dispose();
        following.Dispose();
        changes.Tell(new ProfileChange(1, 2));

        heard.ShouldBe(1);
    }
}
