using System.Numerics.Tensors;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.Trends;

/// <summary>Ranks by how many viewers liked a movie around the time when this viewer was active: what was on everybody's lips then, and what lasts.</summary>
/// <remarks>A film that nobody had rated by the viewer's time can hardly be one that they are looking for. Memory: 4 bytes a moment and movie.</remarks>
public sealed class TrendsModel : IRecommender
{
    public const string Name = "trends";
    internal const int MaximumMoments = 256;
    private const int Layout = 1;

    private readonly uint _first;
    private readonly double _seconds;
    private readonly int _moments;
    private readonly float[] _popularity;

    internal TrendsModel(Vocabulary movies, uint first, double seconds, float[] popularity)
    {
        (Movies, _first, _seconds, _popularity) = (movies, first, seconds, popularity);
        _moments = movies.Count == 0 ? 1 : popularity.Length / movies.Count;
    }

    public string Kind => Name;
    public Vocabulary Movies { get; }

    /// <inheritdoc/>
    /// <remarks>
    /// The score is ln(1 + likes around the viewer's ratings), averaged over the times of all that is known of them; around the newest rating of all
    /// where no time is known. O(movies) for each moment at which the viewer was active.
    /// </remarks>
    public void Score(ReadOnlySpan<KnownRating> known, Span<float> scores)
    {
        int movies = Movies.Count;
        ArgumentOutOfRangeException.ThrowIfNotEqual(scores.Length, movies);
        Span<int> active = stackalloc int[_moments];
        active.Clear();
        int count = 0;
        foreach (var rating in known)
        {
            if (rating.RatedAt > 0)
            {
                active[MomentOf(rating.RatedAt)]++;
                count++;
            }
        }

        if (count == 0)
        {
            active[^1] = count = 1;
        }

        scores.Clear();
        for (int moment = 0; moment < _moments; moment++)
        {
            if (active[moment] > 0)
            {
                TensorPrimitives.MultiplyAdd(_popularity.AsSpan(moment * movies, movies), (float)active[moment] / count, scores, scores);
            }
        }

        TensorPrimitives.LogP1<float>(scores, scores);
    }

    public void Save(Stream stream)
    {
        using var writer = new ModelWriter(stream, Name, Layout);
        writer.Write(Movies);
        writer.Write(unchecked((int)_first));
        writer.Write((float)_seconds);
        writer.Write(_moments);
        writer.Write(_popularity);
        writer.Finish();
    }

    /// <exception cref="InvalidDataException">It is not a whole model of trends.</exception>
    public static TrendsModel Load(Stream stream)
    {
        using var reader = new ModelReader(stream, Name, Layout);
        var movies = reader.ReadVocabulary();
        uint first = unchecked((uint)reader.ReadInt());
        float seconds = reader.ReadFloat();
        ModelReader.Require(seconds >= 1, "The model's moments have no length.");
        int moments = reader.ReadInt(1, MaximumMoments);
        long size = (long)moments * movies.Count;
        ModelReader.Require(size <= Array.MaxLength, "The model of trends is larger than this program can hold.");
        float[] popularity = reader.ReadFloats((int)size);
        ModelReader.Require(popularity.All(likes => likes >= 0), "The model counts fewer than no likes.");
        reader.Finish();
        return new TrendsModel(movies, first, seconds, popularity);
    }

    private int MomentOf(uint time) => (int)Math.Clamp(((double)time - _first) / _seconds, 0, _moments - 1);
}
