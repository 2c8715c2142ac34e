using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models;

/// <summary>Writes a model file: the mark, the kind and its version, then what the kind adds, then a SHA-256 over all of it. Little-endian throughout.</summary>
/// <remarks>Read back by <see cref="ModelReader"/> in the same order. The stream is left open.</remarks>
public sealed class ModelWriter : IDisposable
{
    internal const uint Mark = 0x4D52_4C46; // "FLRM"
    internal const int MaximumKindLength = 64;

    private readonly Stream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <param name="stream">Where to.</param>
    /// <param name="kind">The kind's name.</param>
    /// <param name="version">Of the kind's layout; goes up when the layout changes.</param>
    public ModelWriter(Stream stream, string kind, int version)
    {
        _stream = stream;
        Write(unchecked((int)Mark));
        byte[] name = Encoding.UTF8.GetBytes(kind);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, MaximumKindLength, nameof(kind));
        Write(name.Length);
        WriteBytes(name);
        Write(version);
    }

    public void Write(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        WriteBytes(bytes);
    }

    public void Write(float value) => Write(BitConverter.SingleToInt32Bits(value));

    /// <summary>Count, then the values.</summary>
    public void Write(ReadOnlySpan<int> values) => WriteArray(values);

    /// <summary>Count, then the values.</summary>
    public void Write(ReadOnlySpan<float> values) => WriteArray(values);

    /// <summary>Count, then the values.</summary>
    public void Write(ReadOnlySpan<byte> values) => WriteArray(values);

    public void Write(Vocabulary vocabulary) => Write(vocabulary.Ids);

    /// <summary>Writes the checksum. Call it last; without it the file is refused.</summary>
    public void Finish() => _stream.Write(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();

    private void WriteArray<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        // The whole format leans on it, and every machine that .NET 10 supports with SIMD has it.
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Model files are written on little-endian machines only.");
        }

        Write(values.Length);
        const int Slice = 1 << 18;
        for (int start = 0; start < values.Length; start += Slice)
        {
            WriteBytes(MemoryMarshal.AsBytes(values[start..Math.Min(values.Length, start + Slice)]));
        }
    }

    private void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        _stream.Write(bytes);
    }
}
