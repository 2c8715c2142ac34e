using FilmRec.Core.Accounts;
using FilmRec.Core.Catalog;
using FilmRec.Core.Data;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Clusters;
using FilmRec.Core.Recommending.Models.Popularity;
using FilmRec.Core.Recommending.Serving;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Recommending.Training;

/// <summary>Lets administrators look at the list that a viewer would get from a version that is not live. Nothing of it counts as shown to the viewer.</summary>
/// <remarks>One version at a time is read, whoever asks, and let go of before the answer is given: memory is bounded by one model more than are served.</remarks>
public sealed class ModelTryouts(
    IDbContextFactory<FilmRecDb> databases, DatabaseWriter writer, ModelStore store, ModelHolder holder, Shelf shelf, MovieCatalog catalog, TimeProvider clock) : IDisposable
{
    public const int Length = 20;
    private const int MostFound = 8;
    private const int FavouritesShown = 5;

    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>Viewers whose name begins with some letters, those with most ratings first.</summary>
    public async Task<IReadOnlyList<FoundViewer>> SearchAsync(string name, CancellationToken cancellationToken)
    {
        string start = name.Trim().ToUpperInvariant();
        if (start.Length == 0 || start.Length > Account.UserNameLength)
        {
            return [];
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Users.AsNoTracking().Where(a => a.NormalizedUserName!.StartsWith(start)).OrderBy(a => a.NormalizedUserName!.Length).ThenBy(a => a.NormalizedUserName).Take(MostFound)
            .Select(a => new FoundViewer(a.Id, a.UserName!, db.Ratings.Count(r => r.ViewerId == a.Id))).ToListAsync(cancellationToken);
    }

    /// <summary>Makes both lists. That somebody looked is written down before anything is shown.</summary>
    /// <param name="viewerId">Whose.</param>
    /// <param name="modelId">The version to try; null shows the live list alone.</param>
    /// <param name="accountId">Who looks.</param>
    /// <param name="cancellationToken">Gives up while waiting for others, and between steps.</param>
    /// <returns>Null for an unknown viewer, and for somebody who is no administrator.</returns>
    public async Task<Tryout?> RunAsync(int viewerId, int? modelId, int accountId, CancellationToken cancellationToken)
    {
        ModelVersion? version;
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            version = modelId is { } id && await ModelVersions.ReadAsync(db, db.Models.Where(m => m.ModelId == id), cancellationToken) is [var found] ? found : null;
        }

        if (await ReadViewerAsync(viewerId, cancellationToken) is not { } viewer || await NoteAsync(viewerId, version, accountId, cancellationToken) is null)
        {
            return null;
        }

        var request = new RecommendationRequest { Limit = Length };
        var live = await shelf.PreviewAsync(holder.Current, viewerId, request, cancellationToken);
        if (modelId is null)
        {
            return new Tryout(viewer, live, null, null, null);
        }

        if (version is null)
        {
            return new Tryout(viewer, live, null, null, "This version is gone: older ones make room for new ones. Choose another.");
        }

        var (other, refusal) = await TryAsync(version, viewerId, request, cancellationToken);
        return new Tryout(viewer, live, other, version, refusal);
    }

    public void Dispose() => _oneAtATime.Dispose();

    private Task<string?> NoteAsync(int viewerId, ModelVersion? version, int accountId, CancellationToken cancellationToken)
        => writer.WriteAsync(async (db, token) =>
        {
            if (!await Administrators.IncludeAsync(db, accountId, token))
            {
                return null;
            }

            string subject = FormattableString.Invariant($"recommendations of viewer {viewerId}{(version is null ? "" : $" with {version.Name} (model {version.Model.ModelId})")}");
            db.AuditLog.Add(new AuditEntry(clock.GetUtcNow(), accountId, "viewer.looked-at", subject));
            await db.SaveChangesAsync(token);
            return subject;
        }, cancellationToken);

    private async Task<(Recommendation? Other, string? Refusal)> TryAsync(ModelVersion version, int viewerId, RecommendationRequest request, CancellationToken cancellationToken)
    {
        if (holder.Current.Models.FirstOrDefault(model => model.ModelId == version.Model.ModelId) is { } served)
        {
            return FindSet(served) is { } own ? (await shelf.PreviewAsync(own, viewerId, request, cancellationToken), null) : (null, Silent(version));
        }

        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var model = await store.LoadAsync(version.Model.ModelId, cancellationToken);
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var (movies, facts) = await MovieFactsReader.ReadAsync(db, cancellationToken);
            int[] ratings = await db.Movies.OrderBy(m => m.MovieId).Select(m => m.RatingCount).ToArrayAsync(cancellationToken);
            return FindSet(ServedModel.Of(version.Model.ModelId, model, movies, facts, ratings)) is { } set
                ? (await shelf.PreviewAsync(set, viewerId, request, cancellationToken), null) : (null, Silent(version));
        }
        catch (InvalidDataException e)
        {
            return (null, version.Model.State == ModelState.Refused ? $"It was refused, and its file is gone. {version.Model.Verdict}" : $"It cannot be read any more. {e.Message}");
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>The live models, with this one in the first place; null where it makes no list by itself.</summary>
    private LiveModelSet? FindSet(ServedModel tried)
    {
        string kind = tried.Model.Kind;
        IEnumerable<ServedModel> others = holder.Current.Models.Where(model => model.Model.Kind != kind);
        return tried.Model switch
        {
            IExplainer => new LiveModelSet([tried, .. others.Where(model => model.Model is not IExplainer)], tried),
            IStarPredictor => new LiveModelSet([tried, .. others.Where(model => model.Model is not IStarPredictor)]),
            ClusterModel when kind == ClusterModel.Name => new LiveModelSet([tried, .. others.Where(model => model.Model is not IExplainer)]),
            PopularityModel => new LiveModelSet([tried, .. others.Where(model => model.Model is IStarPredictor)]),
            _ => null,
        };
    }

    private static string Silent(ModelVersion version)
        => $"{ModelKinds.Find(version.Model.Kind)?.Title ?? version.Model.Kind} makes no list by itself; it takes part in others. Try a version of the blend.";

    private async Task<TriedViewer?> ReadViewerAsync(int viewerId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = await db.Users.AsNoTracking().Where(a => a.Id == viewerId).Select(a => new
        {
            a.UserName,
            Ratings = db.Ratings.Where(r => r.ViewerId == a.Id).Select(r => new { r.MovieId, r.Stars, r.RatedAt }).ToList(),
        }).SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var best = found.Ratings.OrderByDescending(r => r.Stars.HalfStars).ThenByDescending(r => r.RatedAt).ThenBy(r => r.MovieId).Take(FavouritesShown).ToList();
        var cards = (await catalog.CardsAsync([.. best.Select(rating => rating.MovieId)], cancellationToken)).ToDictionary(card => card.MovieId);
        return new TriedViewer(
            viewerId, found.UserName ?? "", found.Ratings.Count, found.Ratings.Count == 0 ? null : found.Ratings.Average(rating => rating.Stars.HalfStars / 2.0),
            [.. best.Where(rating => cards.ContainsKey(rating.MovieId)).Select(rating => (cards[rating.MovieId], rating.Stars))]);
    }
}
