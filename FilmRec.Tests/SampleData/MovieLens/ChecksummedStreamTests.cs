using System.IO.Compression;
using System.Text;
using FilmRec.Core.SampleData.MovieLens;

namespace FilmRec.Tests.SampleData.MovieLens;

public sealed class ChecksummedStreamTests
{
    [Theory]
    [InlineData("", 0u)]
    [InlineData("123456789", 0xCBF43926u)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414FA339u)]
    public void The_checksum_is_that_of_zip_files(string text, uint expected)
    {
        var checksum = new Crc32();
        foreach (byte[] part in Encoding.ASCII.GetBytes(text).Chunk(5))
        {
            checksum.Add(part);
        }

        var atOnce = new Crc32();
        atOnce.Add(Encoding.ASCII.GetBytes(text));
        checksum.Value.ShouldBe(expected);
        atOnce.Value.ShouldBe(expected);
    }

    [Fact]
    public void A_changed_byte_in_a_stored_file_is_noticed_at_its_end()
    {
        string path = Path.GetTempFileName();
        File.Delete(path);
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        using (var entry = zip.CreateEntry("ratings.csv", CompressionLevel.NoCompression).Open())
        {
            entry.Write("userId,movieId,rating,timestamp\n1,1,4.0,964982703\n"u8);
        }

        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.AsSpan().IndexOf("964982703"u8)] = (byte)'8';
        File.WriteAllBytes(path, bytes);

        using (var source = new ZipSource(path))
        using (var stream = source.Open("ratings.csv"))
        {
            Should.Throw<InvalidDataException>(() => stream.CopyTo(Stream.Null)).Message.ShouldContain("checksum");
        }

        File.Delete(path);
    }
}
