using FilmRec.Core.Posters;

namespace FilmRec.Tests.Posters;

/// <summary>Made-up films, some of them unpleasant: one letter, endless words, other scripts, markup.</summary>
internal static class RandomSubjects
{
    private static readonly string[] Words =
    [
        "The", "A", "of", "and", "in", "Night", "Sea", "Harbour", "Cartographer's", "Winter", "Ash", "Glass", "Internationalization", "Moths",
        "Étoile", "Ångström", "Straße", "Dr.", "2001", "III", "M*A*S*H", "<b>", "&", "\"Low\"", "'Til", "I", "WWW", "Supercalifragilistic",
        "千と千尋の神隠し", "攻殻機動隊", "올드보이", "Дозор", "ελιάς", "ليلة", "Gaïa", "Nguyễn", "Counterrevolutionaries", "Q", "...And", "🎬",
        "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", "of:", "Part", "Two", "(Deux)",
    ];

    private static readonly string[] Genres =
    [
        "Film-Noir", "Western", "Horror", "Sci-Fi", "Animation", "Musical", "Documentary", "War", "Fantasy", "Mystery", "Romance", "Crime",
        "Children", "Comedy", "Thriller", "Adventure", "Action", "Drama", "IMAX", "(no genres listed)",
    ];

    public static List<PosterSubject> Of(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Next(random))];
    }

    private static PosterSubject Next(Random random)
    {
        // Most titles are short; one in twelve is very long.
        int words = random.Next(12) == 0 ? random.Next(10, 22) : random.Next(1, 6);
        string title = string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[random.Next(Words.Length)]));
        if (random.Next(6) == 0)
        {
            title += ": " + string.Join(' ', Enumerable.Range(0, random.Next(1, 9)).Select(_ => Words[random.Next(Words.Length)]));
        }

        int? year = random.Next(10) == 0 ? null : random.Next(1895, 2027);
        return new PosterSubject(title, year, [.. Enumerable.Range(0, random.Next(4)).Select(_ => Genres[random.Next(Genres.Length)]).Distinct()]);
    }
}
