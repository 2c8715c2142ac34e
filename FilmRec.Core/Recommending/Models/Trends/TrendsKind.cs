namespace FilmRec.Core.Recommending.Models.Trends;

/// <summary>Declares trends.</summary>
public static class TrendsKind
{
    public static ModelKind Kind { get; } = ModelKind.Of(
        TrendsModel.Name, "Trends", "Popularity with time decay: what viewers liked around the time when this viewer was active.",
        new TrendsOptions(),
        [
            new("moments", "How many moments popularity is kept of.", 1, TrendsModel.MaximumMoments, [32, 64, 128],
                options => options.Moments, (options, value) => options with { Moments = (int)value }),
            new("half-life-days", "Days after which a rating counts half; fewer follow fashion more closely.", 1, 36_500, [90, 180, 365, 730, 1460],
                options => options.HalfLifeDays, (options, value) => options with { HalfLifeDays = value }),
            new("lasting-share", "What a rating of any time counts beside one of the moment; more favours what lasts.", 0, 1, [0, 0.02, 0.05, 0.1, 0.2],
                options => options.LastingShare, (options, value) => options with { LastingShare = value }),
            new("chosen-weight", "What a rating below four stars counts beside one that says \"I liked it\".", 0, 1, [0, 0.1, 0.2, 0.4],
                options => options.ChosenWeight, (options, value) => options with { ChosenWeight = value }),
        ],
        (data, options, _, progress, cancellationToken)
            => ModelKind.InOneGo("Following popularity through time", () => TrendsTrainer.Train(data.Ratings, options, cancellationToken), progress, cancellationToken),
        TrendsModel.Load);
}
