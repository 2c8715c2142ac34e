using FilmRec.Core.Accounts;
using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>What a viewer told in words, as weights on scores.</summary>
internal readonly struct Wishes
{
    // How much more a movie of a favourite genre, of a preferred decade, or like what the viewer disliked counts before there is anything they liked …
    private const float FavouriteGenre = 2;
    private const float PreferredDecade = 1.5f;
    private const float DislikedGenre = 0.5f;

    // … and once there is: what they liked says more than words, which move a movie by some places.
    private const float FavouriteGenreBesideRatings = 1.15f;
    private const float PreferredDecadeBesideRatings = 1.1f;

    /// <summary>The scores have been weighed already.</summary>
    public const bool Weighed = true;

    /// <summary>Words come on top of what the viewer liked.</summary>
    public const bool AsTieBreak = false;

    private readonly MovieFacts _facts;
    private readonly ulong _favourites;
    private readonly List<int> _decades;

    /// <param name="facts">By rows.</param>
    /// <param name="preferences">Of the viewer.</param>
    public Wishes(MovieFacts facts, ViewerPreferences preferences)
        => (_facts, _favourites, _decades) = (facts, ShelfFilter.Bits(facts, preferences.FavouriteGenres, out _), preferences.PreferredDecades);

    /// <summary>Nothing was wished for that these movies know of.</summary>
    public bool AreNone => _favourites == 0 && _decades.Count == 0;

    /// <summary>How much more this movie counts, at least 1.</summary>
    public float WeightOf(int movie)
        => ((_facts.Genres[movie] & _favourites) != 0 ? FavouriteGenreBesideRatings : 1) * (IsPreferredDecade(movie) ? PreferredDecadeBesideRatings : 1);

    /// <summary>Weighs scores of at least 0 by what the viewer has said in words, and by what they disliked.</summary>
    public static void Weigh(ServedModel served, ReadOnlySpan<KnownRating> known, ViewerPreferences preferences, Span<float> scores)
    {
        var wishes = new Wishes(served.Facts, preferences);
        ulong disliked = 0;
        foreach (var signal in known)
        {
            disliked |= ViewerTaste.IsLiking(signal) ? 0 : served.Facts.Genres[signal.Movie];
        }

        disliked &= ~wishes._favourites;
        if (wishes.AreNone && disliked == 0)
        {
            return;
        }

        for (int movie = 0; movie < scores.Length; movie++)
        {
            ulong genres = served.Facts.Genres[movie];
            scores[movie] *= ((genres & wishes._favourites) != 0 ? FavouriteGenre : 1)
                * ((genres & disliked) != 0 ? DislikedGenre : 1)
                * (wishes.IsPreferredDecade(movie) ? PreferredDecade : 1);
        }
    }

    private bool IsPreferredDecade(int movie) => _decades.Count > 0 && _decades.Contains(_facts.Years[movie] / 10 * 10);
}
