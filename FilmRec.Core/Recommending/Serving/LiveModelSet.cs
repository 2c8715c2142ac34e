using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Als;
using FilmRec.Core.Recommending.Models.Blend;
using FilmRec.Core.Recommending.Models.Content;
using FilmRec.Core.Recommending.Models.Factorisation;
using FilmRec.Core.Recommending.Models.MovieMeans;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>The live models at one moment, one of a kind at most. Immutable.</summary>
public sealed class LiveModelSet
{
    // What a list for a viewer who liked something is made with, in this order.
    private static readonly string[] Preferred = [BlendModel.Name, AlsModel.Name];

    // The same for guessing stars.
    private static readonly string[] PreferredPredictors = [StarFactorsModel.Name, MovieMeansModel.Name];

    private static long _sets;

    /// <param name="models">One of a kind at most.</param>
    /// <param name="explainer">One of them that is to rank and give reasons; null takes the best that does.</param>
    public LiveModelSet(IReadOnlyList<ServedModel> models, ServedModel? explainer = null)
    {
        Models = models;
        Explainer = explainer ?? Preferred.Select(Find).FirstOrDefault(model => model?.Model is IExplainer);
        Predictor = PreferredPredictors.Select(Find).FirstOrDefault(model => model is not null)?.Model as IStarPredictor;
        foreach (var (model, part) in models.SelectMany(model => PartsOf(model.Model).Select(part => (model, part))))
        {
            Space ??= part is AlsModel als ? new MovieSpace(als, model.Ratings) : null; // the parts of a model share its rows
            Content ??= part as ContentModel;
        }
    }

    private LiveModelSet(LiveModelSet all, IReadOnlyList<ServedModel> models, ServedModel? explainer)
        => (Models, Explainer, Predictor, Space, Content) = (models, explainer, all.Predictor, all.Space, all.Content);

    public static LiveModelSet None { get; } = new([]);

    public IReadOnlyList<ServedModel> Models { get; }

    /// <summary>Different for every set that this process has made; unlike the set itself it may be kept without keeping models in memory.</summary>
    public long Number { get; } = Interlocked.Increment(ref _sets);

    /// <summary>The best live model that ranks and gives reasons, or null.</summary>
    public ServedModel? Explainer { get; }

    /// <summary>The best live model that guesses stars, or null.</summary>
    public IStarPredictor? Predictor { get; }

    /// <summary>Which movies are alike; null while no model with factors is live.</summary>
    public MovieSpace? Space { get; }

    /// <summary>What the movies are like by their description; null while no model that knows is live.</summary>
    public ContentModel? Content { get; }

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

    /// <summary>These models, but one of them does all the ranking; null where none of that name is live.</summary>
    /// <param name="name">"als 12"; <see cref="CatalogueRanking.Name"/> leaves the ranking to the catalogue.</param>
    internal LiveModelSet? RankingBy(string name)
        => Models.FirstOrDefault(model => model.Name == name) is { } ranker ? new LiveModelSet(this, [ranker], Explainer == ranker ? ranker : null)
            : name == CatalogueRanking.Name ? new LiveModelSet(this, [], null)
            : null;

    /// <summary>The model, and those that it is made of.</summary>
    internal static IEnumerable<ITrainedModel> PartsOf(ITrainedModel model) => model is BlendModel blend ? [model, .. blend.Parts] : [model];
}
