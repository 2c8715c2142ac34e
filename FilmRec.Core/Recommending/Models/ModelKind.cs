using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models;

/// <summary>What a trainer learns from. Training is a function of this, the options and the seed alone.</summary>
/// <param name="Ratings">viewers × movies.</param>
/// <param name="Facts">By the movie rows of <paramref name="Ratings"/>.</param>
public sealed record TrainingData(RatingMatrix Ratings, MovieFacts Facts)
{
    /// <summary>What is written of the movies, by the same rows.</summary>
    public MovieTexts Texts { get; init; } = MovieTexts.None(Ratings.Movies.Count);
}

/// <summary>How to train.</summary>
/// <param name="Seed">The same seed gives the same model on the same machine.</param>
/// <param name="Threads">Threads to use at most; results do not depend on it.</param>
public sealed record TrainingSettings(int Seed, int Threads)
{
    /// <summary>Models that were trained on the very same data with the options of <see cref="Changed"/>; a model made of others takes its parts from here before it trains any.</summary>
    public IReadOnlyList<ITrainedModel> Trained { get; init; } = [];

    /// <summary>Kinds whose options are not the default ones; a model made of others trains its parts with these.</summary>
    public IReadOnlyList<ModelKind> Changed { get; init; } = [];
}

/// <summary>Trains one model; reports progress between steps; throws <see cref="OperationCanceledException"/> when cancelled.</summary>
public delegate ITrainedModel ModelTrainer(TrainingData data, TrainingSettings settings, IProgress<WorkProgress> progress, CancellationToken cancellationToken);

/// <summary>A kind of model: its name, how it is trained, what can be changed about that, how it is read back.</summary>
/// <param name="Name">Short, lower case: "als". Written into files, tables and answers.</param>
/// <param name="Title">For people: "ALS".</param>
/// <param name="Summary">One sentence for the dashboard.</param>
/// <param name="Train">Trains with the options of this kind.</param>
/// <param name="Load">Reads what <see cref="ITrainedModel.Save"/> wrote; throws <see cref="InvalidDataException"/> for anything else, before allocating for it.</param>
public sealed record ModelKind(string Name, string Title, string Summary, ModelTrainer Train, Func<Stream, ITrainedModel> Load)
{
    private Func<IReadOnlyDictionary<string, double>, ModelKind>? _with;

    /// <summary>Its models are <see cref="IRecommender"/>s; otherwise they predict stars.</summary>
    public bool Ranks { get; init; } = true;

    /// <summary>What can be changed before training.</summary>
    public IReadOnlyList<ModelOption> Options { get; init; } = [];

    /// <summary>Declares a kind whose options are described.</summary>
    /// <param name="name">As <see cref="Name"/>.</param>
    /// <param name="title">As <see cref="Title"/>.</param>
    /// <param name="summary">As <see cref="Summary"/>.</param>
    /// <param name="options">What to train with.</param>
    /// <param name="described">The options that may be changed.</param>
    /// <param name="train">Trains with given options.</param>
    /// <param name="load">As <see cref="Load"/>.</param>
    public static ModelKind Of<TOptions>(
        string name, string title, string summary, TOptions options, IReadOnlyList<ModelOption<TOptions>> described,
        Func<TrainingData, TOptions, TrainingSettings, IProgress<WorkProgress>, CancellationToken, ITrainedModel> train, Func<Stream, ITrainedModel> load)
        => new(name, title, summary, (data, settings, progress, cancellationToken) => train(data, options, settings, progress, cancellationToken), load)
        {
            Options = [.. described.Select(option => option.Of(options))],
            _with = values => Of(name, title, summary, Change(name, options, described, values), described, train, load),
        };

    /// <summary>The same kind with other options; those that are not named stay.</summary>
    /// <param name="values">By <see cref="ModelOption.Name"/>.</param>
    /// <exception cref="ArgumentException">There is no such option, or it is out of range; the message names it.</exception>
    public ModelKind With(IReadOnlyDictionary<string, double> values)
        => values.Count == 0 ? this
            : _with is null ? throw new ArgumentException($"The kind \"{Name}\" has no options.", nameof(values))
            : _with(values) with { Ranks = Ranks };

    /// <summary>Runs training that cannot be divided as one step.</summary>
    internal static ITrainedModel InOneGo(string phase, Func<ITrainedModel> train, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        progress.Report(new WorkProgress(phase, 0, 1));
        var model = train();
        progress.Report(new WorkProgress(phase, 1, 1));
        return model;
    }

    private static TOptions Change<TOptions>(
        string kind, TOptions options, IReadOnlyList<ModelOption<TOptions>> described, IReadOnlyDictionary<string, double> values)
    {
        foreach (var (name, value) in values)
        {
            var option = described.FirstOrDefault(option => option.Name == name) ?? throw new ArgumentException(
                $"The kind \"{kind}\" has no option \"{name}\": there is {string.Join(", ", described.Select(option => option.Name))}.", nameof(values));
            if (!(value >= option.Minimum && value <= option.Maximum))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(values), FormattableString.Invariant($"The option \"{name}\" of \"{kind}\" is {value}, but must be {option.Minimum} to {option.Maximum}."));
            }

            options = option.Set(options, value);
        }

        return options;
    }
}
