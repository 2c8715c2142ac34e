using FilmRec.Core.SampleData.Inventing;

namespace FilmRec.Core.SampleData;

/// <summary>
/// Makes up a world of movies and viewers whose ratings follow tastes: hidden leanings and genres, popularity and activity by a power law,
/// and noise. A pure function of its options: no clock, no culture, no global state.
/// </summary>
/// <remarks>Movies and viewers are kept (about 1 kB and 0.2 kB each); ratings are made while they are read, viewer by viewer.</remarks>
public sealed class SampleGenerator
{
    private readonly SampleOptions _options;
    private readonly MovieTraits _traits;
    private readonly ViewerWindow[] _windows;

    /// <exception cref="CannotContinueException">A number in the options is out of range.</exception>
    public SampleGenerator(SampleOptions options)
    {
        options.Check();
        _options = options;
        var movies = new MovieInventor(options.Seed).Invent(options.Movies);
        Movies = movies;
        _traits = MovieTraits.Draw(movies, options.Seed);
        (var viewers, _windows) = new ViewerInventor(options.Seed).Invent(options.Viewers);
        Viewers = viewers;
    }

    /// <summary>The last moment of this world: a fixed date, not today.</summary>
    public static DateTimeOffset Until { get; } = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    public IReadOnlyList<SampleMovie> Movies { get; }
    public IReadOnlyList<SampleViewer> Viewers { get; }

    /// <summary>How many <see cref="Ratings"/> gives, exactly.</summary>
    public int RatingCount => _options.Ratings;

    /// <summary>All ratings, viewer after viewer, each viewer's in the order of time. Nothing is kept of what was read.</summary>
    public IEnumerable<SampleRating> Ratings()
    {
        int[] counts = Activity.Share(_options.Ratings, [.. _windows.Select(w => _traits.ReleasedBefore(w.Last))], _options.Seed);
        var evenings = new ViewerEvenings(_traits, Movies);
        for (int viewer = 0; viewer < counts.Length; viewer++)
        {
            foreach (var rating in evenings.Spend(viewer, _windows[viewer], counts[viewer], ChanceOf(viewer)))
            {
                yield return rating;
            }
        }
    }

    // A stream of chance of its own for each viewer, so that no viewer's evenings depend on another's.
    private Random ChanceOf(int viewer) => Chance.Of(_options.Seed, Chance.Ratings, viewer);
}
