using System.Buffers.Text;
using System.Text;
using FilmRec.Core;

namespace FilmRec.Tests;

public sealed class PageCursorTests
{
    [Theory]
    [InlineData(0, "", 0)]
    [InlineData(long.MinValue, "a : colon", long.MaxValue)]
    [InlineData(42, "千と千尋", -1)]
    public void What_is_encoded_comes_back(long number, string text, long id)
    {
        var cursor = new PageCursor("order", number, text, id);

        PageCursor.TryParse(cursor.Encode(), "order", out var parsed).ShouldBeTrue();
        parsed.ShouldBe(cursor);
    }

    [Fact]
    public void Real_keys_keep_every_bit()
    {
        PageCursor.TryParse(PageCursor.OfReal("order", 0.1 + 0.2, 7).Encode(), "order", out var parsed).ShouldBeTrue();

        parsed.Real.ShouldBe(0.1 + 0.2);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64 at all!")]
    [InlineData("AAAA")]
    [InlineData("////")]
    public void Anything_else_is_refused(string? cursor) => PageCursor.TryParse(cursor, "order", out _).ShouldBeFalse();

    [Theory]
    [InlineData("other:1:2:")]
    [InlineData("order:1:2")]
    [InlineData("order:x:2:")]
    [InlineData("order:1:9223372036854775808:")]
    [InlineData("order:1e3:2:")]
    [InlineData("order: 1:2:")]
    [InlineData("order:1:2:nul\0byte")]
    [InlineData("order:9218868437227405312:2:")] // the bits of infinity
    [InlineData("order:-1:2:")] // the bits of a NaN
    public void Forged_cursors_are_refused(string plain)
        => PageCursor.TryParse(Base64Url.EncodeToString(Encoding.UTF8.GetBytes(plain)), "order", out _).ShouldBeFalse();

    [Fact]
    public void Bytes_that_are_no_text_and_texts_that_no_title_is_are_refused()
    {
        PageCursor.TryParse(Base64Url.EncodeToString([.. "order:1:2:"u8, 0xFF]), "order", out _).ShouldBeFalse();
        PageCursor.TryParse(new PageCursor("order", 1, new string('x', 301), 2).Encode(), "order", out _).ShouldBeFalse();
    }
}
