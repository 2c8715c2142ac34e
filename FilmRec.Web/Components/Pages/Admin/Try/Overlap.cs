using FilmRec.Core.Recommending.Serving;

namespace FilmRec.Web.Components.Pages.Admin.Try;

/// <summary>How two lists agree.</summary>
internal static class Overlap
{
    private const int Top = 5;

    public static int Common(Recommendation one, Recommendation other)
        => one.Items.Select(item => item.Movie.MovieId).Intersect(other.Items.Select(item => item.Movie.MovieId)).Count();

    /// <summary>"14 of 20 films are in both lists, 3 of them among the first five of both."</summary>
    public static string Sentence(Recommendation one, Recommendation other)
    {
        int length = Math.Max(one.Items.Count, other.Items.Count);
        int common = Common(one, other);
        int top = one.Items.Take(Top).Select(item => item.Movie.MovieId).Intersect(other.Items.Take(Top).Select(item => item.Movie.MovieId)).Count();
        return length == 0 ? "Both lists are empty."
            : common == length && one.Items.Select(item => item.Movie.MovieId).SequenceEqual(other.Items.Select(item => item.Movie.MovieId)) ? "Both lists are the same, film by film."
            : $"{common} of {Words.Count(length, "film", "films")} {(common == 1 ? "is" : "are")} in both lists, {top} among the first five of both.";
    }

    /// <summary>How far a film stands above its place in another list; null where it is not in it.</summary>
    public static int? Move(RecommendedMovie item, Recommendation beside)
        => beside.Items.FirstOrDefault(other => other.Movie.MovieId == item.Movie.MovieId) is { } there ? there.Rank - item.Rank : null;
}
