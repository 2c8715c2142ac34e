namespace FilmRec.Core.Recommending.Models.Factorisation;

/// <summary>What is known of each film before its stars are looked at: genres, year, how many rated it, and its audience. Each viewer has a liking for each trait.</summary>
/// <param name="Values">x, row-major, [films × count]; the first trait is 1 for all, the others have mean 0 over ratings.</param>
/// <param name="Count">F, at least 1.</param>
internal sealed record FilmTraits(float[] Values, int Count)
{
    // Beyond so many deviations a trait says no more.
    private const double Farthest = 4;

    // Audiences come in no natural unit; as strong as a genre is about right.
    private const double AudienceDeviation = 0.5;

    /// <param name="data">Where facts are unknown, their traits are left out.</param>
    /// <param name="byFilm">The same ratings.</param>
    /// <param name="audiences">How many traits to take from audiences.</param>
    /// <param name="settings">Seed and threads; the result does not depend on the threads.</param>
    /// <param name="cancellationToken">Looked at every few rows.</param>
    public static FilmTraits Of(TrainingData data, RatingsByFilm byFilm, int audiences, TrainingSettings settings, CancellationToken cancellationToken)
    {
        List<double[]> columns = [];
        for (int genre = 0; genre < data.Facts.GenreNames.Count; genre++)
        {
            columns.Add([.. data.Facts.Genres.Select(genres => (double)((genres >> genre) & 1))]);
            Centre(columns[^1], byFilm, known: null);
        }

        bool[] dated = [.. data.Facts.Years.Select(year => year > 0)];
        double[] year = [.. data.Facts.Years.Select(year => (double)year)];
        Standardise(year, byFilm, dated);
        columns.Add(year);
        columns.Add([.. year.Select(value => value * value / 2)]);
        Centre(columns[^1], byFilm, dated);
        columns.Add([.. Enumerable.Range(0, byFilm.Films).Select(film => Math.Log(1 + byFilm.CountOf(film)))]);
        Standardise(columns[^1], byFilm, known: null);

        float[] audience = Audiences.Of(data.Ratings, byFilm, audiences, settings, cancellationToken);
        for (int trait = 0; trait < audiences; trait++)
        {
            double[] column = [.. Enumerable.Range(0, byFilm.Films).Select(film => (double)audience[film * audiences + trait])];
            Standardise(column, byFilm, known: null);
            columns.Add([.. column.Select(value => AudienceDeviation * value)]);
        }

        return Join([.. columns.Where(column => column.Any(value => value != 0))], byFilm.Films);
    }

    public ReadOnlySpan<float> Of(int film) => Values.AsSpan(film * Count, Count);

    private static FilmTraits Join(double[][] columns, int films)
    {
        int count = columns.Length + 1;
        float[] values = new float[films * count];
        for (int film = 0; film < films; film++)
        {
            values[film * count] = 1;
            for (int trait = 0; trait < columns.Length; trait++)
            {
                values[film * count + trait + 1] = (float)columns[trait][film];
            }
        }

        return new FilmTraits(values, count);
    }

    /// <summary>Takes away the mean over ratings; films of which nothing is known stay at 0.</summary>
    private static double Centre(double[] column, RatingsByFilm byFilm, bool[]? known)
    {
        double sum = 0;
        double squares = 0;
        double count = 0;
        for (int film = 0; film < column.Length; film++)
        {
            if (known is null || known[film])
            {
                sum += byFilm.CountOf(film) * column[film];
                squares += byFilm.CountOf(film) * column[film] * column[film];
                count += byFilm.CountOf(film);
            }
        }

        double mean = count > 0 ? sum / count : 0;
        for (int film = 0; film < column.Length; film++)
        {
            column[film] = count > 0 && (known is null || known[film]) ? column[film] - mean : 0;
        }

        return count > 0 ? Math.Sqrt(Math.Max(0, squares / count - mean * mean)) : 0;
    }

    private static void Standardise(double[] column, RatingsByFilm byFilm, bool[]? known)
    {
        double deviation = Centre(column, byFilm, known);
        for (int film = 0; film < column.Length; film++)
        {
            column[film] = deviation > 0 ? Math.Clamp(column[film] / deviation, -Farthest, Farthest) : 0;
        }
    }
}
