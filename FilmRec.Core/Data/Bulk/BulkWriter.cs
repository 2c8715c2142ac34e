using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace FilmRec.Core.Data.Bulk;

/// <summary>
/// Writes many rows over one connection, without EF's tracking: prepared statements on SQLite, COPY on PostgreSQL. Everything happens
/// between <see cref="BeginAsync"/> and <see cref="CommitAsync"/>; what is not committed when the writer is disposed of never happened.
/// </summary>
/// <remarks>Memory grows with one batch, not with what is written. Not thread-safe. Whoever writes ratings ends with <see cref="RefreshMovieRatingsAsync"/>.</remarks>
public abstract class BulkWriter(FilmRecDb db, IDatabaseProvider provider) : IAsyncDisposable
{
    /// <summary>How long one statement may take: deleting or summing up tens of millions of ratings takes minutes.</summary>
    protected const int CommandTimeoutSeconds = 1800;

    private readonly Dictionary<string, int> _genreIds = new(StringComparer.Ordinal);
    private IDbContextTransaction? _transaction;
    private IDisposable? _turn;
    private bool _isOpen;

    /// <summary>The context over the same connection and transaction, for queries and set-based changes beside the bulk.</summary>
    public FilmRecDb Db => db;

    protected DbTransaction Transaction
        => _transaction?.GetDbTransaction() ?? throw new InvalidOperationException("Rows are written between Begin and Commit.");

    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (!_isOpen)
        {
            // Stays open between transactions: prepared statements and temporary tables belong to the connection.
            db.Database.SetCommandTimeout(CommandTimeoutSeconds);
            await db.Database.OpenConnectionAsync(cancellationToken);
            _isOpen = true;
        }

        _turn = await provider.TakeTurnToWriteAsync(cancellationToken);
        _transaction = await db.Database.BeginTransactionAsync(cancellationToken);
    }

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        if (_transaction is { } transaction)
        {
            await transaction.CommitAsync(cancellationToken);
            await transaction.DisposeAsync();
            _transaction = null;
        }

        GiveUpTurn();
    }

    /// <summary>Forgets what was written since <see cref="BeginAsync"/>.</summary>
    public async Task RollbackAsync()
    {
        if (_transaction is { } transaction)
        {
            _transaction = null;
            ForgetGenres(); // some of them may just have been undone
            OnRolledBack();
            await transaction.DisposeAsync();
        }

        GiveUpTurn();
    }

    /// <summary>Call it after genres were deleted beside this writer.</summary>
    public void ForgetGenres() => _genreIds.Clear();

    /// <summary>Inserts movies and their genres, or replaces those with the same origin and key. No key may occur twice in one call.</summary>
    /// <returns>Movie ids in the order of the rows.</returns>
    public async Task<int[]> WriteMoviesAsync(IReadOnlyList<MovieRow> movies, CancellationToken cancellationToken)
    {
        if (movies.Count == 0)
        {
            return [];
        }

        await LearnGenresAsync(movies.SelectMany(m => m.Genres).ToHashSet(StringComparer.Ordinal), cancellationToken);
        return await WriteMoviesAsync(movies, _genreIds, cancellationToken);
    }

    /// <summary>Inserts viewers whose origin and key are not there yet. No key may occur twice in one call.</summary>
    /// <returns>Viewer ids in the order of the rows.</returns>
    public abstract Task<int[]> WriteViewersAsync(IReadOnlyList<ViewerRow> viewers, CancellationToken cancellationToken);

    /// <summary>
    /// Inserts ratings; where the viewer has rated the movie already, the newer opinion stays. Viewers whose ratings changed get a new profile version.
    /// No pair may occur twice in one call.
    /// </summary>
    /// <returns>How many ratings were inserted or replaced.</returns>
    public abstract Task<int> WriteRatingsAsync(IReadOnlyList<RatingRow> ratings, CancellationToken cancellationToken);

    /// <summary>
    /// As <see cref="WriteRatingsAsync"/>, and moves the sums of their movies with them, so that nothing has to be added up afterwards. Takes the viewers' rows
    /// first, then the movies', as every change of a rating does. No pair may occur twice in one call.
    /// </summary>
    /// <returns>How many ratings were inserted or replaced.</returns>
    public abstract Task<int> UpsertRatingsAsync(IReadOnlyList<RatingRow> ratings, CancellationToken cancellationToken);

    /// <summary>True where ratings can be laid aside and put in place all at once, several times faster than in batches.</summary>
    public virtual bool CanStageRatings => false;

    /// <summary>Lays ratings aside on this connection; nobody sees them, and they are lost with the connection. A pair may occur twice.</summary>
    public virtual Task StageRatingsAsync(IReadOnlyList<RatingRow> ratings, CancellationToken cancellationToken)
        => throw new NotSupportedException("This database takes ratings in batches only.");

    /// <summary>Puts the staged ratings in place in this transaction. Their viewers must have no ratings yet. While it runs, others wait for movies, viewers and ratings.</summary>
    /// <param name="mayRepeat">Whether a pair of viewer and movie may occur twice among them; the newer opinion stays.</param>
    /// <returns>How many ratings there were, each pair once.</returns>
    public virtual Task<long> PlaceStagedRatingsAsync(bool mayRepeat, CancellationToken cancellationToken)
        => throw new NotSupportedException("This database takes ratings in batches only.");

    public abstract Task WriteWatchesAsync(IReadOnlyList<WatchRow> watches, CancellationToken cancellationToken);

    /// <summary>Inserts tags that are not there yet. No tag may occur twice in one call.</summary>
    /// <returns>How many were inserted.</returns>
    public abstract Task<int> WriteTagsAsync(IReadOnlyList<TagRow> tags, CancellationToken cancellationToken);

    /// <summary>Sums up every movie's ratings anew: count, sum and mean, in one statement.</summary>
    public abstract Task RefreshMovieRatingsAsync(CancellationToken cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await RollbackAsync();
        await DisposeCommandsAsync();
        await db.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<int[]> WriteMoviesAsync(IReadOnlyList<MovieRow> movies, IReadOnlyDictionary<string, int> genreIds, CancellationToken cancellationToken);

    /// <summary>Inserts genres that are not there yet.</summary>
    protected abstract Task WriteGenresAsync(IReadOnlyList<string> names, CancellationToken cancellationToken);

    protected virtual void OnRolledBack()
    {
    }

    /// <summary>Identity wants one of every account, also of those that nobody can log in to.</summary>
    protected static string SecurityStamp() => Guid.NewGuid().ToString("N").ToUpperInvariant();

    protected virtual ValueTask DisposeCommandsAsync() => ValueTask.CompletedTask;

    private void GiveUpTurn()
    {
        _turn?.Dispose();
        _turn = null;
    }

    private async Task LearnGenresAsync(HashSet<string> names, CancellationToken cancellationToken)
    {
        names.ExceptWith(_genreIds.Keys);
        if (names.Count == 0)
        {
            return;
        }

        await WriteGenresAsync([.. names.Order(StringComparer.Ordinal)], cancellationToken);
        var known = await db.Genres.AsNoTracking().Select(g => new { g.Name, g.GenreId }).ToListAsync(cancellationToken);
        known.ForEach(genre => _genreIds[genre.Name] = genre.GenreId);
    }
}
