using FilmRec.Core.Accounts;
using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Core.Recommending.Training;
using FilmRec.Tests.Recommending.Training;
using FilmRec.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Recommending.Serving;

/// <summary>A world with live models and everything at hand that a test needs.</summary>
internal sealed class ShelfPlace : IAsyncDisposable
{
    public required TestDatabase Database { get; init; }
    public required ServiceProvider Services { get; init; }
    public required FilmWorld World { get; init; }
    public Shelf Shelf => Services.GetRequiredService<Shelf>();
    public RatingBook Ratings => Services.GetRequiredService<RatingBook>();
    public HiddenMovies Hidden => Services.GetRequiredService<HiddenMovies>();
    public Watchlist Watchlist => Services.GetRequiredService<Watchlist>();
    public WatchHistory History => Services.GetRequiredService<WatchHistory>();

    /// <param name="kind">Of database.</param>
    /// <param name="models">Kinds to train; all but clusters, which take longest, without any; "" for none.</param>
    public static async Task<ShelfPlace> CreateAsync(DatabaseKind kind, params string[] models)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var services = database.BuildServices();
        var world = await FilmWorld.CreateAsync(services);
        var place = new ShelfPlace { Database = database, Services = services, World = world };
        await place.TrainAsync(models is [""] ? [] : models.Length > 0 ? models : ["popularity", "movie-means", "als"]);
        return place;
    }

    /// <summary>Trains and takes what is live into service.</summary>
    public async Task TrainAsync(params string[] models)
    {
        if (models.Length > 0)
        {
            (await ModelTrainingTests.TrainAsync(Services, new TrainingRequest { Kinds = models })).Summary.State.ShouldBe(TrainingState.Succeeded);
        }

        await Services.GetRequiredService<LiveModels>().RefreshAsync(CancellationToken.None);
    }

    public async Task<RatingReceipt> RateAsync(int viewerId, int movieId, int halfStars)
        => (await Ratings.RateAsync(viewerId, movieId, Stars.OfHalfStars(halfStars), null, CancellationToken.None)).ShouldNotBeNull();

    public async Task PreferAsync(int viewerId, List<string> favourites, List<string> avoided)
        => (await Services.GetRequiredService<PreferenceBook>().SaveAsync(
            viewerId, new ViewerPreferences(viewerId) { FavouriteGenres = favourites, AvoidedGenres = avoided }, CancellationToken.None)).ShouldNotBeNull();

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await Database.DisposeAsync();
    }
}
