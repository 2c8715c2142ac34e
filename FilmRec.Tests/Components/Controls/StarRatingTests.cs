using Bunit;
using FilmRec.Core.Ratings;
using FilmRec.Web.Components.Controls;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FilmRec.Tests.Components.Controls;

public sealed class StarRatingTests : BunitContext
{
    private readonly FakeTimeProvider _clock = new();
    private readonly List<Stars?> _reported = [];

    public StarRatingTests() => Services.AddSingleton<TimeProvider>(_clock);

    [Fact]
    public void It_is_one_slider_with_a_name_and_a_spoken_value()
    {
        var slider = Show(7).Find("[role=slider]");

        slider.GetAttribute("aria-label").ShouldBe("Your rating of Low Tide");
        slider.GetAttribute("aria-valuemin").ShouldBe("0");
        slider.GetAttribute("aria-valuemax").ShouldBe("5");
        slider.GetAttribute("aria-valuenow").ShouldBe("3.5");
        slider.GetAttribute("aria-valuetext").ShouldBe("3 and a half stars");
        slider.GetAttribute("tabindex").ShouldBe("0");
    }

    [Fact]
    public void Without_a_rating_it_says_not_rated()
        => Show(null).Find("[role=slider]").GetAttribute("aria-valuetext").ShouldBe("Not rated");

    [Fact]
    public void A_click_is_shown_and_reported_at_once()
    {
        var rating = Show(null);

        Half(rating, 9).Click();

        rating.Find("[role=slider]").GetAttribute("aria-valuenow").ShouldBe("4.5");
        _reported.ShouldBe([Stars.OfHalfStars(9)]);
    }

    [Fact]
    public void A_click_on_the_current_value_clears_it()
    {
        var rating = Show(6);

        Half(rating, 6).Click();

        rating.Find("[role=slider]").GetAttribute("aria-valuetext").ShouldBe("Not rated");
        _reported.ShouldBe([null]);
    }

    [Fact]
    public void Touch_on_small_stars_sets_whole_ones_and_a_second_tap_takes_half_off()
    {
        var rating = Show(null, "small");

        Half(rating, 7).PointerDown(new PointerEventArgs { PointerType = "touch" });
        Half(rating, 7).Click();
        rating.Render(parameters => parameters.Add(r => r.Value, Stars.OfHalfStars(8)));
        Half(rating, 8).Click();

        _reported.ShouldBe([Stars.OfHalfStars(8), Stars.OfHalfStars(7)]);
    }

    [Theory]
    [InlineData("ArrowRight", 6, 7)]
    [InlineData("ArrowUp", 6, 7)]
    [InlineData("ArrowLeft", 6, 5)]
    [InlineData("ArrowDown", 6, 5)]
    [InlineData("ArrowRight", 10, 10)]
    [InlineData("ArrowLeft", 1, null)]
    [InlineData("ArrowRight", null, 1)]
    [InlineData("End", 3, 10)]
    [InlineData("Home", 3, null)]
    [InlineData("Delete", 3, null)]
    [InlineData("Backspace", 3, null)]
    [InlineData("4", 3, 8)]
    public void Keys_move_the_stars(string key, int? before, int? after)
    {
        StarKeys.TryChoose(new KeyboardEventArgs { Key = key }, Of(before), out var choice).ShouldBeTrue();

        choice.ShouldBe(Of(after));
    }

    [Fact]
    public void Shift_and_a_digit_set_the_half_below_whatever_sign_the_keyboard_has_there()
    {
        StarKeys.TryChoose(new KeyboardEventArgs { Key = "§", Code = "Digit3", ShiftKey = true }, null, out var choice).ShouldBeTrue();

        choice.ShouldBe(Stars.OfHalfStars(5));
    }

    [Theory]
    [InlineData("Tab", false)]
    [InlineData("6", false)]
    [InlineData("ArrowRight", true)]
    public void Other_keys_and_shortcuts_are_left_alone(string key, bool control)
        => StarKeys.TryChoose(new KeyboardEventArgs { Key = key, CtrlKey = control }, null, out _).ShouldBeFalse();

    [Fact]
    public void Keys_are_shown_at_once_and_reported_once_after_a_rest()
    {
        var rating = Show(6);
        var slider = rating.Find("[role=slider]");

        slider.KeyDown(Key.Right);
        _clock.Advance(StarRating.KeyRest / 2);
        rating.Find("[role=slider]").KeyDown(Key.Right);
        _clock.Advance(StarRating.KeyRest / 2);
        rating.Find("[role=slider]").GetAttribute("aria-valuenow").ShouldBe("4");
        _reported.ShouldBeEmpty();
        _clock.Advance(StarRating.KeyRest / 2);

        rating.WaitForAssertion(() => _reported.ShouldBe([Stars.OfHalfStars(8)]));
    }

    [Fact]
    public void Leaving_reports_what_the_keys_chose()
    {
        var rating = Show(6);

        rating.Find("[role=slider]").KeyDown(Key.Right);
        rating.Find("[role=slider]").Blur();
        _clock.Advance(StarRating.KeyRest * 2);

        _reported.ShouldBe([Stars.OfHalfStars(7)]);
    }

    [Fact]
    public void An_old_value_that_is_put_back_is_shown_again()
    {
        var rating = Show(6);
        Half(rating, 10).Click();

        rating.Render(parameters => parameters.Add(r => r.Value, Stars.OfHalfStars(10)));
        rating.Render(parameters => parameters.Add(r => r.Value, Stars.OfHalfStars(6)));

        rating.Find("[role=slider]").GetAttribute("aria-valuenow").ShouldBe("3");
    }

    private static Stars? Of(int? halfStars) => halfStars is { } half ? Stars.OfHalfStars(half) : null;

    private static AngleSharp.Dom.IElement Half(IRenderedComponent<StarRating> rating, int half) => rating.FindAll(".halves > i")[half - 1];

    private IRenderedComponent<StarRating> Show(int? halfStars, string? size = null) => Render<StarRating>(parameters => parameters
        .Add(r => r.Value, Of(halfStars))
        .Add(r => r.Label, "Your rating of Low Tide")
        .Add(r => r.Class, size)
        .Add(r => r.ValueChanged, stars => _reported.Add(stars)));
}
