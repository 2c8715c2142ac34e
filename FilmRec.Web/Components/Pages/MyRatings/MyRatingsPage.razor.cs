using FilmRec.Core.Ratings;
using FilmRec.Core.Ratings.Statistics;
using FilmRec.Web.Components.Theme;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Pages.MyRatings;

public sealed partial class MyRatingsPage(RatingBook book, TasteReader tastes, VisitorTime time, ILogger<MyRatingsPage> log) : LoadingPage(log)
{
    private RatingsFilter _filter = new();
    private TasteStatistics? _taste;
    private MyRatingPage? _mine;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "genre")]
    private string? Genre { get; set; }

    [SupplyParameterFromQuery(Name = "stars")]
    private string? GivenStars { get; set; }

    [SupplyParameterFromQuery(Name = "decade")]
    private string? Decade { get; set; }

    [SupplyParameterFromQuery(Name = "rated")]
    private string? RatedYear { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    private string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private string? PageNumber { get; set; }

    // An array: what travels to an island must be of a type that has a name.
    private RatedRow[] Rows => [.. _mine?.Items.Select(RatedRow.Of) ?? []];

    protected override Task OnParametersSetAsync()
    {
        _filter = RatingsFilter.Of(Text, Genre, GivenStars, Decade, RatedYear, Sort, PageNumber);
        _mine = null;
        return LoadAsync(async cancellationToken =>
        {
            int viewerId = await ReadViewerIdAsync() ?? 0;
            _taste = await tastes.ReadAsync(viewerId, cancellationToken);
            _mine = await book.MineAsync(viewerId, _filter.ToQuery(time.Zone), cancellationToken);
        });
    }
}
