using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Als;
using FilmRec.Core.Recommending.Models.MovieMeans;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>The live models at one moment, one of a kind at most. Immutable.</summary>
public sealed class LiveModelSet
{
    // What a list for a viewer who liked something is made with, in this order.
    private static readonly string[] Preferred = ["blend", AlsModel.Name];

    // The same for guessing stars.
    private static readonly string[] PreferredPredictors = ["star-factors", MovieMeansModel.Name];

    private static long _sets;

    public LiveModelSet(IReadOnlyList<ServedModel> models)
    {
        Models = models;
        Explainer = Preferred.Select(Find).FirstOrDefault(model => model?.Model is IExplainer);
        Predictor = PreferredPredictors.Select(Find).FirstOrDefault(model => model is not null)?.Model as IStarPredictor;
        Space = models.Select(model => model.Model).OfType<AlsModel>().FirstOrDefault() is { } factors ? new FactorSpace(factors) : null;
    }

    public static LiveModelSet None { get; } = new([]);

    public IReadOnlyList<ServedModel> Models { get; }

    /// <summary>Different for every set that this process has made; unlike the set itself it may be kept without keeping models in memory.</summary>
    public long Number { get; } = Interlocked.Increment(ref _sets);

    /// <summary>The best live model that ranks and gives reasons, or null.</summary>
    public ServedModel? Explainer { get; }

    /// <summary>The best live model that guesses stars, or null.</summary>
    public IStarPredictor? Predictor { get; }

    /// <summary>Which movies are alike; null while no model with factors is live.</summary>
    public FactorSpace? Space { get; }

    /// <summary>The live model of that kind, or null.</summary>
    public ServedModel? Find(string kind)
    {
        foreach (var model in Models)
        {
            if (model.Model.Kind == kind)
            {
                return model;
            }
        }

        return null;
    }
}
