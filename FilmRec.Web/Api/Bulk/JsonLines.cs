using System.Buffers;
using System.IO.Compression;
using System.Text.Json;
using FilmRec.Web.Api.Contracts;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace FilmRec.Web.Api.Bulk;

/// <summary>JSON Lines: one JSON value on each line.</summary>
internal static class JsonLines
{
    public const string Type = "application/x-ndjson";
    public const string OtherType = "application/jsonl";

    private const int BytesBeforeSending = 64 << 10;

    public static void Begin(HttpResponse response)
    {
        response.ContentType = Type;
        response.Headers.CacheControl = "private, no-store";
    }

    /// <summary>Writes rows as they come, and sends them bit by bit.</summary>
    public static async Task WriteAsync<T>(HttpContext context, IAsyncEnumerable<T> rows)
    {
        var json = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var body = context.Response.BodyWriter;
        await using var writer = new Utf8JsonWriter(body, new JsonWriterOptions { SkipValidation = true });
        Begin(context.Response);
        long sent = 0;
        long written = 0;
        await foreach (var row in rows.WithCancellation(context.RequestAborted))
        {
            JsonSerializer.Serialize(writer, row, json);
            written += writer.BytesPending + writer.BytesCommitted + 1;
            await writer.FlushAsync(context.RequestAborted);
            writer.Reset();
            body.Write("\n"u8);
            if (written - sent > BytesBeforeSending)
            {
                await body.FlushAsync(context.RequestAborted);
                sent = written;
            }
        }

        await body.FlushAsync(context.RequestAborted);
    }
}

/// <summary>An answer of lines that were packed when they were written.</summary>
internal sealed class PackedLines(IAsyncEnumerable<byte[]> parts) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        JsonLines.Begin(httpContext.Response);
        await foreach (byte[] part in parts.WithCancellation(httpContext.RequestAborted))
        {
            await using var unpacked = new GZipStream(new MemoryStream(part), CompressionMode.Decompress);
            await unpacked.CopyToAsync(httpContext.Response.Body, httpContext.RequestAborted);
        }
    }
}

/// <summary>An answer of all ratings of a client's viewers.</summary>
internal sealed class RatingLines(IAsyncEnumerable<BulkRatingLine> ratings) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => JsonLines.WriteAsync(httpContext, ratings);
}
