using FilmRec.Core.Ratings;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Pages.Movies;

/// <summary>The viewer, our guess, and everyone. An island's parameters travel as JSON, so they are numbers.</summary>
public sealed partial class Voices : ComponentBase
{
    private IReadOnlyList<int>? _given;
    private int[] _counts = new int[Stars.MaximumHalfStars];
    private int _count;
    private double _mean;
    private Stars? _yours;

    [Parameter, EditorRequired]
    public int MovieId { get; set; }

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>Everyone's ratings of ½, 1, … 5 stars: ten counts.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<int> Counts { get; set; }

    /// <summary>Nobody is logged in.</summary>
    [Parameter]
    public bool ForVisitor { get; set; }

    /// <summary>The viewer's rating, 1 … 10.</summary>
    [Parameter]
    public int? HalfStars { get; set; }

    /// <summary>Predicted stars, from all but the viewer's rating of this film.</summary>
    [Parameter]
    public double? Guess { get; set; }

    /// <summary>Where the likely range of the guess begins.</summary>
    [Parameter]
    public double? Low { get; set; }

    /// <summary>Where it ends.</summary>
    [Parameter]
    public double? High { get; set; }

    /// <summary>How many films the viewer has rated.</summary>
    [Parameter]
    public int Ratings { get; set; }

    private string LogInAddress => $"{AccountPaths.LogIn}?{AccountPaths.ReturnParameter}={Uri.EscapeDataString($"/movies/{MovieId}")}";

    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_given, Counts))
        {
            _given = Counts;
            _counts = [.. Counts];
            _yours = HalfStars is { } half ? Stars.OfHalfStars(half) : null;
            Sum();
        }
    }

    /// <summary>The viewer's own rating is one of everyone's: it moves to its new bar.</summary>
    private void Heard(Stars? now)
    {
        int[] counts = [.. _counts];
        if (_yours is { } before)
        {
            counts[before.HalfStars - 1] = Math.Max(0, counts[before.HalfStars - 1] - 1);
        }

        if (now is { } given)
        {
            counts[given.HalfStars - 1]++;
        }

        (_counts, _yours) = (counts, now);
        Sum();
    }

    private void Sum()
    {
        _count = _counts.Sum();
        _mean = _count == 0 ? 0 : _counts.Select((number, bar) => number * (bar + 1) / 2.0).Sum() / _count;
    }

    private string Range() => Low is { } low && High is { } high
        ? $"Likely between {Words.Average(low)} and {Words.Average(high)}"
        : $"of 5 stars, from {Words.Count(Ratings, "rating", "ratings")} of yours";
}
