using FilmRec.Core.Accounts;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>Which movies of a model may be shown: a request and the viewer's wishes, turned into bits once.</summary>
internal readonly struct ShelfFilter
{
    private readonly ulong _all;
    private readonly ulong _any;
    private readonly ulong _none;
    private readonly int _from;
    private readonly int _to;
    private readonly bool _impossible;

    public ShelfFilter(RecommendationRequest request, ViewerPreferences preferences, MovieFacts facts)
    {
        _all = Bits(facts, request.Genres, out _impossible);

        _any = Bits(facts, request.AnyGenres, out _);
        _impossible |= request.AnyGenres.Count > 0 && _any == 0;

        // Who asks for a genre wants it, even if the preferences say otherwise.
        ulong avoided = request.WithAvoided ? 0 : Bits(facts, preferences.AvoidedGenres, out _) & ~(_all | _any);
        _none = avoided | Bits(facts, request.ExcludedGenres, out _);
        _from = request.YearFrom ?? (request.YearTo is null ? 0 : 1);
        _to = request.YearTo ?? int.MaxValue;
    }

    /// <summary>Takes out of the running what may not be shown, by a score of −∞. O(movies), allocates nothing.</summary>
    public void Apply(ServedModel model, Span<float> scores)
    {
        if (_impossible)
        {
            scores.Fill(float.NegativeInfinity);
            return;
        }

        ulong[] genres = model.Facts.Genres;
        short[] years = model.Facts.Years;
        for (int movie = 0; movie < scores.Length; movie++)
        {
            if (!model.InCatalogue[movie] || (genres[movie] & _all) != _all || (genres[movie] & _none) != 0 || (_any != 0 && (genres[movie] & _any) == 0) || years[movie] < _from || years[movie] > _to)
            {
                scores[movie] = float.NegativeInfinity;
            }
        }
    }

    /// <summary>One bit for each name that the facts know.</summary>
    /// <param name="facts">Names the bits.</param>
    /// <param name="names">Upper and lower case are the same.</param>
    /// <param name="someUnknown">Out: a name was not known.</param>
    public static ulong Bits(MovieFacts facts, IReadOnlyList<string> names, out bool someUnknown)
    {
        ulong bits = 0;
        someUnknown = false;
        foreach (string name in names)
        {
            int genre = 0;
            while (genre < facts.GenreNames.Count && !facts.GenreNames[genre].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                genre++;
            }

            bits |= genre < facts.GenreNames.Count ? 1UL << genre : 0;
            someUnknown |= genre == facts.GenreNames.Count;
        }

        return bits;
    }
}
