using FilmRec.Core;
using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Tests.Recommending.Training;

/// <summary>A model whose scores the test chooses, to see what becomes of good, bad and broken ones.</summary>
internal sealed class StandInModel(string kind, Vocabulary movies, float[] scores) : IRecommender
{
    public string Kind => kind;
    public Vocabulary Movies => movies;

    public void Score(ReadOnlySpan<KnownRating> known, Span<float> scores1) => scores.CopyTo(scores1);

    public void Save(Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(scores.Length);
        for (int movie = 0; movie < scores.Length; movie++)
        {
            writer.Write(movies.IdOf(movie));
            writer.Write(scores[movie]);
        }
    }

    /// <param name="name">Of the kind.</param>
    /// <param name="scoreOf">Score by times rated well; what the model "learns".</param>
    public static ModelKind Learning(string name, Func<int, float> scoreOf)
        => new(name, name, "For tests.", (data, _, _, _) => Train(name, data.Ratings, scoreOf), stream => Load(name, stream));

    /// <summary>A kind whose training lasts until it is cancelled.</summary>
    public static ModelKind Endless(string name, Action started)
        => new(name, name, "For tests.", (_, _, progress, cancellationToken) =>
        {
            progress.Report(new WorkProgress("Waiting", 1, 2, "half way"));
            started();
            cancellationToken.WaitHandle.WaitOne();
            throw new OperationCanceledException(cancellationToken);
        }, stream => Load(name, stream));

    public static ModelKind Failing(string name, string message)
        => new(name, name, "For tests.", (_, _, _, _) => throw new ArithmeticException(message), stream => Load(name, stream));

    private static StandInModel Train(string name, RatingMatrix ratings, Func<int, float> scoreOf)
    {
        int[] liked = new int[ratings.Movies.Count];
        for (int n = 0; n < ratings.Count; n++)
        {
            liked[ratings.Columns[n]] += ratings.HalfStars[n] >= 8 ? 1 : 0;
        }

        return new StandInModel(name, ratings.Movies, [.. liked.Select(scoreOf)]);
    }

    private static StandInModel Load(string name, Stream stream)
    {
        using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        int count = reader.ReadInt32();
        int[] ids = new int[count];
        float[] scores = new float[count];
        for (int movie = 0; movie < count; movie++)
        {
            (ids[movie], scores[movie]) = (reader.ReadInt32(), reader.ReadSingle());
        }

        return new StandInModel(name, new Vocabulary(ids), scores);
    }
}
