namespace FilmRec.Core.SampleData.Inventing;

/// <summary>How often a genre is a movie's main one, what usually comes with it, and how long such movies are.</summary>
/// <param name="Weight">Relative frequency as main genre.</param>
/// <param name="Companions">Genres that come second, the likeliest first.</param>
/// <param name="Runtime">Usual minutes.</param>
/// <param name="Age">How many years longer ago than others such movies were made, on average.</param>
internal sealed record GenreHabit(string Name, double Weight, string[] Companions, int Runtime, double Age = 0);

/// <summary>MovieLens' genres, mixed as real catalogues mix them.</summary>
internal static class GenreMix
{
    public static readonly GenreHabit[] Habits =
    [
        new("Drama", 25, ["Romance", "Comedy", "Crime", "War", "Thriller", "Mystery", "Fantasy"], 112),
        new("Comedy", 20, ["Romance", "Drama", "Crime", "Adventure", "Fantasy", "Musical", "Children"], 99),
        new("Action", 12, ["Thriller", "Adventure", "Crime", "Sci-Fi", "Comedy", "Fantasy", "War"], 111),
        new("Thriller", 8, ["Crime", "Mystery", "Drama", "Horror", "Action", "Sci-Fi"], 108),
        new("Horror", 7, ["Thriller", "Mystery", "Sci-Fi", "Comedy", "Fantasy"], 95),
        new("Romance", 6, ["Comedy", "Drama", "Musical", "Fantasy", "War"], 105),
        new("Crime", 5, ["Drama", "Thriller", "Mystery", "Comedy", "Film-Noir", "Action"], 109),
        new("Documentary", 4, ["War", "Musical", "Comedy", "Crime"], 92),
        new("Sci-Fi", 4, ["Adventure", "Action", "Thriller", "Drama", "Horror", "Mystery"], 113),
        new("Animation", 3, ["Children", "Adventure", "Comedy", "Fantasy", "Musical"], 91),
        new("Adventure", 3, ["Action", "Fantasy", "Children", "Comedy", "Sci-Fi", "Western"], 113),
        new("Fantasy", 2, ["Adventure", "Children", "Romance", "Drama", "Animation"], 112),
        new("Children", 2, ["Comedy", "Animation", "Adventure", "Fantasy", "Musical"], 92),
        new("Mystery", 2, ["Thriller", "Crime", "Drama", "Horror", "Film-Noir"], 106),
        new("War", 2, ["Drama", "Action", "Romance", "Adventure"], 121, 12),
        new("Western", 1.4, ["Action", "Drama", "Adventure", "Comedy"], 104, 26),
        new("Musical", 1.3, ["Comedy", "Romance", "Drama", "Children"], 108, 14),
        new("Film-Noir", 0.9, ["Crime", "Mystery", "Thriller", "Drama"], 97, 45),
    ];

    private static readonly double[] Weights = [.. Habits.Select(h => h.Weight)];
    private static readonly double[] HowMany = [0.34, 0.36, 0.22, 0.08];

    public static GenreHabit DrawMain(Random chance) => Habits[chance.NextWeighted(Weights)];

    /// <summary>The main genre first, then up to three companions.</summary>
    public static List<string> Draw(GenreHabit main, Random chance)
    {
        List<string> genres = [main.Name];
        int wanted = 1 + chance.NextWeighted(HowMany);
        while (genres.Count < wanted)
        {
            // Squaring leans towards the front of the list.
            double place = chance.NextDouble();
            string companion = main.Companions[(int)(place * place * main.Companions.Length)];
            if (genres.Contains(companion))
            {
                wanted--;
            }
            else
            {
                genres.Add(companion);
            }
        }

        return genres;
    }
}
