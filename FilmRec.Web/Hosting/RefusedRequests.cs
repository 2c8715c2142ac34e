using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using FilmRec.Web.Api.Problems;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.WebUtilities;

namespace FilmRec.Web.Hosting;

/// <summary>
/// Gives a problem document to requests that the server refuses before any of our code sees them: "%00" in the address, no host, headers without end.
/// The server's own answer to them has no body, and nothing of ours is asked; but it passes here on its way out.
/// </summary>
internal static class RefusedRequests
{
    /// <summary>To be used for each address that is listened on.</summary>
    public static void Explain(ListenOptions listening) => listening.Use(next => async connection =>
    {
        var transport = connection.Transport;
        connection.Transport = new Duplex(transport.Input, new ExplainingWriter(transport.Output, connection.ConnectionId));
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = transport;
        }
    });

    /// <summary>The answer to send in the place of a refusal without words, or null for anything else.</summary>
    internal static byte[]? Explained(ReadOnlySpan<byte> written, string traceId)
    {
        if (!written.StartsWith("HTTP/1.1 4"u8) || !written.EndsWith("\r\n\r\n"u8) || written.IndexOf("\r\nContent-Length: 0\r\n"u8) < 0
            || written.IndexOf("\r\nConnection: close\r\n"u8) < 0 || written.IndexOf("X-Content-Type-Options"u8) >= 0) // ours all have that
        {
            return null;
        }

        int status = int.Parse(written.Slice("HTTP/1.1 ".Length, 3), System.Globalization.CultureInfo.InvariantCulture);
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            type = ProblemTexts.TypeOf(status),
            title = ReasonPhrases.GetReasonPhrase(status),
            status,
            detail = ProblemTexts.DetailOf(status) ?? "The server cannot read this request.",
            instance = "/",
            trace_id = traceId,
            errors = new { },
        });
        string head = Encoding.ASCII.GetString(written[..^2]).Replace("\r\nContent-Length: 0\r\n",
            $"\r\nContent-Length: {body.Length}\r\nContent-Type: application/problem+json\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n", StringComparison.Ordinal);
        return [.. Encoding.ASCII.GetBytes(head), .. "\r\n"u8, .. body];
    }

    private sealed class Duplex(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;
        public PipeWriter Output => output;
    }

    /// <summary>Passes everything on, and looks at the first bytes of what is written.</summary>
    private sealed class ExplainingWriter(PipeWriter inner, string traceId) : PipeWriter
    {
        private Memory<byte> _lent;

        public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;
        public override long UnflushedBytes => inner.UnflushedBytes;

        public override Memory<byte> GetMemory(int sizeHint = 0) => _lent = inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public override void Advance(int bytes)
        {
            if (bytes <= _lent.Length && Explained(_lent.Span[..bytes], traceId) is { } answer)
            {
                inner.Write(answer); // over what was written, which nobody has advanced past
                return;
            }

            inner.Advance(bytes);
        }

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);

        public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default) => inner.WriteAsync(source, cancellationToken);

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);
    }
}
