using System.IO.Compression;
using System.Text.Json;
using FilmRec.Core.Accounts;
using FilmRec.Core.Accounts.PersonalData;
using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Accounts;

public sealed class PersonalDataTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task Deleting_an_account_leaves_nothing_and_takes_its_stars_from_the_films(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        var (anna, low, heat) = await FilledAsync(world);
        int ben = await RegisterAsync(world, "ben");
        await world.Ratings.RateAsync(ben, low, Stars.OfHalfStars(4), null, Token);
        (await world.Catalog.FindAsync(low, Token)).ShouldNotBeNull().Card.RatingCount.ShouldBe(2); // in the cache now

        (await Deletion(world).DeleteOwnAsync(anna, "ANNA", AccountWorld.Password, Token)).ShouldBe(OwnDeletion.Deleted);

        await using var db = world.Open();
        (await db.Users.AnyAsync(u => u.Id == anna, Token)).ShouldBeFalse();
        (await db.Ratings.CountAsync(r => r.ViewerId == anna, Token)).ShouldBe(0);
        (await db.WatchHistory.CountAsync(Token) + await db.Watchlist.CountAsync(Token) + await db.HiddenMovies.CountAsync(Token) + await db.Tags.CountAsync(Token)
            + await db.Preferences.CountAsync(Token) + await db.RecommendationLog.CountAsync(Token) + await db.RecommendationFeedback.CountAsync(Token) + await db.Sessions.CountAsync(Token)
            + await db.RefreshTokens.CountAsync(Token)).ShouldBe(0);
        (await db.UserRoles.CountAsync(r => r.UserId == anna, Token)).ShouldBe(0);
        var films = await db.Movies.Where(m => m.MovieId == low || m.MovieId == heat).OrderBy(m => m.MovieId).Select(m => new { m.RatingCount, m.RatingSum, m.Rating }).ToListAsync(Token);
        films.Select(m => (m.RatingCount, m.RatingSum, m.Rating)).ShouldBe([(1, 4L, 2.0), (0, 0L, null)]);
        (await world.Catalog.FindAsync(low, Token)).ShouldNotBeNull().Card.RatingCount.ShouldBe(1);
        (await world.Services.GetRequiredService<AccountStandings>().FindAsync(anna, Token)).ShouldBeNull();
        var entry = await db.AuditLog.SingleAsync(Token);
        (entry.Action, entry.Subject, entry.ViewerId, entry.AboutViewerId).ShouldBe(("account.deleted", $"viewer {anna}", anna, anna));
    }

    [Theory, DatabaseUnderTest]
    public async Task Without_name_and_password_nothing_is_deleted(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        var (anna, _, _) = await FilledAsync(world);

        (await Deletion(world).DeleteOwnAsync(anna, "ann", AccountWorld.Password, Token)).ShouldBe(OwnDeletion.WrongName);
        (await Deletion(world).DeleteOwnAsync(anna, "anna", "wrong", Token)).ShouldBe(OwnDeletion.WrongPassword);

        await using var db = world.Open();
        (await db.Ratings.CountAsync(Token)).ShouldBe(2);
        (await db.AuditLog.AnyAsync(Token)).ShouldBeFalse();
    }

    [Theory, DatabaseUnderTest]
    public async Task Administrators_delete_viewers_but_the_last_of_them_stays(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        var boss = (await world.Services.GetRequiredService<FirstAdministrator>().CreateAsync(AccountWorld.Wanted("boss"), Token)).ShouldBeOfType<RegistrationResult.Registered>().ViewerId;
        int sample = await world.AddViewerAsync("sample1"); // has no password
        int anna = await RegisterAsync(world, "anna");
        int film = await world.AddMovieAsync("Low Tide");
        await world.Ratings.RateAsync(sample, film, Stars.OfHalfStars(7), null, Token);

        (await Deletion(world).DeleteViewerAsync(anna, sample, "sample1", Token)).ShouldStartWith("Only an administrator");
        (await Deletion(world).DeleteViewerAsync(boss, sample, "sample", Token)).ShouldBe("Type the user name exactly: sample1.");
        (await Deletion(world).DeleteViewerAsync(boss, boss, "boss", Token)).ShouldBe("boss is the last administrator: make somebody else one first.");
        (await Deletion(world).DeleteOwnAsync(boss, "boss", AccountWorld.Password, Token)).ShouldBe(OwnDeletion.LastAdministrator);
        (await Deletion(world).DeleteViewerAsync(boss, sample, "sample1", Token)).ShouldBeNull();
        (await Deletion(world).DeleteViewerAsync(boss, sample, "sample1", Token)).ShouldBe("There is no such viewer any more.");

        await using var db = world.Open();
        (await db.Movies.SingleAsync(Token)).RatingCount.ShouldBe(0);
        (await db.Users.CountAsync(Token)).ShouldBe(2);
        (await db.AuditLog.Where(e => e.Action == "viewer.deleted").Select(e => new { e.ViewerId, e.AboutViewerId }).SingleAsync(Token))
            .ShouldBe(new { ViewerId = (int?)boss, AboutViewerId = (int?)sample });
    }

    [Theory, DatabaseUnderTest]
    public async Task The_export_holds_everything_about_one_viewer_and_nobody_else(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        var (anna, low, heat) = await FilledAsync(world);
        int ben = await RegisterAsync(world, "ben");
        await world.Ratings.RateAsync(ben, low, Stars.OfHalfStars(2), null, Token);
        using var file = new MemoryStream();

        (await world.Services.GetRequiredService<PersonalDataExport>().WriteAsync(anna, file, Token)).ShouldBeTrue();

        await using var zip = new ZipArchive(new MemoryStream(file.ToArray()));
        string Text(string name)
        {
            using var reader = new StreamReader(zip.GetEntry(name).ShouldNotBeNull(name).Open());
            return reader.ReadToEnd();
        }

        string[] Lines(string name) => Text(name).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var profile = JsonDocument.Parse(Text("profile.json")).RootElement;
        (profile.GetProperty("username").GetString(), profile.GetProperty("email").GetString()).ShouldBe(("anna", "anna@example.org"));
        JsonDocument.Parse(Text("preferences.json")).RootElement.GetProperty("favourite_genres")[0].GetString().ShouldBe("Drama");
        Lines("ratings.csv").Order().ShouldBe(new[] { "movie_id,title,year,imdb_id,tmdb_id,rating,rated_at", $"{low},\"Low, Tide\",1999,,,4.5,2026-03-01T12:00:00.000Z", $"{heat},'=Heat,,,,3,2026-03-01T12:00:00.000Z" }.Order());
        Lines("watches.csv")[1].ShouldStartWith($"{low},\"Low, Tide\",1999,,,2026-03-01T12:00:00");
        Lines("watchlist.csv").Length.ShouldBe(2);
        Lines("hidden.csv").Length.ShouldBe(2);
        Lines("tags.csv")[1].ShouldContain("sea");
        JsonDocument.Parse(Text("recommendations.jsonl")).RootElement.GetProperty("items")[0].GetProperty("m").GetInt32().ShouldBe(low);
        Lines("feedback.csv")[1].ShouldEndWith($",{low},opened,2026-03-01T12:00:00Z");
        Lines("sessions.csv")[1].ShouldStartWith("api,curl,");
        foreach (var entry in zip.Entries)
        {
            Text(entry.FullName).ShouldNotContain("ben@example.org");
        }

        (await world.Services.GetRequiredService<PersonalDataExport>().WriteAsync(999, new MemoryStream(), Token)).ShouldBeFalse();
    }

    private static AccountDeletion Deletion(SmallWorld world) => world.Services.GetRequiredService<AccountDeletion>();

    private static async Task<int> RegisterAsync(SmallWorld world, string name)
        => (await world.Services.GetRequiredService<Registration>().RegisterAsync(AccountWorld.Wanted(name), Token)).ShouldBeOfType<RegistrationResult.Registered>().ViewerId;

    /// <summary>A viewer with something in every table.</summary>
    private static async Task<(int Viewer, int Low, int Heat)> FilledAsync(SmallWorld world)
    {
        int anna = await RegisterAsync(world, "anna");
        int low = await world.AddMovieAsync("Low, Tide", 1999, ["Drama"]);
        int heat = await world.AddMovieAsync("=Heat");
        int other = await world.AddMovieAsync("Other");
        await world.Ratings.RateAsync(anna, low, Stars.OfHalfStars(9), watchMinutes: 100, Token);
        await world.Ratings.RateAsync(anna, heat, Stars.OfHalfStars(6), null, Token);
        await world.Preferences.SaveAsync(anna, new ViewerPreferences(anna) { FavouriteGenres = ["Drama"] }, Token);
        await world.Services.GetRequiredService<Sessions>().StartAsync(anna, "curl", Token);
        await using var db = world.Open();
        db.Watchlist.Add(new WatchlistMovie(anna, other, SmallWorld.Start));
        db.HiddenMovies.Add(new HiddenMovie(anna, heat, SmallWorld.Start));
        db.Tags.Add(new Tag(anna, low, "sea", SmallWorld.Start));
        var answer = Guid.NewGuid();
        db.RecommendationFeedback.Add(new RecommendationFeedback(answer, low, FeedbackKind.Opened, SmallWorld.Start));
        db.RecommendationLog.Add(new RecommendationLogEntry(answer, anna, "als 12", 3, SmallWorld.Start, $"[{{\"m\":{low},\"s\":0.5}}]"));
        await db.SaveChangesAsync(Token);
        return (anna, low, heat);
    }
}
