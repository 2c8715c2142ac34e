using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Blend;

namespace FilmRec.Tests.Recommending.Models.Blend;

public sealed class BlendFitTests
{
    private const int Movies = 150;

    [Fact]
    public void Nobody_to_learn_from_leaves_the_weights_they_start_from()
        => BlendFit.Search([], 0, 1, TasteWorld.Silent, CancellationToken.None).Values.ToArray()
            .ShouldBe(Enumerable.Range(0, BlendParts.Kinds.Count).SelectMany(part => Enumerable.Repeat(BlendParts.Start[part] / BlendParts.Sizes[part], BlendWeights.Slices)), 1e-6);

    [Fact]
    public void A_case_is_judged_by_the_rank_of_what_was_hidden()
    {
        // The first part ranks by row; the second says nothing.
        var only = Case(part: 0, hidden: [2, 5]);

        double ideal = 1 / Math.Log2(2) + 1 / Math.Log2(3);
        only.Judge(Weights(1, 0)).ShouldBe((1 / Math.Log2(4) + 1 / Math.Log2(7)) / ideal, 1e-9);
    }

    [Fact]
    public void A_part_that_knows_better_gains_weight_and_one_that_misleads_loses_it()
    {
        BlendCase[] cases = [.. Enumerable.Range(0, 40).Select(n => Case(part: 1, hidden: [n % 3, 3 + n % 4]))];

        var weights = BlendFit.Search(cases, 0, 2, TasteWorld.Silent, CancellationToken.None);

        cases.Average(only => only.Judge(weights)).ShouldBeGreaterThan(cases.Average(only => only.Judge(BlendFit.Search([], 0, 1, TasteWorld.Silent, CancellationToken.None))));
        (weights.At(1, 10) / weights.At(0, 10)).ShouldBeGreaterThan(BlendParts.Start[1] / BlendParts.Sizes[1] / (BlendParts.Start[0] / BlendParts.Sizes[0]));
    }

    [Fact]
    public void Caution_keeps_the_weights_where_they_are()
    {
        BlendCase[] cases = [.. Enumerable.Range(0, 40).Select(n => Case(part: 1, hidden: [n % 3, 3 + n % 4]))];

        BlendFit.Search(cases, 1e6f, 2, TasteWorld.Silent, CancellationToken.None).Values.ToArray()
            .ShouldBe(BlendFit.Search([], 0, 1, TasteWorld.Silent, CancellationToken.None).Values.ToArray());
    }

    [Fact]
    public void No_part_falls_silent()
    {
        BlendCase[] cases = [.. Enumerable.Range(0, 40).Select(n => Case(part: 1, hidden: [n % 3, 3 + n % 4]))];

        BlendFit.Search(cases, 0, 2, TasteWorld.Silent, CancellationToken.None).Values.ToArray().ShouldAllBe(weight => weight > 0);
    }

    /// <summary>One part ranks by row, the first when it is not that one ranks the other way round, the rest say nothing.</summary>
    private static BlendCase Case(int part, int[] hidden)
    {
        IRecommender[] parts = [.. Enumerable.Range(0, BlendParts.Kinds.Count).Select(n => new Ranks(n == part ? -1 : n == 0 ? 1 : 0))];
        return BlendCase.Of(parts, [new KnownRating(Movies - 1, 10)], hidden, 200, [.. parts.Select(_ => new float[Movies])]);
    }

    private static BlendWeights Weights(params float[] parts)
        => new([.. Enumerable.Range(0, BlendParts.Kinds.Count).SelectMany(part => Enumerable.Repeat(part < parts.Length ? parts[part] : 0, BlendWeights.Slices))]);

    private sealed class Ranks(float direction) : IRecommender
    {
        public string Kind => "ranks";
        public Vocabulary Movies { get; } = new([.. Enumerable.Range(0, BlendFitTests.Movies)]);

        public void Score(ReadOnlySpan<KnownRating> known, Span<float> scores)
        {
            for (int movie = 0; movie < scores.Length; movie++)
            {
                scores[movie] = direction * movie / BlendFitTests.Movies;
            }
        }

        public void Save(Stream stream) => throw new NotSupportedException();
    }
}
