using System.Collections.Concurrent;
using FilmRec.Core;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Blend;

namespace FilmRec.Tests.Recommending.Models;

/// <summary>What every kind of model promises. A kind that is added to <see cref="ModelKinds"/> is tested here without another line.</summary>
public sealed class ModelContractTests
{
    private static readonly ConcurrentDictionary<string, ITrainedModel> Models = [];

    public static TheoryData<string> Kinds => [.. ModelKinds.All.Select(kind => kind.Name)];

    public static TheoryData<string> StarKinds => [.. ModelKinds.All.Where(kind => !kind.Ranks).Select(kind => kind.Name)];

    public static TheoryData<string> PersonalKinds
        => [.. ModelKinds.All.Where(kind => kind.Ranks && Trained(kind.Name) is IExplainer).Select(kind => kind.Name)];

    [Theory, MemberData(nameof(Kinds))]
    public void A_kind_trains_what_it_says(string name)
    {
        var kind = Find(name);

        var model = Trained(name);

        model.Kind.ShouldBe(kind.Name);
        model.Movies.Ids.ToArray().ShouldBe(TasteWorld.Create().Ratings.Movies.Ids.ToArray());
        (model is IRecommender).ShouldBe(kind.Ranks);
        (model is IRecommender or IStarPredictor).ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Every_movie_gets_a_finite_value_for_any_viewer(string name)
    {
        var model = Trained(name);

        foreach (KnownRating[] known in Viewers())
        {
            Values(model, known).ShouldAllBe(value => float.IsFinite(value));
        }
    }

    [Theory, MemberData(nameof(StarKinds))]
    public void Predicted_stars_stay_on_the_scale(string name)
    {
        var model = (IStarPredictor)Trained(name);

        foreach (KnownRating[] known in Viewers())
        {
            Values(model, known).ShouldAllBe(stars => stars >= 0.5f && stars <= 5f);
        }
    }

    [Theory, MemberData(nameof(StarKinds))]
    public void Stars_of_chosen_films_are_those_of_the_whole_list(string name)
    {
        var model = (IStarPredictor)Trained(name);
        int[] chosen = [TasteWorld.Unseen, 3, 11, 0];
        float[] stars = new float[chosen.Length];

        foreach (KnownRating[] known in Viewers())
        {
            model.Predict(known, chosen, stars);

            float[] all = Values(model, known);
            stars.ShouldBe(chosen.Select(movie => all[movie]), 1e-5);
        }
    }

    [Theory, MemberData(nameof(StarKinds))]
    public void Only_ratings_are_read_as_stars(string name)
    {
        var model = (IStarPredictor)Trained(name);
        KnownRating[] rated = [new(2, 9), new(13, 3)];
        KnownRating[] more = [rated[0], new(5, 0, 0, Signal.NotInterested), new(7, 0, 0, Signal.Watch), rated[1], new(14, 0, 0, Signal.Watchlist)];

        // Whatever else is known may say what the viewer chooses, but must not pull the stars down as a rating of none would.
        float[] without = Values(model, rated);
        float[] with = Values(model, more);
        without.Zip(with, (one, other) => Math.Abs(one - other)).Max().ShouldBeLessThan(0.25f);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_model_comes_back_from_disk_as_it_was(string name)
    {
        var kind = Find(name);
        var model = Trained(name);

        var copy = kind.Load(new MemoryStream(Saved(model)));

        copy.Kind.ShouldBe(kind.Name);
        copy.Movies.Ids.ToArray().ShouldBe(model.Movies.Ids.ToArray());
        Saved(copy).ShouldBe(Saved(model));
        foreach (KnownRating[] known in Viewers())
        {
            Values(copy, known).ShouldBe(Values(model, known));
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_file_that_ends_too_early_is_refused(string name)
    {
        var kind = Find(name);
        byte[] file = Saved(Trained(name));

        for (int length = 0; length < file.Length; length += Math.Max(1, file.Length / 97))
        {
            Should.Throw<InvalidDataException>(() => kind.Load(new MemoryStream(file[..length])), $"{length} of {file.Length} bytes");
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_file_with_one_wrong_bit_is_refused(string name)
    {
        var kind = Find(name);
        byte[] file = Saved(Trained(name));

        for (int place = 0; place < file.Length; place += place < 64 ? 1 : Math.Max(1, file.Length / 97))
        {
            byte[] damaged = [.. file];
            damaged[place] ^= 0x40;
            Should.Throw<InvalidDataException>(() => kind.Load(new MemoryStream(damaged)), $"byte {place}");
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_file_that_goes_on_after_its_end_is_refused(string name)
    {
        var kind = Find(name);
        byte[] file = [.. Saved(Trained(name)), 0];

        Should.Throw<InvalidDataException>(() => kind.Load(new MemoryStream(file)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_model_of_another_kind_is_refused(string name)
    {
        byte[] file = Saved(Trained(name));

        foreach (var other in ModelKinds.All.Where(kind => kind.Name != name))
        {
            Should.Throw<InvalidDataException>(() => other.Load(new MemoryStream(file)));
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void The_same_seed_gives_the_same_model_on_any_number_of_threads(string name)
    {
        var kind = Find(name);
        byte[] once = Saved(Train(kind, seed: 3, threads: 1));

        Saved(Train(kind, seed: 3, threads: 3)).ShouldBe(once);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Training_stops_when_it_is_cancelled(string name)
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Should.Throw<OperationCanceledException>(
            () => Find(name).Train(TasteWorld.Create(), new TrainingSettings(1, 1), TasteWorld.Silent, cancelled.Token));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Training_says_how_far_it_has_come(string name)
    {
        List<WorkProgress> reports = [];

        Find(name).Train(TasteWorld.Create(), new TrainingSettings(1, 1), new Recorder(reports), TestContext.Current.CancellationToken);

        reports.ShouldNotBeEmpty();
        reports[^1].Done.ShouldBe(reports[^1].Total!.Value);
    }

    [Theory, MemberData(nameof(PersonalKinds))]
    public void Who_loves_one_taste_gets_the_rest_of_it_first(string name)
    {
        var model = Trained(name);

        foreach (var taste in new[] { TasteWorld.Sea, TasteWorld.Space })
        {
            float[] scores = Values(model, TasteWorld.Loves(taste[0], taste[3], taste[5], taste[8]));

            int[] rest = [.. taste.Except([taste[0], taste[3], taste[5], taste[8]])];
            int[] others = [.. Enumerable.Range(0, TasteWorld.Movies).Except(taste)];
            rest.Min(movie => scores[movie]).ShouldBeGreaterThan(others.Max(movie => scores[movie]));
        }
    }

    [Theory, MemberData(nameof(PersonalKinds))]
    public void Contributions_add_up_to_the_score(string name)
    {
        var model = (IExplainer)Trained(name);
        KnownRating[] known = [new(1, 10), new(4, 7), new(6, 9), new(12, 2)];
        float[] scores = Values(model, known);
        float[] contributions = new float[known.Length];
        float[] everybodys = new float[scores.Length];
        (model as BlendModel)?.ScoreOfEverybody(known, everybodys);

        for (int movie = 0; movie < scores.Length; movie++)
        {
            model.Explain(known, [movie], contributions);
            contributions.Sum().ShouldBe(scores[movie] - everybodys[movie], 1e-4 * Math.Max(1, Math.Abs(scores[movie])));
        }
    }

    [Theory, MemberData(nameof(PersonalKinds))]
    public void Movies_explained_together_get_what_each_gets_alone(string name)
    {
        var model = (IExplainer)Trained(name);
        KnownRating[] known = [new(1, 10), new(4, 7), new(6, 9), new(12, 2)];
        int[] movies = [.. Enumerable.Range(0, TasteWorld.Movies).Reverse()];
        float[] together = new float[movies.Length * known.Length];

        model.Explain(known, movies, together);

        float[] alone = new float[known.Length];
        for (int n = 0; n < movies.Length; n++)
        {
            model.Explain(known, [movies[n]], alone);
            together[(n * known.Length)..((n + 1) * known.Length)].ShouldBe(alone, 1e-5);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Options_can_be_changed_within_their_bounds_alone(string name)
    {
        var kind = Find(name);

        foreach (var option in kind.Options)
        {
            option.Default.ShouldBeInRange(option.Minimum, option.Maximum, option.Name);
            option.Candidates.ShouldAllBe(value => value >= option.Minimum && value <= option.Maximum);
            option.Candidates.ShouldBeInOrder();
            option.Summary.ShouldEndWith(".");
            var other = kind.With(new Dictionary<string, double> { [option.Name] = option.Maximum });
            other.Options.Single(changed => changed.Name == option.Name).Default.ShouldBe(option.Maximum, 1e-6 * Math.Abs(option.Maximum));
            other.Ranks.ShouldBe(kind.Ranks);
            Should.Throw<ArgumentOutOfRangeException>(() => kind.With(new Dictionary<string, double> { [option.Name] = option.Maximum * 2 + 1 }))
                .Message.ShouldContain(option.Name);
        }

        Should.Throw<ArgumentException>(() => kind.With(new Dictionary<string, double> { ["magic"] = 1 })).Message.ShouldContain(name);
    }

    private static ModelKind Find(string name) => ModelKinds.Find(name).ShouldNotBeNull();

    /// <summary>Models are immutable, so the tests share them.</summary>
    private static ITrainedModel Trained(string name) => Models.GetOrAdd(name, static name => Train(Find(name)));

    private static ITrainedModel Train(ModelKind kind, int seed = 1, int threads = 2)
        => kind.Train(TasteWorld.Create(), new TrainingSettings(seed, threads), TasteWorld.Silent, CancellationToken.None);

    private static byte[] Saved(ITrainedModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }

    private static float[] Values(ITrainedModel model, KnownRating[] known)
    {
        float[] values = new float[model.Movies.Count];
        values.AsSpan().Fill(float.NaN);
        if (model is IRecommender recommender)
        {
            recommender.Score(known, values);
        }
        else
        {
            ((IStarPredictor)model).Predict(known, values);
        }

        return values;
    }

    private static IEnumerable<KnownRating[]> Viewers()
    {
        yield return [];
        yield return TasteWorld.Loves(2);
        yield return [new(TasteWorld.Unseen, 1)];
        yield return [new(0, 1), new(11, 2), new(12, 3)];
        yield return [.. Enumerable.Range(0, TasteWorld.Movies).Select(movie => new KnownRating(movie, (byte)(1 + movie % 10), 1_700_000_000))];
        yield return [new(1, 0, 1_700_000_000, Signal.Watch), new(3, 0, 0, Signal.Watchlist), new(5, 9), new(8, 0, 0, Signal.NotInterested)];
    }

    private sealed class Recorder(List<WorkProgress> reports) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => reports.Add(value);
    }
}
