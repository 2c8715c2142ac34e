using System.Text;
using FilmRec.Core.TextFiles;

namespace FilmRec.Tests.TextFiles;

public sealed class DataLinesTests
{
    [Theory]
    [InlineData("a\nb\n", "1:a 2:b")]
    [InlineData("a\r\nb", "1:a 2:b")]
    [InlineData("\uFEFFa\n\n\nb\n", "1:a 4:b")]
    [InlineData("", "")]
    [InlineData("\n\n", "")]
    public void Lines_come_with_their_numbers_and_without_their_ends(string content, string expected)
        => Read(Encoding.UTF8.GetBytes(content)).ShouldBe(expected);

    [Fact]
    public void A_line_that_is_too_long_is_left_out_and_the_next_one_is_right_again()
    {
        string tooLong = new('x', (5 * DataLines.MaximumLength) + 3);
        string justRight = new('y', DataLines.MaximumLength - 1);

        Read(Encoding.UTF8.GetBytes($"a\n{tooLong}\nb\n{justRight}\n{tooLong}")).ShouldBe($"1:a 2:(too long) 3:b 4:{justRight} 5:(too long)");
    }

    [Fact]
    public void Many_lines_pass_through_the_buffer_whole()
    {
        string[] lines = [.. Enumerable.Range(1, 100_000).Select(n => $"line {n}")];

        using var reader = new DataLines(new Trickle(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
        foreach (string line in lines)
        {
            reader.TryRead(out var bytes).ShouldBeTrue();
            Encoding.UTF8.GetString(bytes).ShouldBe(line);
        }

        reader.TryRead(out _).ShouldBeFalse();
        reader.Number.ShouldBe(100_000);
    }

    private static string Read(byte[] content)
    {
        using var lines = new DataLines(new MemoryStream(content));
        var read = new List<string>();
        while (lines.TryRead(out var line))
        {
            read.Add($"{lines.Number}:{(lines.IsTooLong ? "(too long)" : Encoding.UTF8.GetString(line))}");
        }

        return string.Join(' ', read);
    }

    // Hands out odd numbers of bytes, as networks and decompressors do.
    private sealed class Trickle(byte[] content) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1_237));
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1_237)]);
    }
}
