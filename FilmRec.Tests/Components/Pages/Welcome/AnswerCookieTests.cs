using FilmRec.Core.Ratings;
using FilmRec.Web.Components.Pages.Welcome;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FilmRec.Tests.Components.Pages.Welcome;

public sealed class AnswerCookieTests
{
    private readonly IDataProtectionProvider _protection = new EphemeralDataProtectionProvider();

    [Fact]
    public void Answers_come_back_as_they_were_given_and_nothing_can_be_read_from_outside()
    {
        var cookie = new AnswerCookie(_protection, TimeProvider.System);
        var answers = WelcomeAnswers.None.With(7, Stars.OfHalfStars(9)).With(200_000, Stars.OfHalfStars(1)).WithNotSeen(3, 4);

        string text = cookie.Seal(answers);
        var read = cookie.Open(text).ShouldNotBeNull();

        read.Ratings.ShouldBe(answers.Ratings);
        read.NotSeen.ShouldBe([3, 4]);
        text.Length.ShouldBeLessThan(400);
    }

    [Fact]
    public void It_is_bounded_and_the_oldest_answers_go_first()
    {
        var answers = WelcomeAnswers.None.WithNotSeen(Enumerable.Range(500_000, 300));
        for (int movie = 1; movie <= 80; movie++)
        {
            answers = answers.With(int.MaxValue - movie, Stars.OfHalfStars(5));
        }

        var cookie = new AnswerCookie(_protection, TimeProvider.System);
        string text = cookie.Seal(answers);

        answers.Rated.Length.ShouldBe(WelcomeAnswers.MostRated);
        answers.Rated[^1].ShouldBe(int.MaxValue - 80);
        answers.NotSeen.Length.ShouldBe(WelcomeAnswers.MostNotSeen);
        text.Length.ShouldBeLessThan(2_000);
        cookie.Open(text).ShouldNotBeNull().Rated.ShouldBe(answers.Rated);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("no base64 §")]
    public void What_this_site_has_not_sealed_is_nothing(string? text)
        => new AnswerCookie(_protection, TimeProvider.System).Open(text).ShouldBeNull();

    [Fact]
    public void A_changed_letter_and_a_month_make_it_worthless()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(-31));
        string old = new AnswerCookie(_protection, clock).Seal(WelcomeAnswers.None.With(7, Stars.OfHalfStars(9)));
        var cookie = new AnswerCookie(_protection, TimeProvider.System);
        string good = cookie.Seal(WelcomeAnswers.None.With(7, Stars.OfHalfStars(9)));

        cookie.Open(good).ShouldNotBeNull();
        cookie.Open(old).ShouldBeNull();
        cookie.Open(good[..20] + (good[20] == 'A' ? 'B' : 'A') + good[21..]).ShouldBeNull();
        cookie.Open(new string('A', 5_000)).ShouldBeNull();
    }

    [Fact]
    public async Task Who_logs_in_gets_the_answers_and_the_browser_forgets_them()
    {
        await using var page = await PageWorld.CreateAsync();
        int viewer = await page.World.AddViewerAsync("ada");
        int movie = await page.World.AddMovieAsync("First");
        int own = await page.World.AddMovieAsync("Second");
        await page.RateAsync(viewer, own, 2);
        var cookie = page.Services.GetRequiredService<AnswerCookie>();
        var context = new DefaultHttpContext { RequestServices = page.Services };
        context.Request.Headers.Cookie = $"{AnswerCookie.Name}={cookie.Seal(WelcomeAnswers.None.With(movie, Stars.OfHalfStars(9)).With(own, Stars.OfHalfStars(9)))}";

        (await AnswerAdoption.KeepForAsync(context, viewer)).ShouldBeTrue();

        (await page.RatingAsync(viewer, movie)).ShouldNotBeNull().Stars.HalfStars.ShouldBe((byte)9);
        (await page.RatingAsync(viewer, own)).ShouldNotBeNull().Stars.HalfStars.ShouldBe((byte)2);
        context.Response.Headers.SetCookie.ToString().ShouldContain($"{AnswerCookie.Name}=; expires=Thu, 01 Jan 1970");
    }

    [Fact]
    public async Task A_failure_does_not_keep_anybody_from_logging_in_and_loses_nothing()
    {
        await using var page = await PageWorld.CreateAsync();
        int viewer = await page.World.AddViewerAsync("ada");
        int movie = await page.World.AddMovieAsync("First");
        var context = new DefaultHttpContext { RequestServices = page.Services };
        context.Request.Headers.Cookie = $"{AnswerCookie.Name}={page.Services.GetRequiredService<AnswerCookie>().Seal(WelcomeAnswers.None.With(movie, Stars.OfHalfStars(9)))}";
        await page.BreakAsync("ratings");

        (await AnswerAdoption.KeepForAsync(context, viewer)).ShouldBeFalse();

        context.Response.Headers.SetCookie.ShouldBeEmpty();
    }
}
