using System.Text;
using FilmRec.Core.TextFiles;

namespace FilmRec.Tests.TextFiles;

public sealed class FieldsTests
{
    [Theory]
    [InlineData("1,Heat (1995),Action", new[] { "1", "Heat (1995)", "Action" })]
    [InlineData("11,\"American President, The (1995)\",Comedy", new[] { "11", "American President, The (1995)", "Comedy" })]
    [InlineData("3,\"\"\"Great Performances\"\" Cats (1998)\",Musical", new[] { "3", "\"Great Performances\" Cats (1998)", "Musical" })]
    [InlineData("a,,", new[] { "a", "", "" })]
    [InlineData("", new[] { "" })]
    public void Commas_separate_unless_they_stand_in_quotation_marks(string line, string[] fields) => Fields.SplitCsv(line).ShouldBe(fields);

    [Theory]
    [InlineData("1,\"Heat (1995),Action")]
    [InlineData("1,\"Heat\" (1995),Action")]
    [InlineData("\"")]
    public void A_quotation_mark_that_is_not_closed_spoils_the_line(string line) => Fields.SplitCsv(line).ShouldBeNull();

    [Theory]
    [InlineData("1,2,3.5,4", 4)]
    [InlineData("1,2", 2)]
    [InlineData("1,2,3,4,5,6", 6)]
    [InlineData("", 1)]
    public void All_fields_of_a_line_of_numbers_are_counted(string line, int count)
    {
        Span<Range> fields = stackalloc Range[4];
        Fields.Split(Encoding.UTF8.GetBytes(line), ","u8, fields).ShouldBe(count);
    }

    [Theory]
    [InlineData("12", true)]
    [InlineData("\"12\"", true)]
    [InlineData("0", false)]
    [InlineData("-3", false)]
    [InlineData("12x", false)]
    [InlineData("99999999999", false)]
    [InlineData("99999999999999999999999", false)]
    [InlineData("", false)]
    public void Ids_are_whole_positive_numbers(string field, bool valid)
        => Fields.TryId(Encoding.UTF8.GetBytes(field), out _).ShouldBe(valid);
}
