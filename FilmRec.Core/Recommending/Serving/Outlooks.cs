using FilmRec.Core.Data;
using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Clusters;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>Works out what a viewer may expect of one movie, and why: all that the movie's own page says about the two of them.</summary>
public sealed class Outlooks(ModelHolder models, ISignalReader signals)
{
    private const int MostParts = 5;

    /// <summary>Below, a rating's weight reads as nothing: a hundredth of a star, rounded.</summary>
    private const double LeastStars = 0.005;

    /// <summary>Within so many deviations of the guess lie two ratings of three.</summary>
    private const double TwoInThree = 0.967;

    /// <summary>One small query, whatever the number of movies. An unknown viewer has no outlook.</summary>
    /// <param name="viewerId">Who looks.</param>
    /// <param name="movieId">The movie that is looked at. Where the viewer has rated it, that rating is left out of what is known.</param>
    /// <param name="others">Movies beside it, of which only guesses are wanted.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public async Task<Outlook> ReadAsync(int viewerId, int movieId, IReadOnlyList<int> others, CancellationToken cancellationToken)
    {
        if (await signals.ReadAsync(viewerId, cancellationToken) is not { } known)
        {
            return Outlook.Nothing;
        }

        var live = models.Current;
        var ratings = known.Signals.Where(signal => signal.Kind == SignalKind.Rating)
            .ToDictionary(signal => signal.MovieId, signal => Stars.OfHalfStars(signal.HalfStars));
        var beside = StarGuess.Of(live, new ViewerTaste(known), [.. others.Where(other => !ratings.ContainsKey(other))]);
        var before = new ViewerTaste(known with { Signals = [.. known.Signals.Where(signal => signal.MovieId != movieId)] });
        double? guess = StarGuess.Of(live, before, [movieId]).TryGetValue(movieId, out double stars) ? stars : null;
        return new Outlook(ratings, beside, guess, guess is { } given ? Weigh(live, before, movieId, given) : null);
    }

    /// <summary>Names of the taste clusters that like this movie more than others do, the largest first; at most two. Asks nobody.</summary>
    public IReadOnlyList<string> LovedIn(int movieId)
        => models.Current.Find(ClusterModel.Name)?.Model is ClusterModel clusters
            ? [.. clusters.Clusters.Where(cluster => cluster.Favourites.Contains(movieId)).Take(2).Select(cluster => cluster.Name)]
            : [];

    private static GuessAccount? Weigh(LiveModelSet live, ViewerTaste taste, int movieId, double guess)
    {
        if (live.Predictor is not IStarExplainer model || !model.Movies.TryRowOf(movieId, out int row))
        {
            return null;
        }

        using var known = taste.In(model.Movies);
        float[] contributions = new float[known.Span.Length];
        if (model.Explain(known.Span, row, contributions) is not { } account)
        {
            return null;
        }

        var parts = new List<GuessPart>(contributions.Length);
        for (int n = 0; n < contributions.Length; n++)
        {
            if (known.Span[n] is { Signal: Signal.Rating } rating)
            {
                parts.Add(new GuessPart(model.Movies.IdOf(rating.Movie), Stars.OfHalfStars(rating.HalfStars), contributions[n]));
            }
        }

        GuessPart[] heaviest = [.. parts.OrderByDescending(part => Math.Abs(part.Adds)).Take(MostParts).Where(part => Math.Abs(part.Adds) >= LeastStars)];
        double reach = TwoInThree * account.Deviation;
        return new GuessAccount(
            Math.Max(Stars.MinimumHalfStars / 2.0, guess - reach), Math.Min(Stars.MaximumHalfStars / 2.0, guess + reach), account.Start, heaviest,
            parts.Count - heaviest.Length, parts.Sum(part => part.Adds) - heaviest.Sum(part => part.Adds));
    }
}

/// <summary>What a viewer may expect of a movie.</summary>
/// <param name="Ratings">The stars that the viewer gave, by movie id.</param>
/// <param name="Beside">Predicted stars of the movies beside it that the viewer has not rated.</param>
/// <param name="Guess">Predicted stars of the movie itself, 0.5 … 5, from all that is known but a rating of this very movie; null where nothing can be guessed.</param>
/// <param name="Account">How the guess comes about; null without one, and where the live predictor cannot tell.</param>
public sealed record Outlook(
    IReadOnlyDictionary<int, Stars> Ratings, IReadOnlyDictionary<int, double> Beside, double? Guess, GuessAccount? Account)
{
    public static Outlook Nothing { get; } = new(new Dictionary<int, Stars>(), new Dictionary<int, double>(), null, null);
}

/// <summary>How a guess comes about. Start, parts and rest add up to it, before it is cut to the scale.</summary>
/// <param name="Low">Two ratings of three that are guessed like this one lie between <paramref name="Low"/> …</param>
/// <param name="High">… and this.</param>
/// <param name="Start">Stars that somebody would give of whom nothing is known.</param>
/// <param name="Parts">The viewer's ratings that move the guess most, up or down, heaviest first.</param>
/// <param name="Others">How many more ratings count.</param>
/// <param name="Rest">Stars that those add up to.</param>
public sealed record GuessAccount(double Low, double High, double Start, IReadOnlyList<GuessPart> Parts, int Others, double Rest);

/// <summary>One rating behind a guess.</summary>
/// <param name="Given">What the viewer gave that movie.</param>
/// <param name="Adds">Stars that it adds to the guess; negative where it pulls down.</param>
public sealed record GuessPart(int MovieId, Stars Given, double Adds);
