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

    [Theory, InlineData(0), InlineData(3), InlineData(17)]
    public void A_guess_is_the_sum_of_its_start_and_of_what_each_rating_adds(int viewer)
    {
        KnownRating[] known = [.. Planted.KnownOf(viewer).Append(new(119, 0, 0, Signal.Watchlist)).DistinctBy(rating => rating.Movie).OrderBy(rating => rating.Movie)];
        float[] predicted = new float[1];
        float[] adds = new float[known.Length];
        foreach (int movie in new[] { 0, 41, 119 })
        {
            Trained.Value.Predict(known, [movie], predicted);

            var account = Trained.Value.Explain(known, movie, adds)!.Value;

            Math.Clamp(account.Start + adds.Sum(), 0.5f, 5).ShouldBe(predicted[0], 2e-3f);
            adds.Where((_, n) => known[n].Signal != Signal.Rating).ShouldAllBe(stars => stars == 0);
        }
    }

    [Fact]
    public void Two_ratings_of_three_lie_within_one_deviation()
    {
        int inside = 0;
        int all = 0;
        foreach (int viewer in Enumerable.Range(0, 100))
        {
            // Every fourth rating is hidden from the fold-in, and looked for in the range.
            KnownRating[] given = Planted.KnownOf(viewer);
            KnownRating[] known = [.. given.Where((_, n) => n % 4 != 0)];
            float[] predicted = new float[1];
            float[] adds = new float[known.Length];
            foreach (var rating in given.Where((_, n) => n % 4 == 0))
            {
                Trained.Value.Predict(known, [rating.Movie], predicted);
                float deviation = Trained.Value.Explain(known, rating.Movie, adds)!.Value.Deviation;
                inside += Math.Abs(predicted[0] - (rating.HalfStars / 2f)) <= deviation ? 1 : 0;
                all++;
            }
        }

        ((double)inside / all).ShouldBeInRange(0.6, 0.8);
    }

    [Fact]
    public void A_steady_viewer_is_foreseen_more_closely_than_a_noisy_one_and_a_stranger_not_at_all()
    {
        KnownRating[] steady = [.. Enumerable.Range(0, 60).Select(movie => new KnownRating(movie, 6))];
        KnownRating[] noisy = [.. Enumerable.Range(0, 60).Select(movie => new KnownRating(movie, (byte)(movie % 2 == 0 ? 1 : 10)))];
        float[] adds = new float[60];

        float close = Trained.Value.Explain(steady, 90, adds)!.Value.Deviation;
        float wide = Trained.Value.Explain(noisy, 90, adds)!.Value.Deviation;

        wide.ShouldBeGreaterThan(1.5f * close);
        Trained.Value.Explain([], 90, []).ShouldBeNull();
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
