using Bogus;

namespace FilmRec.Core.SampleData.Inventing;

/// <summary>Movies with titles, years, genres, runtimes and plots.</summary>
internal sealed class MovieInventor
{
    private const int FirstYear = 1931;

    // Every second movie is older than any viewer's last evening, so that every viewer finds enough to watch.
    private static readonly DateTimeOffset OldEnough = SampleGenerator.Until.AddYears(-ViewerInventor.YearsOfSilence - 1);
    private static readonly DateTimeOffset CatalogueOpened = SampleGenerator.Until.AddYears(-ViewerInventor.Years);

    private readonly Random _chance;
    private readonly TitleInventor _titles;
    private readonly PlotInventor _plots;

    public MovieInventor(int seed)
    {
        _chance = Chance.Of(seed, Chance.Movies);
        var faker = new Faker("en") { Random = new Randomizer(Chance.Seed(seed, Chance.Movies, 1)) };
        (_titles, _plots) = (new TitleInventor(faker), new PlotInventor(faker));
    }

    public SampleMovie[] Invent(int count)
    {
        var movies = new SampleMovie[count];
        for (int index = 0; index < count; index++)
        {
            var main = GenreMix.DrawMain(_chance);
            var genres = GenreMix.Draw(main, _chance);
            var released = Release(main, old: index % 2 == 0);
            movies[index] = new SampleMovie(_titles.Invent(main.Name), released, [.. genres.Order(StringComparer.Ordinal)],
                Runtime(main), _plots.Invent(genres), Added(released));
        }

        return movies;
    }

    // Exponentially fewer the longer ago: half of all movies are younger than about sixteen years.
    private DateTimeOffset Release(GenreHabit main, bool old)
    {
        while (true)
        {
            double yearsAgo = (-23 * Math.Log(1 - _chance.NextDouble())) + (main.Age * _chance.NextDouble() * 2);
            var released = new DateTimeOffset(SampleGenerator.Until.AddDays(-Math.Floor(yearsAgo * 365.25) - 1).Date, TimeSpan.Zero);
            if (released.Year >= FirstYear && (!old || released < OldEnough))
            {
                return released;
            }
        }
    }

    private int Runtime(GenreHabit main)
        => (int)Math.Clamp(main.Runtime + (_chance.NextNormal() * 13) + (_chance.NextDouble() < 0.06 ? 35 : 0), 62, 212);

    // Old films were there when the catalogue opened; later ones join it a few days after they come out.
    private DateTimeOffset Added(DateTimeOffset released)
    {
        var moment = (released < CatalogueOpened ? CatalogueOpened : released).AddDays(_chance.Next(0, 12));
        return moment.AddMinutes(_chance.Next(0, 24 * 60));
    }
}
