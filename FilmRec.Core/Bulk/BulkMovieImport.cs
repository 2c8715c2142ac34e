using FilmRec.Core.Catalog;
using FilmRec.Core.Data;
using FilmRec.Core.Data.Bulk;

namespace FilmRec.Core.Bulk;

/// <summary>
/// Brings a client's movies into the catalogue, in batches of one transaction each. A movie that the client brought before is brought up to date; one that
/// others brought is found and left as it is; what is new is added. Lines that are sent again change nothing more.
/// </summary>
public sealed class BulkMovieImport(IDatabaseProvider provider, MovieCatalog catalog, TimeProvider clock)
{
    private const int Batch = 1_000;

    internal async Task<BulkOutcome> RunAsync(int jobId, BulkOrder order, string path, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        await using var onlyOne = await provider.LockAsync(DatabaseLock.Loading, cancellationToken);
        await using var writer = await provider.OpenBulkWriterAsync(cancellationToken);
        var batches = new BulkBatches(jobId, order, writer, provider, progress);
        string prefix = MovieIdentity.PrefixOf(order.ClientId);
        var genres = (await catalog.GenresAsync(cancellationToken)).Select(genre => genre.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        using var lines = new BulkLines(path);
        batches.Begin();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = Read(lines);
            if (read.Count == 0)
            {
                return batches.Outcome;
            }

            await batches.WriteAsync(() => WriteAsync(writer, prefix, read, genres, cancellationToken), cancellationToken);
        }
    }

    private static List<(long Number, MovieLine? Movie, string? Problem)> Read(BulkLines lines)
    {
        var read = new List<(long, MovieLine?, string?)>(Batch);
        while (read.Count < Batch && lines.TryRead(out var line, out bool isTooLong))
        {
            if (isTooLong)
            {
                read.Add((lines.Number, null, LineText.TooLong));
            }
            else
            {
                string? problem = MovieLine.Read(line, out var movie);
                read.Add((lines.Number, problem is null ? movie : null, problem));
            }
        }

        return read;
    }

    private async Task<BulkResultBatch> WriteAsync(
        BulkWriter writer, string prefix, List<(long Number, MovieLine? Movie, string? Problem)> read, HashSet<string> genres, CancellationToken cancellationToken)
    {
        var results = new BulkResultBatch();
        var matching = new MovieMatching(prefix);
        await matching.LearnAsync(writer.Db, [.. read.Select(line => line.Movie).OfType<MovieLine>()], cancellationToken);
        var rows = new Dictionary<string, MovieRow>(StringComparer.Ordinal); // by key: of two lines on one movie the later counts
        var places = new List<(int Place, string Key, string Status)>();
        var now = clock.GetStoredNow();
        foreach (var (number, movie, problem) in read)
        {
            if (movie is null)
            {
                results.Refuse(number, problem ?? LineText.NotJson);
                continue;
            }

            int place = results.Accept(number);
            var known = matching.Find(movie);
            if (known is { OwnKey: null, MovieId: { } theirs })
            {
                results.Settle(place, "matched", theirs);
                continue;
            }

            string key = known?.OwnKey ?? MovieIdentity.KeyOf(prefix, movie);
            rows[key] = Over(rows.GetValueOrDefault(key), RowOf(movie, key, genres, now));
            places.Add((place, key, known is null ? "created" : "updated"));
            if (known is null)
            {
                matching.Add(new KnownMovie(null, key, movie.NormalizedTitle, movie.ReleaseYear, movie.ImdbId, movie.TmdbId));
            }
        }

        int[] ids = await writer.WriteMoviesAsync([.. rows.Values], cancellationToken);
        var idByKey = rows.Keys.Zip(ids).ToDictionary(pair => pair.First, pair => pair.Second);
        places.ForEach(line => results.Settle(line.Place, line.Status, idByKey[line.Key]));
        return results;
    }

    private static MovieRow RowOf(MovieLine movie, string key, HashSet<string> genres, DateTimeOffset now)
        => new(Origin.External, key, movie.Title, movie.NormalizedTitle, [.. movie.Genres.Select(genre => InUse(genre, genres))], movie.ReleaseYear, now)
        {
            RuntimeMinutes = movie.Runtime,
            Description = movie.Description,
            ImdbId = movie.ImdbId,
            TmdbId = movie.TmdbId,
        };

    // What an earlier line of the batch said and this one does not stays, as it does where the earlier line came in another batch.
    private static MovieRow Over(MovieRow? before, MovieRow now) => before is null ? now : now with
    {
        RuntimeMinutes = now.RuntimeMinutes ?? before.RuntimeMinutes,
        Description = now.Description ?? before.Description,
        ImdbId = now.ImdbId ?? before.ImdbId,
        TmdbId = now.TmdbId ?? before.TmdbId,
    };

    // "drama" is the catalogue's "Drama".
    private static string InUse(string genre, HashSet<string> genres)
    {
        if (genres.TryGetValue(genre, out string? known))
        {
            return known;
        }

        genres.Add(genre);
        return genre;
    }
}
