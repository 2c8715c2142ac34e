using FilmRec.Core;
using FilmRec.Core.Recommending.Evaluation.Splits;
using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Training;

namespace FilmRec.Web.Commands;

/// <summary>What <c>evaluate</c> works on: ratings, and which of them are held out from whom.</summary>
/// <param name="Ratings">A file, or null for the database.</param>
/// <param name="Split">A file, or null to deal by the seed.</param>
/// <param name="WithoutHeldOut">Takes what the split holds out away for good, and deals the rest by the seed.</param>
/// <param name="PositiveHalfStars">From where on a rating can be held out when the split is dealt.</param>
/// <param name="Seed">Of dealing.</param>
internal sealed record EvaluationInput(string? Ratings, string? Split, bool WithoutHeldOut, int PositiveHalfStars, int Seed)
{
    /// <exception cref="CannotContinueException">A file is missing or malformed, or there is nothing to measure.</exception>
    public async Task<(TrainingData Data, ViewerSplit Split)> LoadAsync(IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        var data = Ratings is null ? await FromDatabaseAsync(progress, cancellationToken) : FromFile(Ratings, progress, cancellationToken);
        var split = Split is null ? Deal(data.Ratings)
            : Read(Split, "--split", reader => SplitFile.Read(reader, Split, data.Ratings, cancellationToken));
        if (WithoutHeldOut)
        {
            data = data with { Ratings = data.Ratings.Without(split.HeldOut) };
            split = Deal(data.Ratings);
        }

        return split.HeldOutCount > 0 ? (data, split) : throw new CannotContinueException(
            $"Among {data.Ratings.Count} ratings of {data.Ratings.Viewers.Count} viewers nothing could be held out, so there is nothing to measure: generate or import more ratings first.");
    }

    private static TrainingData FromFile(string path, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        var ratings = Read(path, "--ratings", reader => RatingsFile.Read(reader, path, progress, cancellationToken));
        return new TrainingData(ratings, MovieFacts.Unknown(ratings.Movies.Count));
    }

    private async Task<TrainingData> FromDatabaseAsync(IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        if (Split is not null)
        {
            throw new CannotContinueException("--split divides the lines of a file: name that file with --ratings too.");
        }

        await using var workbench = await Workbench.OpenWithDatabaseAsync(cancellationToken);
        var loaded = await workbench.Get<InteractionLoader>().LoadAsync(progress, cancellationToken);
        return loaded.Data;
    }

    private ViewerSplit Deal(RatingMatrix ratings)
        => ViewerSplit.Deal(ratings, new SplitOptions { Seed = Seed, PositiveHalfStars = PositiveHalfStars });

    private static T Read<T>(string path, string option, Func<TextReader, T> read)
    {
        if (Directory.Exists(path))
        {
            throw new CannotContinueException($"{option} {path} is a folder: name the file in it, such as {Path.Combine(path, "ratings.csv")}.");
        }

        try
        {
            using var reader = File.OpenText(path);
            return read(reader);
        }
        catch (MalformedFileException e)
        {
            throw new CannotContinueException(e.Message, e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CannotContinueException($"{option} {path} does not exist: check the path.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotContinueException($"{option} {path} cannot be read ({e.Message}): check the path and its permissions.", e);
        }
    }
}
