using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models.Content;

namespace FilmRec.Tests.Recommending.Models.Content;

public sealed class ContentPartsTests
{
    // Four films: two dramas of the nineties, one of them also at sea, a sea film of the eighties, and one of which nothing is known.
    private static readonly MovieFacts Facts = new(["Drama", "Sea"], [1, 3, 2, 0], [1994, 1999, 1985, 0]);

    private static readonly MovieTexts Texts = new(
        ["A lighthouse keeper waits.", "The keeper leaves the LIGHTHOUSE, the lighthouse!", "", ""], [["Slow "], ["slow", "SLOW"], ["storm"], []]);

    private static readonly ContentOptions Options = new() { GenreWeight = 2, DecadeWeight = 1, TagWeight = 1, WordWeight = 0.5f };

    [Fact]
    public void Terms_are_weighed_by_rarity_within_their_group()
    {
        float[][] dense = Dense(MovieTerms.Weigh(Facts, Texts, Options));

        // Of four films two are dramas, two at sea, two of the nineties, two slow; lighthouse, keeper and the rest of what two share are words.
        // The decade of the third, "storm" and words that one film alone has stand with one film, and count for nothing.
        double[] first = [2, 0, 1, 1, 0.5 / Math.Sqrt(2), 0.5 / Math.Sqrt(2)];
        double length = Math.Sqrt(first.Sum(weight => weight * weight));
        dense[0].Order().ShouldBe(first.Select(weight => (float)(weight / length)).Order(), 1e-5);
        dense[2].Order().ShouldBe([0, 0, 0, 0, 0, 1], 1e-5);
        dense[3].ShouldAllBe(weight => weight == 0);

        // The second film has both genres, so each counts 2/√2; "slow" and "lighthouse" stand twice there, which ln makes 1 + ln 2.
        double twice = 1 + Math.Log(2);
        double words = Math.Sqrt(1 + twice * twice);
        double[] second = [2 / Math.Sqrt(2), 2 / Math.Sqrt(2), 1, 1, 0.5 * twice / words, 0.5 / words];
        length = Math.Sqrt(second.Sum(weight => weight * weight));
        dense[1].Order().ShouldBe(second.Select(weight => (float)(weight / length)).Order(), 1e-5);
    }

    [Fact]
    public void A_group_without_weight_leaves_no_trace()
    {
        var terms = MovieTerms.Weigh(Facts, Texts, Options with { GenreWeight = 0, TagWeight = 0, WordWeight = 0 });

        Dense(terms)[0].Count(weight => weight != 0).ShouldBe(1);
    }

    [Fact]
    public void Products_with_a_matrix_are_those_of_the_definition()
    {
        var terms = MovieTerms.Weigh(Facts, Texts, Options);
        float[][] dense = Dense(terms);
        const int K = 3;
        float[] x = [.. Enumerable.Range(0, terms.Terms * K).Select(n => MathF.Sin(n))];
        float[] y = new float[terms.Movies * K];

        terms.Multiply(x, K, y);

        for (int entry = 0; entry < y.Length; entry++)
        {
            y[entry].ShouldBe(Enumerable.Range(0, terms.Terms).Sum(term => dense[entry / K][term] * x[term * K + entry % K]), 1e-5);
        }

        terms.MultiplyTurned(y, K, x);
        for (int entry = 0; entry < x.Length; entry++)
        {
            x[entry].ShouldBe(Enumerable.Range(0, terms.Movies).Sum(movie => dense[movie][entry / K] * y[movie * K + entry % K]), 1e-5);
        }
    }

    [Fact]
    public void With_a_number_for_each_term_inner_products_stay_as_they_are()
    {
        var terms = MovieTerms.Weigh(Facts, Texts, Options);
        float[][] dense = Dense(terms);

        float[] projected = LatentSemantics.Project(terms, terms.Terms, seed: 1, TestContext.Current.CancellationToken);

        for (int a = 0; a < terms.Movies; a++)
        {
            for (int b = 0; b < terms.Movies; b++)
            {
                Enumerable.Range(0, terms.Terms).Sum(n => projected[a * terms.Terms + n] * projected[b * terms.Terms + n])
                    .ShouldBe(dense[a].Zip(dense[b], (left, right) => left * right).Sum(), 1e-4);
            }
        }
    }

    [Fact]
    public void The_first_number_keeps_as_much_as_one_number_can()
    {
        // Two groups of alike films, the larger group first: one number can tell apart only one of them.
        var terms = new TermMatrix(2, [0, 1, 2, 3], [0, 0, 1], [1, 1, 1]);

        float[] projected = LatentSemantics.Project(terms, 1, seed: 1, TestContext.Current.CancellationToken);

        Math.Abs(projected[0]).ShouldBe(1, 0.01);
        Math.Abs(projected[1]).ShouldBe(1, 0.01);
        projected[2].ShouldBe(0, 0.1);
    }

    private static float[][] Dense(TermMatrix terms)
    {
        float[][] dense = [.. Enumerable.Range(0, terms.Movies).Select(_ => new float[terms.Terms])];
        for (int movie = 0; movie < terms.Movies; movie++)
        {
            for (int n = terms.Starts[movie]; n < terms.Starts[movie + 1]; n++)
            {
                dense[movie][terms.Columns[n]] = terms.Weights[n];
            }
        }

        return dense;
    }
}
