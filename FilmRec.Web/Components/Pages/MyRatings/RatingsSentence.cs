using System.Globalization;
using FilmRec.Core.Ratings;
using FilmRec.Core.Ratings.Statistics;

namespace FilmRec.Web.Components.Pages.MyRatings;

/// <summary>What the page of one's own ratings says in words.</summary>
internal static class RatingsSentence
{
    /// <summary>Means that differ by less are said to be the same.</summary>
    private const double Noticeable = 0.15;

    /// <param name="since">The first rating, in the viewer's zone.</param>
    public static string Summary(TasteStatistics taste, DateTimeOffset since)
    {
        string films = $"{Words.Count(taste.Count, "film", "films")} since {since.ToString("MMMM yyyy", CultureInfo.InvariantCulture)}.";
        if (taste.EveryoneMean is not { } everyone || taste.Count < TastePictures.Fewest)
        {
            return $"{films} {Words.Average(taste.Mean)} stars on average.";
        }

        string rater = (taste.Mean - everyone) switch
        {
            > Noticeable => "You are a generous rater",
            < -Noticeable => "You are a careful rater",
            _ => "You rate as others do",
        };
        return $"{films} {rater}: {Words.Average(taste.Mean)} on average, everyone else gives the same films {Words.Average(everyone)}.";
    }

    /// <summary>"38 of your 214 films: Drama from the 1990s."</summary>
    public static string Found(RatingsFilter filter, int found, int all)
        => filter.IsEverything
            ? $"All {Words.Count(all, "film", "films")}, {Order(filter.Sort)}."
            : $"{Words.Count(found)} of your {Words.Count(all, "film", "films")}: {Words.List(Parts(filter))}; {Order(filter.Sort)}.";

    public static string Nothing(RatingsFilter filter)
        => filter.IsEverything || filter.Page > 1 ? $"There is no page {Words.Count(filter.Page)}" : $"None of your films is {Words.List(Parts(filter))}";

    public static string Order(MyRatingSort sort) => sort switch
    {
        MyRatingSort.Title => "by title",
        MyRatingSort.Stars => "most stars first",
        MyRatingSort.Everyone => "everyone's favourites first",
        MyRatingSort.Difference => "biggest difference from everyone first",
        _ => "latest first",
    };

    private static List<string> Parts(RatingsFilter filter)
    {
        var parts = new List<string>();
        Add(filter.Text, text => $"called “{text}”");
        Add(filter.Genre, genre => $"in {genre}");
        Add(filter.Decade, decade => $"from the {decade}s");
        Add(filter.HalfStars is { } half ? Words.Of(Stars.OfHalfStars(half)) : null, stars => $"rated {stars}");
        Add(filter.RatedYear, year => $"rated in {year}");
        return parts;

        void Add(object? value, Func<object, string> say)
        {
            if (value is not null)
            {
                parts.Add(say(value));
            }
        }
    }
}
