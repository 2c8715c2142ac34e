using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>Measures what carries one movie of a list, and what moved it.</summary>
internal static class WhyRanked
{
    private const int MaximumParts = 5;

    /// <summary>Null where the model that ranked is not live any more, or gives no reasons.</summary>
    /// <param name="live">Taken once for the whole request.</param>
    /// <param name="taste">Of the viewer, as it is now.</param>
    /// <param name="list">In which it stands.</param>
    /// <param name="place">1 for the best.</param>
    public static Measured? Find(LiveModelSet live, ViewerTaste taste, LongList list, int place)
    {
        if (live.Explainer is not { Model: IExplainer model } served || served.Name != list.Model || !model.Movies.TryRowOf(list.Entries[place - 1].MovieId, out int row))
        {
            return null;
        }

        using var known = taste.In(model.Movies);
        float[] contributions = new float[known.Span.Length];
        model.Explain(known.Span, [row], contributions);
        double all = contributions.Sum(part => (double)Math.Abs(part));
        if (all == 0)
        {
            return null;
        }

        int[] most = [.. Enumerable.Range(0, contributions.Length).Where(n => contributions[n] != 0).OrderByDescending(n => Math.Abs(contributions[n])).Take(MaximumParts)];
        var parts = new MeasuredPart[most.Length];
        for (int n = 0; n < parts.Length; n++)
        {
            var signal = known.Span[most[n]];
            parts[n] = new MeasuredPart(model.Movies.IdOf(signal.Movie), RatedEvidence.KindOf(signal.Signal), signal.HalfStars, contributions[most[n]] / all);
        }

        double rest = contributions.Sum(part => part / all) - parts.Sum(part => part.Weight);
        var change = taste.ProfileVersion == list.ProfileVersion ? ChangeOf(served, model, known, taste, list, place, row) : null;
        return new Measured(parts, rest, contributions.Length - parts.Length, change);
    }

    private static PlaceChange ChangeOf(ServedModel served, IExplainer model, KnownSignals known, ViewerTaste taste, LongList list, int place, int row)
    {
        using var scores = new CatalogueScores(served);
        model.Score(known.Span, scores.Span);
        new ShelfFilter(list.Request, taste.Preferences, served.Facts).Apply(served, scores.Span);
        int byScore = 1;
        for (int other = 0; other < scores.Span.Length; other++)
        {
            bool precedes = scores.Span[other] > scores.Span[row] || (scores.Span[other] == scores.Span[row] && other < row);
            byScore += precedes && known.Done.BinarySearch(other) < 0 ? 1 : 0;
        }

        var (cause, genre) = byScore == place ? (PlaceCause.None, null)
            : byScore > place ? WhyLifted(served, model, taste, list, place, row)
            : (WhyLowered(served, model, list, row), null);
        return new PlaceChange(byScore, place, cause, genre);
    }

    private static (PlaceCause Cause, string? Genre) WhyLifted(ServedModel served, IExplainer model, ViewerTaste taste, LongList list, int place, int row)
    {
        ulong genres = served.Facts.Genres[row];
        ulong above = 0;
        foreach (var entry in list.Entries.Take(place - 1))
        {
            above |= model.Movies.TryRowOf(entry.MovieId, out int other) ? served.Facts.Genres[other] : 0;
        }

        if (list.Request.Diversity > 0 && place > 1 && (genres & ~above) != 0)
        {
            return (PlaceCause.NewGenre, served.GenreOf(row, genres & ~above));
        }

        if (list.Request.Novelty > 0 && served.Rarity[row] > MeanRarity(served, model, list))
        {
            return (PlaceCause.LittleKnown, null);
        }

        ulong favourites = ShelfFilter.Bits(served.Facts, taste.Preferences.FavouriteGenres, out _);
        return (genres & favourites) != 0 ? (PlaceCause.Favourite, served.GenreOf(row, favourites))
            : taste.Preferences.PreferredDecades.Contains(served.Facts.Years[row] / 10 * 10) ? (PlaceCause.Decade, null)
            : list.Request.Diversity > 0 ? (PlaceCause.Unlike, null)
            : (PlaceCause.LittleKnown, null);
    }

    private static PlaceCause WhyLowered(ServedModel served, IExplainer model, LongList list, int row)
        => list.Request.Novelty > 0 && served.Rarity[row] < MeanRarity(served, model, list) ? PlaceCause.WellKnown
            : list.Request.Diversity > 0 ? PlaceCause.LikeOthers
            : PlaceCause.Overtaken;

    private static float MeanRarity(ServedModel served, IExplainer model, LongList list)
        => list.Entries.Average(entry => model.Movies.TryRowOf(entry.MovieId, out int row) ? served.Rarity[row] : 1);

    /// <summary>As <see cref="WhyInFull"/>, before titles are read.</summary>
    internal sealed record Measured(IReadOnlyList<MeasuredPart> Parts, double Rest, int RestCount, PlaceChange? Change);

    internal readonly record struct MeasuredPart(int MovieId, SignalKind Kind, byte HalfStars, double Weight);
}
