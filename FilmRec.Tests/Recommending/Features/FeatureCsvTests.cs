using System.Globalization;
using FilmRec.Core.Recommending.Features;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Tests.Recommending.Features;

public sealed class FeatureCsvTests
{
    [Fact]
    public void A_table_has_a_heading_and_a_line_for_each_row()
        => Written(["count", "share:Drama"], [1.5f, -0.25f, 1e-9f, 12.34567f]).ShouldBe("viewer_id,count,share:Drama\n3,1.5,-0.25\n70,0,12.34567\n");

    [Fact]
    public void Names_with_separators_stand_in_quotes()
        => Written(["share:Love, \"Actually\"", "x"], [0, 0, 0, 0]).ShouldStartWith("viewer_id,\"share:Love, \"\"Actually\"\"\",x\n");

    [Fact]
    public void Numbers_look_the_same_in_every_language()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            Written(["a", "b"], [1.5f, 0, 0, 0]).ShouldContain("3,1.5,0\n");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Written(string[] columns, float[] values)
    {
        using var writer = new StringWriter();
        FeatureCsv.Write(writer, "viewer_id", new Vocabulary([3, 70]), new FeatureTable(columns, values), TestContext.Current.CancellationToken);
        return writer.ToString();
    }
}
