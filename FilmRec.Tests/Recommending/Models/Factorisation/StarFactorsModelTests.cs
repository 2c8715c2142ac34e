using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Factorisation;
using FilmRec.Core.Recommending.Models.MovieMeans;

namespace FilmRec.Tests.Recommending.Models.Factorisation;

public sealed class StarFactorsModelTests
{
    private static readonly PlantedStars Planted = PlantedStars.Create();
    private static readonly StarFactorsOptions Small = new() { Factors = 3, Audiences = 2, Draws = 3, WarmUp = 6, SweepsPerDraw = 2 };
    private static readonly Lazy<StarFactorsModel> Trained = new(() => Train(Planted, Small));

    [Fact]
    public void Hidden_traits_are_recovered_better_than_means_can()
    {
        var model = Train(Planted, new StarFactorsOptions { Factors = 4, Audiences = 2 });
        var means = MovieMeansTrainer.Train(Planted.Data.Ratings, new MovieMeansOptions());

        double error = ErrorOf(model);

        error.ShouldBeLessThan(0.45 * ErrorOf(means));
        error.ShouldBeLessThan(0.35);
    }

    [Theory, InlineData(0), InlineData(3), InlineData(17)]
    public void Folding_in_solves_the_equation_of_each_draw(int viewer)
    {
        var posterior = Trained.Value.Posterior;
        KnownRating[] known = Planted.KnownOf(viewer);
        float[] direction = new float[posterior.Layout.ExpectedWidth];

        new StarFoldIn(posterior).Solve(known, direction);

        double[] expected = NaiveFoldIn.Direction(posterior, known);
        direction.Select(value => (double)value).ShouldBe(expected, 2e-4);
    }

    [Fact]
    public void A_viewer_without_ratings_is_taken_for_an_average_one()
    {
        var posterior = Trained.Value.Posterior;
        float[] direction = new float[posterior.Layout.ExpectedWidth];

        new StarFoldIn(posterior).Solve([], direction);

        for (int trait = 0; trait < posterior.Layout.Traits; trait++)
        {
            direction[trait].ShouldBe(posterior.Priors.Average(prior => prior.Mean[trait]), 1e-5f);
        }
    }

    [Fact]
    public void Signals_without_stars_change_nothing()
    {
        KnownRating[] known = Planted.KnownOf(4);
        KnownRating[] more = [.. known.Append(new(119, 0, 0, Signal.NotInterested)).Append(new(118, 0, 0, Signal.Watch)).OrderBy(rating => rating.Movie)];

        Stars(Trained.Value, more).ShouldBe(Stars(Trained.Value, known));
    }

    [Fact]
    public void Whoever_gives_everything_the_same_stars_is_expected_to_go_on_so()
    {
        foreach (byte halfStars in new byte[] { 1, 10 })
        {
            KnownRating[] known = [.. Enumerable.Range(0, 90).Select(movie => new KnownRating(movie, halfStars))];

            float[] stars = Stars(Trained.Value, known);

            stars.ShouldAllBe(value => value >= 0.5f && value <= 5);
            stars[90..].Average().ShouldBe(halfStars / 2f, 0.4f);
        }
    }

    [Fact]
    public void A_noisy_viewer_is_believed_less_than_a_steady_one()
    {
        // Both rate the first trait's films alike on average; one of them jumps about.
        KnownRating[] steady = [.. Enumerable.Range(0, 60).Select(movie => new KnownRating(movie, 6))];
        KnownRating[] noisy = [.. Enumerable.Range(0, 60).Select(movie => new KnownRating(movie, (byte)(movie % 2 == 0 ? 1 : 10)))];
        var posterior = Trained.Value.Posterior;
        float[] direction = new float[posterior.Layout.ExpectedWidth];

        double[] naive = [NaiveFoldIn.Noise(posterior, steady), NaiveFoldIn.Noise(posterior, noisy)];

        naive[0].ShouldBeGreaterThan(3 * naive[1]);
        new StarFoldIn(posterior).Solve(noisy, direction);
        direction.Select(value => (double)value).ShouldBe(NaiveFoldIn.Direction(posterior, noisy), 1e-3);
    }

    [Fact]
    public void Without_ratings_at_all_everything_is_as_usual()
    {
        var nothing = Planted.Data with { Ratings = Planted.Data.Ratings.Without(Enumerable.Repeat(true, Planted.Data.Ratings.Count).ToArray()) };

        var model = StarFactorsTrainer.Train(nothing, Small, new TrainingSettings(1, 1), TasteWorld.Silent, TestContext.Current.CancellationToken);

        Stars(model, [new(3, 8)]).ShouldAllBe(stars => float.IsFinite(stars));
    }

    [Fact]
    public void Another_seed_draws_another_model_that_says_nearly_the_same()
    {
        var other = Train(Planted, Small, seed: 2);

        float[] one = Stars(Trained.Value, Planted.KnownOf(0));
        float[] two = Stars(other, Planted.KnownOf(0));

        two.ShouldNotBe(one);
        Math.Sqrt(one.Zip(two, (a, b) => (double)(a - b) * (a - b)).Average()).ShouldBeLessThan(0.3);
    }

    [Theory, InlineData("factors", 200), InlineData("draws", 0), InlineData("prior-variance", 0)]
    public void Options_that_make_no_sense_are_refused_by_name(string option, double value)
        => Should.Throw<ArgumentOutOfRangeException>(() => StarFactorsKind.Kind.With(new Dictionary<string, double> { [option] = value }))
            .Message.ShouldContain(option);

    private static StarFactorsModel Train(PlantedStars planted, StarFactorsOptions options, int seed = 1)
        => StarFactorsTrainer.Train(planted.Data, options, new TrainingSettings(seed, 2), TasteWorld.Silent, CancellationToken.None);

    /// <summary>Over films that the viewers have not rated, against the stars without noise.</summary>
    private static double ErrorOf(IStarPredictor model)
    {
        double sum = 0;
        int count = 0;
        for (int viewer = 0; viewer < Planted.Data.Ratings.Viewers.Count; viewer++)
        {
            float[] stars = Stars(model, Planted.KnownOf(viewer));
            foreach (int movie in Enumerable.Range(0, stars.Length).Except(Planted.Data.Ratings.ColumnsOf(viewer).ToArray()))
            {
                double error = stars[movie] - Math.Clamp(Planted.Truth(viewer, movie), 0.5, 5);
                sum += error * error;
                count++;
            }
        }

        return Math.Sqrt(sum / count);
    }

    private static float[] Stars(IStarPredictor model, KnownRating[] known)
    {
        float[] stars = new float[model.Movies.Count];
        model.Predict(known, stars);
        return stars;
    }
}
