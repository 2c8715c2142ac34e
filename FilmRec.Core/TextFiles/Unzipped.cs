using System.IO.Compression;

namespace FilmRec.Core.TextFiles;

/// <summary>Files that may be compressed with gzip, told by their first two bytes and never by their name.</summary>
internal static class Unzipped
{
    /// <param name="stream">At its beginning; can be sought in. Disposed together with what is returned.</param>
    /// <returns>The text: the stream itself, or what it unpacks to.</returns>
    public static Stream Of(Stream stream)
    {
        Span<byte> first = stackalloc byte[2];
        bool isGzip = stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false) == first.Length && first is [0x1F, 0x8B];
        stream.Position = 0;
        return isGzip ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }
}
