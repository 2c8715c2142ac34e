using FilmRec.Core;
using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Tests.Recommending;

/// <summary>A tiny world with a known answer: half of its viewers love sea films, half love space films, and one film nobody has seen.</summary>
internal static class TasteWorld
{
    public const int MoviesPerTaste = 10;
    public const int Unseen = 2 * MoviesPerTaste;
    public const int Movies = Unseen + 1;
    public const int Viewers = 200;

    public static IReadOnlyList<int> Sea { get; } = [.. Enumerable.Range(0, MoviesPerTaste)];
    public static IReadOnlyList<int> Space { get; } = [.. Enumerable.Range(MoviesPerTaste, MoviesPerTaste)];

    public static IProgress<WorkProgress> Silent { get; } = new Progress<WorkProgress>();

    /// <summary>Every viewer loves six films of their taste and dislikes two of the other; space has a few viewers more, so popularity leans to it.</summary>
    public static TrainingData Create(int seed = 7)
    {
        var random = new Random(seed);
        List<int> starts = [0];
        List<int> columns = [];
        List<byte> halfStars = [];
        for (int viewer = 0; viewer < Viewers; viewer++)
        {
            bool sea = viewer < Viewers * 2 / 5;
            var stars = new SortedDictionary<int, byte>();
            foreach (int movie in Draw(random, sea ? Sea : Space, 6))
            {
                stars[movie] = (byte)random.Next(8, 11);
            }

            foreach (int movie in Draw(random, sea ? Space : Sea, 2))
            {
                stars[movie] = (byte)random.Next(1, 5);
            }

            columns.AddRange(stars.Keys);
            halfStars.AddRange(stars.Values);
            starts.Add(columns.Count);
        }

        uint[] times = [.. columns.Select((_, n) => 1_000_000_000u + 3600u * (uint)n)];
        var ratings = new RatingMatrix(
            new Vocabulary([.. Enumerable.Range(0, Viewers).Select(viewer => 1000 + 7 * viewer)]),
            new Vocabulary([.. Enumerable.Range(0, Movies).Select(movie => 50 + 3 * movie)]),
            [.. starts], [.. columns], [.. halfStars], times);
        ulong[] genres = [.. Enumerable.Range(0, Movies).Select(movie => movie == Unseen ? 0UL : movie < MoviesPerTaste ? 1UL : 2UL)];
        short[] years = [.. Enumerable.Range(0, Movies).Select(movie => (short)(1980 + movie))];
        return new TrainingData(ratings, new MovieFacts(["Sea", "Space"], genres, years));
    }

    public static KnownRating[] Loves(params int[] movies) => [.. movies.Order().Select(movie => new KnownRating(movie, 10, 1_600_000_000))];

    private static int[] Draw(Random random, IReadOnlyList<int> movies, int count)
    {
        int[] shuffled = [.. movies];
        random.Shuffle(shuffled);
        return shuffled[..count];
    }
}
