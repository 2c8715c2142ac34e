using System.Text;
using FilmRec.Core.Bulk;

namespace FilmRec.Tests.Bulk;

public sealed class BulkLinesTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void Lines_are_counted_as_editors_do_and_empty_ones_left_out()
        => Read("\uFEFF{1}\r\n\n  \n{2}\n\t{3}").ShouldBe(["1 {1}", "4 {2}", "5 {3}"]);

    [Fact]
    public void A_last_line_without_an_end_counts()
    {
        Read("a\nb").ShouldBe(["1 a", "2 b"]);
        Read("a\nb\n").ShouldBe(["1 a", "2 b"]);
        Read("").ShouldBeEmpty();
        Read("\n\n").ShouldBeEmpty();
    }

    [Fact]
    public void A_line_over_8_kB_is_too_long_and_the_next_one_is_read()
    {
        string longest = new('a', 8 * 1024);
        Read($"{longest}\n{longest}\r\nb").ShouldBe([$"1 {longest}", $"2 {longest}", "3 b"]);
        Read($"{longest}aa\nb").ShouldBe(["1 !", "2 b"]);
        Read($"x\n{new string('a', 3_000_000)}\nb\n{new string('c', 700_000)}").ShouldBe(["1 x", "2 !", "3 b", "4 !"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8_191)]
    public void Lines_that_lie_across_the_buffer_are_whole(int length)
    {
        string[] lines = [.. Enumerable.Range(0, 600_000 / length).Take(200_000).Select(n => $"{n}".PadRight(length, 'x')[..length])];

        Read(string.Join('\n', lines)).ShouldBe(lines.Select((line, n) => $"{n + 1} {line}"));
    }

    public void Dispose() => File.Delete(_path);

    private List<string> Read(string text)
    {
        File.WriteAllBytes(_path, Encoding.UTF8.GetBytes(text));
        using var lines = new BulkLines(_path);
        var read = new List<string>();
        while (lines.TryRead(out var line, out bool isTooLong))
        {
            read.Add($"{lines.Number} {(isTooLong ? "!" : Encoding.UTF8.GetString(line))}");
        }

        return read;
    }
}
