using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models;

/// <summary>A trained, immutable model. Safe to use from any number of threads.</summary>
public interface ITrainedModel
{
    /// <summary>The kind's name as in <see cref="ModelKinds"/>: "als".</summary>
    string Kind { get; }

    /// <summary>The movies it knows; every span over movies follows these rows.</summary>
    Vocabulary Movies { get; }

    /// <summary>Writes the model so that its kind's <see cref="ModelKind.Load"/> reads it back exactly.</summary>
    void Save(Stream stream);
}

/// <summary>A model that ranks movies for a viewer who need not have been in the training data.</summary>
public interface IRecommender : ITrainedModel
{
    /// <summary>Scores every movie; higher is better, only the order means something. Finite for any input.</summary>
    /// <param name="known">What is known of the viewer, by movie row, ascending, may be empty.</param>
    /// <param name="scores">Out: [movies].</param>
    void Score(ReadOnlySpan<KnownRating> known, Span<float> scores);
}

/// <summary>A recommender that can tell which known ratings carry a score.</summary>
public interface IExplainer : IRecommender
{
    /// <summary>How much each known rating adds to the scores of some movies; negative where it pulls down.</summary>
    /// <param name="known">As in <see cref="IRecommender.Score"/>.</param>
    /// <param name="movies">Rows of the movies to explain; what is the same for all of them is done once.</param>
    /// <param name="contributions">Out: in the unit of the score, row-major, [movies × known].</param>
    void Explain(ReadOnlySpan<KnownRating> known, ReadOnlySpan<int> movies, Span<float> contributions);
}

/// <summary>A model that predicts how many stars a viewer would give.</summary>
public interface IStarPredictor : ITrainedModel
{
    /// <summary>Predicted stars, 0.5 … 5, for every movie.</summary>
    /// <param name="known">What is known of the viewer, by movie row, ascending, may be empty.</param>
    /// <param name="stars">Out: [movies].</param>
    void Predict(ReadOnlySpan<KnownRating> known, Span<float> stars);

    /// <summary>The same for some movies, without the cost of the others.</summary>
    /// <param name="known">As above.</param>
    /// <param name="movies">Rows of the movies wanted, in any order.</param>
    /// <param name="stars">Out: in the order of <paramref name="movies"/>.</param>
    void Predict(ReadOnlySpan<KnownRating> known, ReadOnlySpan<int> movies, Span<float> stars);
}

/// <summary>A predictor that can tell how its stars come about, and how sure it is of them.</summary>
public interface IStarExplainer : IStarPredictor
{
    /// <summary>Takes one prediction apart: the start and the contributions add up to the predicted stars, before those are cut to the scale.</summary>
    /// <param name="known">As in <see cref="IStarPredictor.Predict(ReadOnlySpan{KnownRating}, Span{float})"/>.</param>
    /// <param name="movie">Row of the movie.</param>
    /// <param name="contributions">Out: stars that each known rating adds or takes away, [known]; 0 for other signals.</param>
    /// <returns>Null where no rating is known, or nothing can be learnt from them.</returns>
    StarAccount? Explain(ReadOnlySpan<KnownRating> known, int movie, Span<float> contributions);
}

/// <summary>What one prediction of stars begins with and how far off it may be.</summary>
/// <param name="Start">Stars of a viewer of whom nothing is known.</param>
/// <param name="Deviation">Standard deviation of the stars that this viewer will give, around the predicted ones.</param>
public readonly record struct StarAccount(float Start, float Deviation);

/// <summary>One rating, or other signal, of the viewer who asks.</summary>
/// <param name="Movie">Row in the model's vocabulary.</param>
/// <param name="HalfStars">1 … 10; 0 for signals that are no ratings.</param>
/// <param name="RatedAt">Unix seconds, 0 where unknown.</param>
/// <param name="Signal">What it is; only a <see cref="Signal.Rating"/> has stars.</param>
public readonly record struct KnownRating(int Movie, byte HalfStars, uint RatedAt = 0, Signal Signal = Signal.Rating);
