using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>A live model with what serving needs to know of its movies. Immutable.</summary>
/// <param name="ModelId">Its row in the database.</param>
/// <param name="Model">Ready to score.</param>
/// <param name="Facts">By the model's movie rows.</param>
/// <param name="InCatalogue">Whether the catalogue still holds the movie, by the model's movie rows, [movies].</param>
public sealed record ServedModel(int ModelId, ITrainedModel Model, MovieFacts Facts, bool[] InCatalogue)
{
    /// <summary>"als 12", as answers and the log name it.</summary>
    public string Name { get; } = FormattableString.Invariant($"{Model.Kind} {ModelId}");
}

/// <summary>The live models at one moment, one of a kind at most. Immutable.</summary>
public sealed class LiveModelSet(IReadOnlyList<ServedModel> models)
{
    public static LiveModelSet None { get; } = new([]);

    public IReadOnlyList<ServedModel> Models => models;

    /// <summary>The live model of that kind, or null.</summary>
    public ServedModel? Find(string kind)
    {
        foreach (var model in models)
        {
            if (model.Model.Kind == kind)
            {
                return model;
            }
        }

        return null;
    }
}

/// <summary>The live models in memory. Reading costs nothing; a swap is seen by the next request, and requests under way finish with what they took.</summary>
public sealed class ModelHolder
{
    private volatile LiveModelSet _current = LiveModelSet.None;

    public LiveModelSet Current => _current;

    /// <summary>True once the database has been asked for live models, even if there was none: the catalogue's own order serves then.</summary>
    public bool IsReady { get; private set; }

    public void Swap(LiveModelSet models)
    {
        _current = models;
        IsReady = true;
    }
}
