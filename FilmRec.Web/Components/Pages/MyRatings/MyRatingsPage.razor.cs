using System.Globalization;
using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;
using FilmRec.Web.Components.Theme;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Pages.MyRatings;

public sealed partial class MyRatingsPage(RatingBook book, MovieCatalog catalog, VisitorTime time, ILogger<MyRatingsPage> log) : LoadingPage(log)
{
    private RatingsFilter _filter = new();
    private ViewerProfile? _profile;
    private MyRatingPage? _mine;
    private IReadOnlyList<GenreCount> _genres = [];

    [SupplyParameterFromQuery(Name = "q")]
    private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "genre")]
    private string? Genre { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    private string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private string? PageNumber { get; set; }

    protected override Task OnParametersSetAsync()
    {
        _filter = RatingsFilter.Of(Text, Genre, Sort, PageNumber);
        _mine = null;
        return LoadAsync(async cancellationToken =>
        {
            int viewerId = await ReadViewerIdAsync() ?? 0;
            _genres = await catalog.GenresAsync(cancellationToken);
            _profile = await book.ProfileAsync(viewerId, cancellationToken);
            _mine = await book.MineAsync(viewerId, _filter.ToQuery(), cancellationToken);
        });
    }

    private string Summary(ViewerProfile profile)
    {
        var since = time.Local(profile.Ratings.Min(rating => rating.RatedAt)).ToString("MMMM yyyy", CultureInfo.InvariantCulture);
        return $"{Words.Count(profile.Ratings.Count, "film", "films")} since {since}, {Words.Average(profile.Ratings.Average(rating => rating.HalfStars / 2.0))} stars on average.";
    }

    private string Nothing() => (_filter.Text, _filter.Genre) switch
    {
        ({ } text, null) => $"None of your films is called “{text}”",
        (null, { } genre) => $"You have rated no film in {genre} yet",
        ({ } text, { } genre) => $"None of your films in {genre} is called “{text}”",
        _ => $"There is no page {_filter.Page}",
    };
}
