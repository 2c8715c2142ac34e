using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FilmRec.Tests.Benchmarks.Rest;

/// <summary>Sends requests over a number of connections that stay open, each waiting for its answer, and counts. One thread a connection and plain sockets, so that it takes little of the machine it shares.</summary>
internal static class LoadGenerator
{
    /// <param name="port">On this machine.</param>
    /// <param name="connections">Open at once.</param>
    /// <param name="duration">How long.</param>
    /// <param name="requestOf">The n-th request, as it goes over the wire; called from all threads.</param>
    /// <exception cref="InvalidOperationException">An answer was not 200.</exception>
    public static Load Run(int port, int connections, TimeSpan duration, Func<long, byte[]> requestOf)
    {
        long next = -1;
        long end = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var times = new List<double>[connections];
        long[] bytes = new long[connections];
        Exception? failure = null;
        var threads = new Thread[connections];
        var watch = Stopwatch.StartNew();
        for (int n = 0; n < connections; n++)
        {
            int place = n;
            times[place] = new List<double>(100_000);
            threads[place] = new Thread(() =>
            {
                try
                {
                    using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    socket.Connect(IPAddress.Loopback, port);
                    byte[] buffer = new byte[256 * 1024];
                    while (Stopwatch.GetTimestamp() < end && Volatile.Read(ref failure) is null)
                    {
                        byte[] request = requestOf(Interlocked.Increment(ref next));
                        long began = Stopwatch.GetTimestamp();
                        socket.Send(request);
                        bytes[place] += Receive(socket, buffer);
                        times[place].Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                    }
                }
                catch (Exception e) when (e is SocketException or InvalidOperationException)
                {
                    Volatile.Write(ref failure, e);
                }
            }, maxStackSize: 256 * 1024);
            threads[place].Start();
        }

        foreach (var thread in threads)
        {
            thread.Join();
        }

        watch.Stop();
        if (failure is not null)
        {
            throw new InvalidOperationException("The load broke off.", failure);
        }

        double[] all = [.. times.SelectMany(list => list).Order()];
        return new Load(all.Length, watch.Elapsed, Quantile(all, 0.5), Quantile(all, 0.99), all.Length == 0 ? 0 : bytes.Sum() / (double)all.Length);
    }

    public static byte[] Get(string path, string? token)
        => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n{(token is null ? "" : $"Authorization: Bearer {token}\r\n")}\r\n");

    public static byte[] Put(string path, string token, string json)
        => Encoding.ASCII.GetBytes($"PUT {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n{json}");

    private static double Quantile(double[] sorted, double share) => sorted.Length == 0 ? 0 : sorted[(int)Math.Min(sorted.Length - 1, Math.Floor(share * sorted.Length))];

    /// <summary>Reads one answer, by its length or, where it comes in chunks, to the last of them.</summary>
    private static int Receive(Socket socket, byte[] buffer)
    {
        int have = 0;
        int whole = int.MaxValue;
        while (have < whole && !(whole == Chunked && buffer.AsSpan(0, have).EndsWith("0\r\n\r\n"u8)))
        {
            int read = socket.Receive(buffer, have, buffer.Length - have, SocketFlags.None);
            if (read == 0)
            {
                throw new InvalidOperationException("The server closed the connection.");
            }

            have += read;
            if (whole == int.MaxValue)
            {
                int head = buffer.AsSpan(0, have).IndexOf("\r\n\r\n"u8);
                int length = head < 0 ? 0 : LengthOf(buffer.AsSpan(0, head));
                whole = head < 0 ? whole : length == Chunked ? Chunked : head + 4 + length;
            }
        }

        return have;
    }

    private const int Chunked = int.MaxValue - 1;

    private static int LengthOf(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("HTTP/1.1 200"u8))
        {
            throw new InvalidOperationException(Encoding.ASCII.GetString(head));
        }

        int place = head.IndexOf("Content-Length: "u8);
        if (place < 0)
        {
            return Chunked;
        }

        var rest = head[(place + 16)..];
        int end = rest.IndexOf((byte)'\r');
        return int.Parse(end < 0 ? rest : rest[..end], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}

/// <summary>What came of it.</summary>
/// <param name="Median">Milliseconds.</param>
/// <param name="NinetyNinth">Milliseconds.</param>
/// <param name="Bytes">Of an answer with its head, on average.</param>
internal sealed record Load(int Requests, TimeSpan Duration, double Median, double NinetyNinth, double Bytes)
{
    public double PerSecond => Requests / Duration.TotalSeconds;
}
