using FilmRec.Core.Numerics;

namespace FilmRec.Core.SampleData.Inventing;

/// <summary>What one viewer after the other watches and what they think of it. Keeps work space for one viewer.</summary>
internal sealed class ViewerEvenings(MovieTraits traits, IReadOnlyList<SampleMovie> movies)
{
    private const double PullOfTaste = 1.35;
    private const double BaseStars = 2.82;

    private readonly double[] _liking = new double[traits.Count];
    private readonly float[] _urge = new float[traits.Count];

    /// <param name="count">How many ratings; no more movies than that are out by the end of the window.</param>
    /// <returns>In the order of time.</returns>
    public SampleRating[] Spend(int viewer, ViewerWindow window, int count, Random chance)
    {
        var taste = Taste.Draw(chance, traits);
        int[] chosen = Choose(taste, window, count, chance);
        var critic = new Critic(chance);
        var sessions = new Sessions(window, count, chance);
        var ratings = new SampleRating[chosen.Length];
        for (int place = 0; place < chosen.Length; place++)
        {
            int movie = chosen[place];
            byte stars = critic.HalfStars(BaseStars + (0.4 * traits.QualityOf(movie)) + (0.55 * _liking[movie]));
            var ratedAt = sessions.After(movies[movie].Released);
            ratings[place] = new SampleRating(viewer, movie, stars, ratedAt, null, null);
            ratings[place] = WithWatch(ratings[place], chance);
        }

        Array.Sort(ratings, (a, b) => a.RatedAt != b.RatedAt ? a.RatedAt.CompareTo(b.RatedAt) : a.Movie.CompareTo(b.Movie));
        return ratings;
    }

    // Drawing without putting back, in proportion to popularity × e^taste: the highest of logarithm + Gumbel noise.
    private int[] Choose(Taste taste, ViewerWindow window, int count, Random chance)
    {
        for (int movie = 0; movie < _urge.Length; movie++)
        {
            _liking[movie] = taste.Of(traits, movie);
            double gumbel = -Math.Log(-Math.Log(1 - chance.NextDouble()));
            _urge[movie] = traits.IsReleasedBefore(movie, window.Last)
                ? (float)(traits.PopularityOf(movie) + (PullOfTaste * _liking[movie]) + gumbel)
                : float.NegativeInfinity;
        }

        var chosen = new int[count];
        TopRanked.Select(_urge, [], chosen);
        return chosen;
    }

    private SampleRating WithWatch(SampleRating rating, Random chance)
    {
        if (chance.NextDouble() >= 0.4)
        {
            return rating;
        }

        int runtime = movies[rating.Movie].RuntimeMinutes;
        bool toTheEnd = chance.NextDouble() < 0.72 + (0.027 * rating.HalfStars);
        int minutes = toTheEnd ? runtime : Math.Max(5, (int)(runtime * (0.1 + (0.8 * chance.NextDouble()))));
        var started = rating.RatedAt.AddMinutes(-minutes - chance.Next(1, 90));
        return started < movies[rating.Movie].Released ? rating : rating with { WatchedAt = started, WatchedMinutes = minutes };
    }
}

/// <summary>How one viewer hands out stars: strictly or mildly, and many of them never give half ones.</summary>
internal sealed class Critic(Random chance)
{
    private readonly double _mildness = chance.NextNormal() * 0.33;
    private readonly double _halves = chance.NextDouble() < 0.35 ? 0 : 0.85;

    public byte HalfStars(double opinion)
    {
        // Now and then somebody is in a bad mood, or was promised another film.
        double disappointment = chance.NextDouble() < 0.035 ? 2 : 0;
        double stars = opinion + _mildness + (chance.NextNormal() * 0.72) - disappointment;
        double rounded = chance.NextDouble() < _halves ? Math.Round(stars * 2) : Math.Round(stars) * 2;
        return (byte)Math.Clamp(rounded, chance.NextDouble() < _halves ? 1 : 2, 10);
    }
}

/// <summary>The evenings on which one viewer rates: many films on the first, a few on later ones.</summary>
internal sealed class Sessions
{
    private const double FilmsPerEvening = 9;

    private readonly Random _chance;
    private readonly ViewerWindow _window;
    private readonly DateTimeOffset[] _evenings;

    public Sessions(ViewerWindow window, int ratings, Random chance)
    {
        (_chance, _window) = (chance, window);
        _evenings = new DateTimeOffset[1 + (int)(ratings / FilmsPerEvening)];
        for (int evening = 0; evening < _evenings.Length; evening++)
        {
            _evenings[evening] = evening == 0 ? window.First : Between(window.First, window.Last);
        }
    }

    /// <summary>A moment of some evening, after the release.</summary>
    public DateTimeOffset After(DateTimeOffset released)
    {
        var evening = _chance.NextDouble() < 0.2 ? _evenings[0] : _evenings[_chance.Next(_evenings.Length)];
        var moment = evening.AddSeconds(_chance.Next(4 * 3600));
        return moment >= released && moment <= _window.Last ? moment : Between(released > _window.First ? released : _window.First, _window.Last);
    }

    private DateTimeOffset Between(DateTimeOffset from, DateTimeOffset to)
        => from.AddSeconds(Math.Floor((to - from).TotalSeconds * _chance.NextDouble()));
}
