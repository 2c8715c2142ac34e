using FilmRec.Core.Ratings;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace FilmRec.Web.Components.Controls;

/// <summary>Stars that can be set by pointer, touch and keyboard, in half steps. It shows a choice at once and reports it: at once after
/// a click, after a short rest while keys are pressed. Whoever owns the value saves it.</summary>
public sealed partial class StarRating : ComponentBase, IDisposable
{
    /// <summary>Rest after the last key before the value is reported.</summary>
    public static readonly TimeSpan KeyRest = TimeSpan.FromMilliseconds(400);

    private Stars? _shown;
    private Stars? _given;
    private bool _touch;
    private CancellationTokenSource? _resting;

    /// <summary>The rating as its owner knows it.</summary>
    [Parameter, EditorRequired]
    public Stars? Value { get; set; }

    /// <summary>A new choice; null clears the rating.</summary>
    [Parameter]
    public EventCallback<Stars?> ValueChanged { get; set; }

    /// <summary>What is rated: "Your rating of Low Tide".</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>"small" (22 px), "big" (40 px, 48 on phones) or nothing (34 px).</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>The value is being saved.</summary>
    [Parameter]
    public bool Busy { get; set; }

    [Inject]
    private TimeProvider Clock { get; set; } = default!; // set by Blazor before first use

    public void Dispose()
    {
        _resting?.Cancel();
        _resting?.Dispose();
    }

    protected override void OnParametersSet()
    {
        // While keys are being pressed the choice is newer than what the owner knows.
        if (_resting is null || Value != _given)
        {
            _shown = Value;
        }

        _given = Value;
    }

    private void Touch(PointerEventArgs pointer) => _touch = pointer.PointerType == "touch";

    private Task Click(int half)
    {
        // A finger is wider than half a small star: it sets whole stars, and a second tap takes half a star off.
        bool coarse = _touch && Class == "small";
        int wanted = coarse ? half + (half % 2) : half;
        Stars? choice = Stars.OfHalfStars(wanted);
        if (choice == _shown)
        {
            choice = coarse ? Stars.OfHalfStars(wanted - 1) : null;
        }

        _shown = choice;
        return ReportAsync();
    }

    private async Task Press(KeyboardEventArgs key)
    {
        if (!StarKeys.TryChoose(key, _shown, out var choice))
        {
            return;
        }

        _shown = choice;
        _resting?.Cancel();
        _resting?.Dispose();
        var resting = _resting = new CancellationTokenSource();
        try
        {
            await Task.Delay(KeyRest, Clock, resting.Token);
        }
        catch (OperationCanceledException)
        {
            return; // another key, or the focus has gone and the choice is reported
        }

        await ReportAsync();
    }

    private Task Leave() => _resting is null ? Task.CompletedTask : ReportAsync();

    private Task ReportAsync()
    {
        _resting?.Cancel();
        _resting?.Dispose();
        _resting = null;
        return _shown == Value ? Task.CompletedTask : ValueChanged.InvokeAsync(_shown);
    }
}
