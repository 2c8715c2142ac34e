using FilmRec.Core.Recommending.Evaluation;
using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Tests.Recommending.Evaluation;

/// <summary>A kind whose models rank movies in the order of their rows, or as told, and that tells what it was shown.</summary>
internal static class Listing
{
    public static Contestant Create(string name = "listing", Action<TrainingData>? onTrain = null, Action<IEnumerable<int>>? onKnown = null, Func<int, float>? score = null)
        => new(new ModelKind(name, "Listing", "", (data, _, _, _) =>
        {
            onTrain?.Invoke(data);
            return new Model(name, data.Ratings.Movies, onKnown, score ?? (movie => -movie));
        }, _ => throw new NotSupportedException()));

    private sealed class Model(string name, Vocabulary movies, Action<IEnumerable<int>>? onKnown, Func<int, float> score) : IRecommender
    {
        public string Kind => name;
        public Vocabulary Movies => movies;

        public void Score(ReadOnlySpan<KnownRating> known, Span<float> scores)
        {
            onKnown?.Invoke(known.ToArray().Select(rating => rating.Movie));
            for (int movie = 0; movie < scores.Length; movie++)
            {
                scores[movie] = score(movie);
            }
        }

        public void Save(Stream stream) => throw new NotSupportedException();
    }
}
