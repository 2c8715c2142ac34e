namespace FilmRec.Core.SampleData.Inventing;

/// <summary>One viewer's taste: mostly one type, a part of a second, and leanings of their own.</summary>
internal sealed class Taste
{
    private readonly float[] _genres;
    private readonly float[] _leanings;
    private readonly double _era;

    private Taste(float[] genres, float[] leanings, double era) => (_genres, _leanings, _era) = (genres, leanings, era);

    public static Taste Draw(Random chance, MovieTraits movies)
    {
        int main = TasteType.Draw(chance);
        int second = TasteType.Draw(chance);
        double share = 0.6 + (0.4 * chance.NextDouble());
        var genres = new float[GenreMix.Habits.Length];
        for (int genre = 0; genre < genres.Length; genre++)
        {
            string name = GenreMix.Habits[genre].Name;
            double typical = (share * TasteType.All[main].Leanings.GetValueOrDefault(name)) + ((1 - share) * TasteType.All[second].Leanings.GetValueOrDefault(name));
            genres[genre] = (float)(typical + (chance.NextNormal() * 0.25));
        }

        var leanings = new float[MovieTraits.Leanings];
        for (int dimension = 0; dimension < leanings.Length; dimension++)
        {
            // Viewers of a type share a part of what no genre name says.
            leanings[dimension] = (float)((share * movies.TypeLeaning(main, dimension)) + (chance.NextNormal() * 0.6));
        }

        double era = (share * TasteType.All[main].Era) + ((1 - share) * TasteType.All[second].Era) + (chance.NextNormal() * 6);
        return new Taste(genres, leanings, era);
    }

    /// <summary>How much this movie is to this viewer's taste: around 0, about 1 wide.</summary>
    public double Of(MovieTraits movies, int movie)
    {
        double genre = 0;
        var genres = movies.GenresOf(movie);
        foreach (byte index in genres)
        {
            genre += _genres[index];
        }

        double hidden = 0;
        var leanings = movies.LeaningsOf(movie);
        for (int dimension = 0; dimension < leanings.Length; dimension++)
        {
            hidden += _leanings[dimension] * leanings[dimension];
        }

        double years = (movies.YearOf(movie) - _era) / 30;
        return (genre / Math.Sqrt(genres.Length)) + (0.45 * hidden) - Math.Min(1.2, 0.5 * years * years);
    }
}
