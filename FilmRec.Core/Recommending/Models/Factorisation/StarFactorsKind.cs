namespace FilmRec.Core.Recommending.Models.Factorisation;

/// <summary>Declares star factors.</summary>
public static class StarFactorsKind
{
    public static ModelKind Kind { get; } = ModelKind.Of(
        StarFactorsModel.Name, "Star factors", "Predicts stars from what a film is like and what the viewer likes, averaged over everything that fits the ratings.",
        new StarFactorsOptions(),
        [
            new("factors", "Factors learnt of each film from its stars; more tell tastes apart more finely, and cost more time and memory.",
                0, StarFactorsOptions.MaximumFactors, [4, 8, 16], options => options.Factors, (options, value) => options with { Factors = (int)value }),
            new("audiences", "Traits of each film taken from who rated it, whatever the stars.",
                0, StarFactorsOptions.MaximumAudiences, [4, 8, 16], options => options.Audiences, (options, value) => options with { Audiences = (int)value }),
            new("draws", "Draws that are kept and averaged; more are smoother, and cost more memory.",
                1, StarFactorsOptions.MaximumDraws, [4, 8, 16], options => options.Draws, (options, value) => options with { Draws = (int)value }),
            new("warm-up", "Sweeps before the first draw is kept.",
                0, 10_000, [20, 30, 60], options => options.WarmUp, (options, value) => options with { WarmUp = (int)value }),
            new("sweeps-per-draw", "Sweeps for each draw that is kept; more make the draws differ more.",
                1, 1000, [2, 4, 8], options => options.SweepsPerDraw, (options, value) => options with { SweepsPerDraw = (int)value }),
            new("noise-freedom", "How many ratings' worth a viewer's noise is thought to be like everybody's.",
                0.01, 1e6, [5, 10, 20, 40], options => options.NoiseFreedom, (options, value) => options with { NoiseFreedom = (float)value }),
            new("prior-variance", "How much tastes are expected to differ before anything is seen; less means simpler tastes.",
                1e-6, 100, [0.005, 0.02, 0.1], options => options.PriorVariance, (options, value) => options with { PriorVariance = (float)value }),
        ],
        StarFactorsTrainer.Train, StarFactorsModel.Load) with
    { Ranks = false };
}
