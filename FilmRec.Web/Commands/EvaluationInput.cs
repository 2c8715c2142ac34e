using FilmRec.Core;
using FilmRec.Core.Recommending.Evaluation;
using FilmRec.Core.Recommending.Evaluation.Protocols;
using FilmRec.Core.Recommending.Evaluation.Splits;
using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Training;
using FilmRec.Core.SampleData;

namespace FilmRec.Web.Commands;

/// <summary>What <c>evaluate</c> works on: ratings from files or from the database, and how they are divided.</summary>
internal sealed record EvaluationInput
{
    /// <summary>As in <see cref="IProtocol.Name"/>, or null where the files say it.</summary>
    public string? Protocol { get; init; }

    public string? Ratings { get; init; }
    public string? Split { get; init; }
    public string? Train { get; init; }
    public string? Test { get; init; }
    public string? Negatives { get; init; }

    /// <summary>A file of movies; null for one that lies beside the ratings.</summary>
    public string? Movies { get; init; }

    /// <summary>Takes what the split holds out away for good, and deals the rest by the seed.</summary>
    public bool WithoutHeldOut { get; init; }

    /// <summary>The moment of a split by time, or null to find it by <see cref="TimeShare"/>.</summary>
    public DateTimeOffset? At { get; init; }

    public double TimeShare { get; init; } = 0.9;

    /// <summary>Ratings shown of each viewer at most; null for all.</summary>
    public int? Known { get; init; }

    public required SplitOptions Dealing { get; init; }

    /// <exception cref="CannotContinueException">A file is missing or malformed, options contradict each other, or there is nothing to measure.</exception>
    public async Task<IProtocol> LoadAsync(IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        RefuseContradictions();
        try
        {
            var protocol = Train is not null ? FromFiles(Train, progress, cancellationToken) : await FromRatingsAsync(progress, cancellationToken);
            return Known is { } most ? new FewKnown(protocol, most, Dealing.Seed) : protocol;
        }
        catch (ArgumentException e)
        {
            throw new CannotContinueException($"{e.Message.Split(" (Parameter")[0].TrimEnd('.')}, so there is nothing to measure: generate or import more ratings first, or choose another --protocol.", e);
        }
    }

    /// <summary>The ratings alone, undivided.</summary>
    /// <exception cref="CannotContinueException">A file is missing or malformed, or options contradict each other.</exception>
    public async Task<TrainingData> LoadDataAsync(IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        RefuseContradictions();
        return (await RatingsAsync(progress, cancellationToken)).Data;
    }

    private void RefuseContradictions()
    {
        Refuse(Split is not null && Ratings is null, "--split divides the lines of a file: name that file with --ratings too.");
        Refuse(Split is not null && Protocol is not (null or StrongGeneralisation.ProtocolName), "--split says who is new to the model, so it goes with --protocol strong only.");
        Refuse(Train is null && (Test ?? Negatives) is not null, "--test and --negatives tell what to ask for: name the file to learn from with --train.");
        Refuse(Train is not null && (Test ?? Negatives) is null, "--train is a file to learn from: name the file to ask for with --test, or with --negatives.");
        Refuse(Train is not null && (Ratings ?? Split) is not null, "--train and --test take the place of --ratings and --split: give either pair.");
        Refuse(Train is not null && Protocol is not (null or GivenFiles.ProtocolName), "--train and --test are divided already: leave --protocol out.");
        Refuse(Train is null && Protocol == GivenFiles.ProtocolName, "--protocol given needs --train and --test.");
        Refuse(Movies is not null && (Ratings ?? Train) is null, "--movies goes with a file of ratings: the database has its own films.");
        Refuse(At is not null && Protocol != TimeSplit.ProtocolName, "--at goes with --protocol time.");
        Refuse(TimeShare is not (> 0 and < 1), "--time-share is the part of the ratings before the moment: give a number between 0 and 1.");
        Refuse(Protocol == StarCrossValidation.Name && (Known is not null || WithoutHeldOut), "--known and --without-held-out go with the protocols that judge rankings.");
        Refuse(Known < 0, "--known cannot be negative.");

        static void Refuse(bool contradiction, string sentence)
        {
            if (contradiction)
            {
                throw new CannotContinueException(sentence);
            }
        }
    }

    private IProtocol FromFiles(string train, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        var reader = new RatingFileReader(progress, cancellationToken);
        Read(train, "--train", stream => reader.Add(stream, train));
        if (Test is not null)
        {
            Read(Test, "--test", stream => reader.Add(stream, Test));
        }

        if (Negatives is not null)
        {
            Read(Negatives, "--negatives", stream => reader.AddCandidates(stream, Negatives));
        }

        var files = Built(reader);
        var data = new TrainingData(files.Ratings[0], Facts(train, files.Movies));
        RefuseLeaks(files);
        return Negatives is null
            ? GivenFiles.Of(data, files.Ratings[1], Dealing.PositiveHalfStars)
            : GivenFiles.Of(data, files.Candidates);
    }

    private async Task<IProtocol> FromRatingsAsync(IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        var (data, named) = await RatingsAsync(progress, cancellationToken);
        if (named is null || Split is null)
        {
            return WithoutHeldOut ? Divide(data).Inner(Dealing) : Divide(data);
        }

        var split = DataFileReading.Read(Split, "--split", stream => SplitFile.Read(stream, Split, named, cancellationToken));
        var protocol = new StrongGeneralisation(data, split);
        return WithoutHeldOut ? protocol.Inner(Dealing) : protocol;
    }

    private async Task<(TrainingData Data, NamedRatings? Named)> RatingsAsync(IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        if (Ratings is null)
        {
            return (await FromDatabaseAsync(progress, cancellationToken), null);
        }

        var named = DataFileReading.Read(Ratings, "--ratings", stream => RatingFileReader.Read(stream, Ratings, progress, cancellationToken));
        return (new TrainingData(named.Ratings, Facts(Ratings, named.Movies)), named);
    }

    private IProtocol Divide(TrainingData data) => Protocol switch
    {
        LeaveLastOut.ProtocolName => LeaveLastOut.Of(data, Dealing.PositiveHalfStars),
        TimeSplit.ProtocolName => TimeSplit.Of(data, Moment(data.Ratings), Dealing.PositiveHalfStars),
        _ => new StrongGeneralisation(data, Dealing),
    };

    private uint Moment(RatingMatrix ratings)
        => At is { } moment ? (uint)Math.Clamp(moment.ToUnixTimeSeconds(), 0, uint.MaxValue)
            : ratings.Count > 0 ? TimeSplit.MomentOf(ratings, TimeShare) : 0;

    private static async Task<TrainingData> FromDatabaseAsync(IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        await using var workbench = await Workbench.OpenWithDatabaseAsync(cancellationToken);
        var loaded = await workbench.Get<InteractionLoader>().LoadAsync(progress, cancellationToken);
        return loaded.Data;
    }

    private MovieFacts Facts(string ratings, Names movies)
    {
        string? path = Movies ?? MovieFactsFile.UsualNames.SelectMany(name => (string[])[name, name + ".gz"])
            .Select(name => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(ratings)) ?? "", name)).FirstOrDefault(File.Exists);
        return path is null ? MovieFacts.Unknown(movies.Count)
            : DataFileReading.Read(path, Movies is null ? "The file of films" : "--movies", stream => MovieFactsFile.Read(stream, path, movies));
    }

    // What is asked for must not have been learned.
    private void RefuseLeaks(RatingFiles files)
    {
        if (Test is not null && GivenFiles.Overlap(files.Ratings[0], files.Ratings[1]) is { } both)
        {
            throw Leak(both.Viewer, both.Movie, Test);
        }

        foreach (var list in files.Candidates)
        {
            if (files.Ratings[0].ColumnsOf(list.Viewer).BinarySearch(list.Wanted) >= 0)
            {
                throw Leak(list.Viewer, list.Wanted, $"{Negatives}, line {list.Line}");
            }

            if (Test is not null && files.Ratings[1].ColumnsOf(list.Viewer).BinarySearch(list.Wanted) < 0)
            {
                throw new CannotContinueException(
                    $"{Negatives}, line {list.Line}: viewer {files.Viewers.NameOf(list.Viewer)} and movie {files.Movies.NameOf(list.Wanted)} do not stand in {Test}: the two files belong to different splits.");
            }
        }

        CannotContinueException Leak(int viewer, int movie, string where) => new(
            $"Viewer {files.Viewers.NameOf(viewer)} and movie {files.Movies.NameOf(movie)} stand in {Train} and in {where}: what is asked for must not be learned, so take it out of one of them.");
    }

    private static void Read(string path, string option, Action<Stream> read)
        => DataFileReading.Read(path, option, stream =>
        {
            read(stream);
            return true;
        });

    private static RatingFiles Built(RatingFileReader reader)
    {
        try
        {
            return reader.Build();
        }
        catch (MalformedFileException e)
        {
            throw new CannotContinueException(e.Message, e);
        }
    }
}
