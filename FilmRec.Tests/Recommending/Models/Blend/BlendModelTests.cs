using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Als;
using FilmRec.Core.Recommending.Models.Blend;
using FilmRec.Core.Recommending.Models.Ease;
using FilmRec.Core.Recommending.Models.Neighbours;
using FilmRec.Core.Recommending.Models.Trends;

namespace FilmRec.Tests.Recommending.Models.Blend;

public sealed class BlendModelTests
{
    private static readonly BlendModel Model = BlendTrainer.Train(
        TasteWorld.Create(), new BlendOptions { Folds = 0 }, new TrainingSettings(1, 2), TasteWorld.Silent, CancellationToken.None);

    [Fact]
    public void A_score_is_the_weighted_sum_of_the_parts_scores()
    {
        var known = TasteWorld.Loves(0, 3, 12);
        float[] expected = new float[TasteWorld.Movies];
        for (int part = 0; part < Model.Parts.Count; part++)
        {
            float[] own = Scores(Model.Parts[part], known);
            float weight = Model.WeightOf(part, known.Length);
            expected = [.. expected.Zip(own, (sum, score) => sum + weight * score)];
        }

        Scores(Model, known).ShouldBe(expected, 1e-4);
    }

    [Fact]
    public void A_rating_contributes_what_it_contributes_to_the_parts()
    {
        KnownRating[] known = [new(1, 10), new(4, 7), new(6, 0, 0, Signal.Watch), new(12, 2), new(15, 0, 0, Signal.NotInterested)];
        int[] movies = [0, 7, 19, TasteWorld.Unseen];
        float[] expected = new float[movies.Length * known.Length];
        for (int part = 0; part < Model.Parts.Count; part++)
        {
            if (Model.Parts[part] is IExplainer explainer)
            {
                float[] own = new float[expected.Length];
                explainer.Explain(known, movies, own);
                float weight = Model.WeightOf(part, known.Length);
                expected = [.. expected.Zip(own, (sum, contribution) => sum + weight * contribution)];
            }
        }

        float[] contributions = new float[expected.Length];
        Model.Explain(known, movies, contributions);

        contributions.ShouldBe(expected, 1e-4);
    }

    [Fact]
    public void Without_one_of_the_ratings_the_score_is_less_by_what_it_contributed_where_the_parts_are_sums()
    {
        // EASE and neighbours are sums over what is known; ALS solves anew, and content takes a mean. All of these viewers are in the first slice.
        int slices = BlendWeights.Slices;
        float[] weights = [.. Model.Parts.SelectMany(part => Enumerable.Repeat(part is EaseModel ? 6f : part is NeighboursModel ? 0.5f : 0, slices))];
        var sums = new BlendModel(Model.Movies, [.. Model.Parts], new BlendWeights(weights));
        KnownRating[] known = [new(1, 10), new(4, 7), new(6, 0, 0, Signal.Watch), new(12, 2), new(15, 0, 0, Signal.NotInterested)];
        int[] movies = [.. Enumerable.Range(0, TasteWorld.Movies)];
        float[] contributions = new float[movies.Length * known.Length];
        sums.Explain(known, movies, contributions);
        float[] scores = Scores(sums, known);

        for (int left = 0; left < known.Length; left++)
        {
            float[] without = Scores(sums, [.. known.Where((_, n) => n != left)]);
            without.ShouldBe(movies.Select(movie => scores[movie] - contributions[movie * known.Length + left]), 1e-4);
        }
    }

    [Fact]
    public void What_is_like_a_film_that_does_not_interest_sinks_in_every_personal_part()
    {
        var loved = TasteWorld.Loves(1, 4);
        KnownRating[] warned = [.. TasteWorld.Loves(1), new(2, 0, 0, Signal.NotInterested), .. TasteWorld.Loves(4)];

        foreach (var part in Model.Parts.OfType<IExplainer>().Append(Model))
        {
            float[] before = Scores(part, loved);
            float[] after = Scores(part, warned);
            TasteWorld.Sea.Except([1, 2, 4]).Average(movie => after[movie]).ShouldBeLessThan(TasteWorld.Sea.Except([1, 2, 4]).Average(movie => before[movie]), part.Kind);
        }
    }

    [Fact]
    public void Whoever_has_rated_nothing_gets_what_everybody_likes()
        => Order(Scores(Model, [])).ShouldBe(Order(Scores(Model.Parts.OfType<TrendsModel>().Single(), [])));

    [Fact]
    public void Weights_pass_over_evenly_from_slice_to_slice()
    {
        var weights = new BlendWeights([1, 2, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

        weights.At(0, 0).ShouldBe(1);
        weights.At(0, 10).ShouldBe(1);
        weights.At(0, 20).ShouldBe(1.5f, 1e-5f); // half way from 10 to 40 in the logarithm
        weights.At(0, 40).ShouldBe(2, 1e-5f);
        weights.At(0, 80).ShouldBe(3, 1e-5f);
        weights.At(0, 160).ShouldBe(4);
        weights.At(0, 5000).ShouldBe(4);
    }

    [Fact]
    public void Parts_that_were_trained_already_are_taken_as_they_are()
    {
        var data = TasteWorld.Create();
        var settings = new TrainingSettings(1, 2);
        ITrainedModel[] trained = [AlsKind.Kind.Train(data, settings, TasteWorld.Silent, CancellationToken.None), EaseKind.Kind.Train(data, settings, TasteWorld.Silent, CancellationToken.None)];

        var blend = BlendTrainer.Train(data, new BlendOptions { Folds = 0 }, settings with { Trained = trained }, TasteWorld.Silent, CancellationToken.None);

        trained.ShouldBeSubsetOf(blend.Parts);
    }

    [Fact]
    public void Weights_are_learned_from_viewers_whom_the_parts_do_not_know()
    {
        var learned = BlendTrainer.Train(
            TasteWorld.Create(), new BlendOptions { Folds = 2, Caution = 0 }, new TrainingSettings(1, 2), TasteWorld.Silent, CancellationToken.None);
        float[] scores = Scores(learned, TasteWorld.Loves(0, 3, 5, 8));

        int[] rest = [.. TasteWorld.Sea.Except([0, 3, 5, 8])];
        rest.Min(movie => scores[movie]).ShouldBeGreaterThan(TasteWorld.Space.Max(movie => scores[movie]));
        Order(Scores(learned, [])).ShouldBe(Order(Scores(learned.Parts.OfType<TrendsModel>().Single(), [])));
    }

    private static int[] Order(float[] scores) => [.. Enumerable.Range(0, scores.Length).OrderByDescending(movie => scores[movie]).ThenBy(movie => movie)];

    private static float[] Scores(IRecommender model, KnownRating[] known)
    {
        float[] scores = new float[TasteWorld.Movies];
        model.Score(known, scores);
        return scores;
    }
}
