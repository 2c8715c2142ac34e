using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace FilmRec.Core.Quality;

/// <summary>What the data are like and what is wrong with them, at one moment. Names no viewer but by number.</summary>
/// <param name="CreatedAt">When the inspection began.</param>
/// <param name="Counts">How much there is.</param>
/// <param name="Ratings">What the ratings are like.</param>
/// <param name="Histograms">The same in pictures.</param>
/// <param name="Findings">Every check that was made, those without a case too, worst kind first.</param>
public sealed record DataQualityReport(
    DateTimeOffset CreatedAt, DataCounts Counts, RatingFigures Ratings, QualityHistograms Histograms, IReadOnlyList<QualityFinding> Findings)
{
    private static readonly JsonSerializerOptions Json = Options(indented: false);
    private static readonly JsonSerializerOptions IndentedJson = Options(indented: true);

    /// <summary>Checks that found something.</summary>
    [JsonIgnore]
    public IEnumerable<QualityFinding> Problems => Findings.Where(finding => finding.Count > 0);

    /// <summary>One JSON object with snake_case names.</summary>
    public string ToJson(bool indented) => JsonSerializer.Serialize(this, indented ? IndentedJson : Json);

    /// <summary>Reads what <see cref="ToJson"/> wrote; null for anything else.</summary>
    public static DataQualityReport? FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<DataQualityReport>(json, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonSerializerOptions Options(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = indented,
    };
}

/// <summary>How much there is.</summary>
/// <param name="Viewers">Accounts, those without ratings too.</param>
/// <param name="RatingViewers">Viewers with at least one rating.</param>
/// <param name="RatedMovies">Movies with at least one rating.</param>
public sealed record DataCounts(long Movies, long RatedMovies, long Viewers, long RatingViewers, long Ratings, long Watches, long Tags, long Genres);

/// <summary>What the ratings are like.</summary>
/// <param name="MeanStars">0.5 … 5; 0 without ratings.</param>
/// <param name="Sparsity">Share of viewer–movie pairs without a rating, among viewers and movies that have one, 0 … 1.</param>
/// <param name="MedianPerViewer">Ratings of the middle one of the viewers who have rated.</param>
/// <param name="MedianPerMovie">Ratings of the middle one of the movies that were rated.</param>
/// <param name="TopTenthShare">Share of the ratings that falls on the most rated tenth of the movies, 0 … 1.</param>
/// <param name="Oldest">Null without ratings.</param>
/// <param name="Newest">Null without ratings.</param>
public sealed record RatingFigures(
    double MeanStars, double Sparsity, double MedianPerViewer, double MedianPerMovie, double TopTenthShare, DateTimeOffset? Oldest, DateTimeOffset? Newest);

/// <summary>Counts by label, in the order of the labels.</summary>
/// <param name="Stars">Ratings by stars, "½" … "5".</param>
/// <param name="RatingsPerViewer">Viewers by number of ratings.</param>
/// <param name="RatingsPerMovie">Movies by number of ratings.</param>
/// <param name="RatingsPerYear">Ratings by the year in which they were given.</param>
/// <param name="MoviesPerGenre">Movies by genre, most first; one with two genres counts twice.</param>
/// <param name="MoviesPerDecade">Movies by decade of release.</param>
public sealed record QualityHistograms(
    IReadOnlyList<HistogramBar> Stars,
    IReadOnlyList<HistogramBar> RatingsPerViewer,
    IReadOnlyList<HistogramBar> RatingsPerMovie,
    IReadOnlyList<HistogramBar> RatingsPerYear,
    IReadOnlyList<HistogramBar> MoviesPerGenre,
    IReadOnlyList<HistogramBar> MoviesPerDecade);

public sealed record HistogramBar(string Label, long Count);
