using FilmRec.Core.Recommending.Serving;

namespace FilmRec.Web.Components.Pages.ForYou;

/// <summary>What the controls and their effects are called.</summary>
internal static class ForYouWords
{
    public static string Diversity(double share) => share switch
    {
        0 => "Close to my taste",
        <= 0.3 => "A little varied",
        <= 0.7 => "Varied",
        _ => "All over",
    };

    public static string Novelty(double share) => share switch
    {
        0 => "Well known too",
        <= 0.25 => "A few surprises",
        <= 0.5 => "Some surprises",
        <= 0.75 => "Many surprises",
        _ => "Hardly seen",
    };

    public static string Years(ForYouFilter filter, int? first, int? last)
        => (filter.From ?? first, filter.To ?? last) switch
        {
            ({ } from, { } to) when from == to => $"{from}",
            ({ } from, { } to) => $"{from} to {to}",
            _ => "Any year",
        };

    /// <summary>All three in one line: "1947 to 2024, varied, some surprises".</summary>
    public static string Tuning(ForYouFilter filter, int? first, int? last)
        => $"{(filter.From is null && filter.To is null ? "Any year" : Years(filter, first, last))}, {Diversity(filter.Diversity).ToLowerInvariant()}, {Novelty(filter.Novelty).ToLowerInvariant()}";

    /// <summary>What was changed, to follow on "5 moved up": "since you turned diversity from 40 to 62".</summary>
    public static string Since(ForYouFilter before, ForYouFilter after, int? first, int? last)
    {
        var changes = new List<string>();
        AddShare(changes, "diversity", before.Diversity, after.Diversity);
        AddShare(changes, "novelty", before.Novelty, after.Novelty);
        if ((before.From, before.To) != (after.From, after.To))
        {
            changes.Add(after.From is null && after.To is null ? "took all years" : $"set the years to {Years(after, first, last)}");
        }

        Add("included", after.Genres.Except(before.Genres, StringComparer.OrdinalIgnoreCase));
        Add("left out", after.Excluded.Except(before.Excluded, StringComparer.OrdinalIgnoreCase));
        Add("let go of", before.Genres.Concat(before.Excluded).Except(after.Genres.Concat(after.Excluded), StringComparer.OrdinalIgnoreCase));
        return changes.Count == 0 ? "with what you have told since" : $"since you {Words.List(changes)}";

        void Add(string what, IEnumerable<string> genres)
        {
            string[] names = [.. genres];
            if (names.Length > 0)
            {
                changes.Add($"{what} {Words.List(names)}");
            }
        }
    }

    /// <summary>"Ranked 6th by score, lifted to 2nd because nothing above it is a Mystery."</summary>
    public static string Of(PlaceChange change) => change.Cause switch
    {
        PlaceCause.None => $"Its score puts it {Ordinal(change.Place)}.",
        PlaceCause.NewGenre => $"{Lifted(change)} because nothing above it is {change.Genre}.",
        PlaceCause.Unlike => $"{Lifted(change)} because it is unlike what stands above it.",
        PlaceCause.LittleKnown => $"{Lifted(change)} because few people know it.",
        PlaceCause.Favourite => $"{Lifted(change)} because {change.Genre} is among your favourite genres.",
        PlaceCause.Decade => $"{Lifted(change)} because it is from a decade that you prefer.",
        PlaceCause.LikeOthers => $"{Lowered(change)} because films much like it stand above it.",
        PlaceCause.WellKnown => $"{Lowered(change)} because many people know it.",
        _ => $"{Lowered(change)} because others were lifted past it.",
    };

    /// <summary>"1st", "22nd", "111th".</summary>
    public static string Ordinal(int number) => Words.Count(number) + ((number % 100) is >= 11 and <= 13 ? "th" : (number % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" });

    private static string Lifted(PlaceChange change) => $"Ranked {Ordinal(change.PlaceByScore)} by score, lifted to {Ordinal(change.Place)}";

    private static string Lowered(PlaceChange change) => $"Ranked {Ordinal(change.PlaceByScore)} by score, moved down to {Ordinal(change.Place)}";

    private static void AddShare(List<string> changes, string name, double before, double after)
    {
        if (before != after)
        {
            changes.Add($"turned {name} from {before * 100:0} to {after * 100:0}");
        }
    }
}
