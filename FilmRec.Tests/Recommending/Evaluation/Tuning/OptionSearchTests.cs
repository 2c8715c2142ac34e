using FilmRec.Core.Recommending.Evaluation.Protocols;
using FilmRec.Core.Recommending.Evaluation.Splits;
using FilmRec.Core.Recommending.Evaluation.Tuning;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Tests.Recommending.Evaluation.Tuning;

public sealed class OptionSearchTests
{
    private static readonly TrainingData Data = TasteWorld.Create();

    [Fact]
    public void The_best_of_all_trials_is_chosen_and_the_first_is_the_default()
    {
        var report = Run(Knob(), budget: 12);

        report.Trials.Count.ShouldBe(12);
        report.Trials[0].Changed.ShouldBeEmpty();
        report.Trials.Select(trial => trial.Label).ShouldBeUnique();
        report.Chosen.Score.Mean.ShouldBe(report.Trials.Max(trial => trial.Score.Mean));
        report.Chosen.Score.Mean.ShouldBeGreaterThan(report.Trials[0].Score.Mean);
        report.Chosen.OverDefault.Mean.ShouldBe(report.Chosen.Score.Mean - report.Trials[0].Score.Mean, 1e-9);
    }

    [Fact]
    public void Steps_from_the_best_draw_reach_the_best_candidates()
    {
        // The more of "popular" the better, whatever the other knob says. A draw alone finds 5 with one of two values of the other in ten trials at best.
        Run(Knob(), budget: 15).Chosen.Changed.ToDictionary()["popular"].ShouldBe(5);
    }

    [Fact]
    public void The_seed_alone_decides()
        => Run(Knob(), budget: 8).Trials.Select(trial => trial.Label).ShouldBe(Run(Knob(), budget: 8).Trials.Select(trial => trial.Label));

    [Fact]
    public void What_the_outer_split_asks_for_is_never_read()
    {
        // The trap: a kind that remembers every rating it meets, learning or asking.
        var split = ViewerSplit.Deal(Data.Ratings, new SplitOptions { Seed = 9 });
        var outer = new StrongGeneralisation(Data, split);
        var read = new HashSet<(int Viewer, int Movie)>();
        var trap = Knob(data =>
        {
            for (int place = 0; place < data.Ratings.Count; place++)
            {
                read.Add((data.Ratings.Viewers.IdOf(data.Ratings.ViewerAt(place)), data.Ratings.Columns[place]));
            }
        });

        new OptionSearch(outer.Inner(new SplitOptions()), new TrainingSettings(1, 1)).Run(trap, 4, TasteWorld.Silent, TestContext.Current.CancellationToken);

        read.Count.ShouldBe(Data.Ratings.Count - outer.HeldOut);
        for (int place = 0; place < Data.Ratings.Count; place++)
        {
            read.Contains((Data.Ratings.Viewers.IdOf(Data.Ratings.ViewerAt(place)), Data.Ratings.Columns[place])).ShouldBe(!split.HeldOut[place]);
        }
    }

    [Fact]
    public void A_kind_without_candidates_cannot_be_searched()
        => Should.Throw<ArgumentException>(() => Run(Listing.Create().Kind, 3)).Message.ShouldContain("no options");

    private static TuningReport Run(ModelKind kind, int budget)
        => new OptionSearch(new StrongGeneralisation(Data, new SplitOptions { Folds = 2 }), new TrainingSettings(1, 1))
            .Run(kind, budget, TasteWorld.Silent, TestContext.Current.CancellationToken);

    /// <summary>Puts more of the movies of the more common taste above the others, the more "popular" is; the default puts none.</summary>
    private static ModelKind Knob(Action<TrainingData>? onTrain = null) => ModelKind.Of(
        "knob", "Knob", "", new Options(0, 5),
        [
            new("popular", "", 0, 5, [0, 1, 2, 3, 4, 5], options => options.Popular, (options, value) => options with { Popular = value }),
            new("unseen", "", 0, 5, [0, 1, 2, 3, 4, 5], options => options.Unseen, (options, value) => options with { Unseen = value }),
        ],
        (data, options, settings, progress, cancellationToken) =>
        {
            onTrain?.Invoke(data);
            return Listing.Create(score: movie => movie == TasteWorld.Unseen ? (float)-options.Unseen
                : movie < TasteWorld.MoviesPerTaste ? -50 : movie - TasteWorld.MoviesPerTaste < 2 * options.Popular ? 10 : -100).Kind
                .Train(data, settings, progress, cancellationToken);
        },
        _ => throw new NotSupportedException());

    private sealed record Options(double Popular, double Unseen);
}
