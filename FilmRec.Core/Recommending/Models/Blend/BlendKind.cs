namespace FilmRec.Core.Recommending.Models.Blend;

/// <summary>Declares the blend.</summary>
public static class BlendKind
{
    public static ModelKind Kind { get; } = ModelKind.Of(
        BlendModel.Name, "Blend", "Adds up what EASE, ALS, neighbours, trends and content say, each as far as it has proved right: the list that is served.",
        new BlendOptions(),
        [
            new("folds", "In how many folds viewers are made new to learn the weights from them; 0 takes fixed weights.", 0, BlendOptions.MostFolds, [],
                options => options.Folds, (options, value) => options with { Folds = value is 1 ? 2 : (int)value }),
            new("most-viewers", "Viewers to learn the weights from at most.", 1, 1e6, [],
                options => options.MostViewers, (options, value) => options with { MostViewers = (int)value }),
            new("hidden-share", "Part of what a viewer liked that is hidden while the weights are learned.", 0.01, 0.99, [],
                options => options.HiddenShare, (options, value) => options with { HiddenShare = (float)value }),
            new("candidates", "How many films of each part's list are looked at while the weights are learned.", BlendOptions.FewestCandidates, 100_000, [],
                options => options.Candidates, (options, value) => options with { Candidates = (int)value }),
            new("caution", "How much a change of the weights must gain; more keeps few viewers from changing much.", 0, 10, [0, 0.005, 0.02, 0.1],
                options => options.Caution, (options, value) => options with { Caution = (float)value }),
        ],
        BlendTrainer.Train,
        BlendModel.Load);
}
