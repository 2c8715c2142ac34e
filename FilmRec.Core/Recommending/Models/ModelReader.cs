using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models;

/// <summary>Reads what <see cref="ModelWriter"/> wrote and believes none of it: every doubt is an <see cref="InvalidDataException"/>.</summary>
/// <remarks>Arrays grow as the bytes arrive, so a file that lies about a size cannot make the program allocate more than twice what the file holds.</remarks>
public sealed class ModelReader : IDisposable
{
    private const int FirstSlice = 1 << 16;

    private readonly Stream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <param name="stream">From where; read from its position on, left open.</param>
    /// <param name="kind">The kind that is expected.</param>
    /// <param name="version">The one version of the layout that the kind can read.</param>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public ModelReader(Stream stream, string kind, int version)
    {
        _stream = stream;
        Require(unchecked((uint)ReadInt()) == ModelWriter.Mark, "This is not a model file of FilmRec.");
        int length = ReadInt(0, ModelWriter.MaximumKindLength);
        byte[] name = new byte[length];
        ReadBytes(name);
        string found = Encoding.UTF8.GetString(name);
        Require(found == kind, $"This is a model of the kind \"{found}\", not \"{kind}\".");
        int foundVersion = ReadInt();
        Require(foundVersion == version, $"This {kind} model has the layout {foundVersion}; this program reads {version}. Train it anew.");
    }

    public int ReadInt()
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        ReadBytes(bytes);
        return BinaryPrimitives.ReadInt32LittleEndian(bytes);
    }

    /// <summary>A whole number that must lie in a range, ends included.</summary>
    public int ReadInt(int minimum, int maximum)
    {
        int value = ReadInt();
        Require(value >= minimum && value <= maximum, $"The model file holds {value} where {minimum} to {maximum} is possible.");
        return value;
    }

    /// <summary>A finite number.</summary>
    public float ReadFloat()
    {
        float value = BitConverter.Int32BitsToSingle(ReadInt());
        Require(float.IsFinite(value), "The model file holds a number that is not finite.");
        return value;
    }

    /// <summary>As many whole numbers as expected.</summary>
    public int[] ReadInts(int count) => ReadArray<int>(count);

    /// <summary>As many bytes as expected.</summary>
    public byte[] ReadByteArray(int count) => ReadArray<byte>(count);

    /// <summary>As many numbers as expected, all finite.</summary>
    public float[] ReadFloats(int count)
    {
        float[] values = ReadArray<float>(count);
        Require(values.Length == 0 || TensorPrimitives.IsFiniteAll(values), "The model file holds a number that is not finite.");
        return values;
    }

    /// <summary>Distinct ascending ids.</summary>
    public Vocabulary ReadVocabulary()
    {
        int[] ids = ReadArray<int>(null);
        for (int row = 1; row < ids.Length; row++)
        {
            Require(ids[row] > ids[row - 1], "The model file's ids do not ascend.");
        }

        return new Vocabulary(ids);
    }

    /// <summary>Checks the checksum and that nothing follows. Call it last.</summary>
    public void Finish()
    {
        byte[] expected = _hash.GetHashAndReset();
        byte[] found = new byte[expected.Length];
        Require(_stream.ReadAtLeast(found, found.Length, throwOnEndOfStream: false) == found.Length, "The model file ends too early.");
        Require(found.AsSpan().SequenceEqual(expected), "The model file is damaged: its checksum does not fit.");
        Require(_stream.ReadByte() < 0, "The model file goes on after its end.");
    }

    /// <summary>Throws unless what was read makes sense.</summary>
    /// <exception cref="InvalidDataException">It does not.</exception>
    public static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new InvalidDataException(message);
        }
    }

    public void Dispose() => _hash.Dispose();

    private T[] ReadArray<T>(int? expected)
        where T : unmanaged
    {
        int count = ReadInt(0, Array.MaxLength);
        Require(expected is null || count == expected, $"The model file holds {count} values where {expected} belong.");
        var values = new T[Math.Min(count, FirstSlice)];
        int filled = 0;
        while (filled < count)
        {
            if (filled == values.Length)
            {
                Array.Resize(ref values, (int)Math.Min(count, 2L * values.Length));
            }

            ReadBytes(MemoryMarshal.AsBytes(values.AsSpan(filled)));
            filled = values.Length;
        }

        return values;
    }

    private void ReadBytes(Span<byte> bytes)
    {
        Require(_stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length, "The model file ends too early.");
        _hash.AppendData(bytes);
    }
}
