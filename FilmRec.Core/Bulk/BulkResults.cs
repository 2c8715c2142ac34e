using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FilmRec.Core.Bulk;

/// <summary>What came of some lines of a job: JSON Lines, packed. Written in the transaction of these lines, so that it tells exactly what is in the database.</summary>
public sealed class BulkResultPart(int jobId, int partNumber, byte[] content)
{
    public int JobId { get; private init; } = jobId;
    public int PartNumber { get; private init; } = partNumber;
    public byte[] Content { get; private init; } = content;
}

internal sealed class BulkResultPartConfiguration : IEntityTypeConfiguration<BulkResultPart>
{
    public void Configure(EntityTypeBuilder<BulkResultPart> part)
    {
        part.ToTable("job_results");
        part.HasKey(p => new { p.JobId, p.PartNumber });
    }
}

/// <summary>Collects what came of the lines of one batch.</summary>
internal sealed class BulkResultBatch
{
    private static readonly JsonEncodedText Line = JsonEncodedText.Encode("line");
    private static readonly JsonEncodedText Status = JsonEncodedText.Encode("status");
    private static readonly JsonEncodedText MovieId = JsonEncodedText.Encode("movie_id");
    private static readonly JsonEncodedText Error = JsonEncodedText.Encode("error");

    private readonly List<Entry> _entries = [];

    public int Count => _entries.Count;
    public int Refused { get; private set; }

    public void Refuse(long line, string error)
    {
        _entries.Add(new Entry(line, "refused", null, error));
        Refused++;
    }

    /// <summary>Keeps the line's place; what comes of it is told by <see cref="Settle"/>.</summary>
    /// <returns>The place.</returns>
    public int Accept(long line, string status = "accepted")
    {
        _entries.Add(new Entry(line, status, null, null));
        return _entries.Count - 1;
    }

    public void RefuseAt(int place, string error)
    {
        _entries[place] = _entries[place] with { Status = "refused", Error = error };
        Refused++;
    }

    public void Settle(int place, string status, int movieId) => _entries[place] = _entries[place] with { Status = status, MovieId = movieId };

    public byte[] Pack()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            using var json = new Utf8JsonWriter(gzip);
            foreach (var entry in _entries)
            {
                Write(json, entry);
                json.Flush();
                json.Reset();
                gzip.WriteByte((byte)'\n');
            }
        }

        return packed.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Entry entry)
    {
        json.WriteStartObject();
        json.WriteNumber(Line, entry.Line);
        json.WriteString(Status, entry.Status);
        if (entry.MovieId is { } movieId)
        {
            json.WriteNumber(MovieId, movieId);
        }

        if (entry.Error is { } error)
        {
            json.WriteString(Error, error);
        }

        json.WriteEndObject();
    }

    private readonly record struct Entry(long Line, string Status, int? MovieId, string? Error);
}

/// <summary>Reads what came of the lines of a job.</summary>
public sealed class BulkResults(IDbContextFactory<FilmRecDb> databases)
{
    /// <summary>The results as gzip streams, one after the other, in the order of the lines; one is in memory at a time.</summary>
    public async IAsyncEnumerable<byte[]> ReadAsync(int jobId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int part = 0; ; part++)
        {
            byte[]? content;
            await using (var db = await databases.CreateDbContextAsync(cancellationToken))
            {
                content = await db.BulkResults.Where(p => p.JobId == jobId && p.PartNumber == part).Select(p => p.Content).SingleOrDefaultAsync(cancellationToken);
            }

            if (content is null)
            {
                yield break;
            }

            yield return content;
        }
    }
}
