using AngleSharp.Dom;
using Bunit;
using FilmRec.Web.Components.Pages.Welcome;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace FilmRec.Tests.Components.Pages.Welcome;

public sealed class WelcomePageTests
{
    [Fact]
    public async Task A_visitor_is_asked_about_fifteen_films_and_the_list_waits_for_an_answer()
    {
        await using var page = await FilledAsync(30);

        var welcome = Open(page);

        welcome.Find("h1").TextContent.ShouldBe("Rate a few you know");
        Names(welcome).Count.ShouldBe(15);
        Names(welcome).ShouldBeUnique();
        welcome.Find(".tag.you").TextContent.ShouldBe("0 rated");
        welcome.Find(".said").TextContent.ShouldBe("It begins with your first rating.");
        welcome.FindAll(".forming li.waiting").Count.ShouldBe(7);
        welcome.FindAll(".forming a.solid").ShouldBeEmpty();
        welcome.FindAll("a.btn").Single(link => link.TextContent == "Skip for now").GetAttribute("href").ShouldBe("/");
    }

    [Fact]
    public async Task The_first_answer_forms_a_list_without_an_account()
    {
        await using var page = await FilledAsync(30);
        var welcome = Open(page);
        string rated = Names(welcome)[1];

        await PressAsync(() => Stars(welcome, 1, 9));
        welcome.WaitForState(() => welcome.FindAll(".forming li[data-movie]").Count == 7);

        welcome.Find(".tag.you").TextContent.ShouldBe("1 rated");
        welcome.FindAll(".ticks i.on").Count.ShouldBe(1);
        welcome.Find(".said").TextContent.ShouldStartWith($"Updated after {rated}. ");
        welcome.FindAll(".forming .film b").Select(title => title.TextContent).ShouldNotContain(rated);
        welcome.Find(".forming a.solid").GetAttribute("href").ShouldBe("/account/register");
        Names(welcome)[1].ShouldBe(rated);
    }

    [Fact]
    public async Task A_film_that_was_not_seen_gives_its_place_to_another()
    {
        await using var page = await FilledAsync(30);
        var welcome = Open(page);
        var before = Names(welcome);

        await PressAsync(() => welcome.FindAll(".unseen")[3]);

        Names(welcome)[3].ShouldNotBeOneOf([.. before]);
        Names(welcome).Where((_, n) => n != 3).ShouldBe(before.Where((_, n) => n != 3));
    }

    [Fact]
    public async Task None_of_these_shows_others_and_keeps_what_was_rated()
    {
        await using var page = await FilledAsync(40);
        var welcome = Open(page);
        var before = Names(welcome);
        await PressAsync(() => Stars(welcome, 0, 8));

        await PressAsync(() => Button(welcome, "None of these, show others"));

        Names(welcome).Intersect(before).ShouldBe([before[0]]);
        Names(welcome).Count.ShouldBe(15);
    }

    [Fact]
    public async Task Keys_rate_and_skip_the_film_that_has_the_focus()
    {
        await using var page = await FilledAsync(30);
        var welcome = Open(page);
        string second = Names(welcome)[1];

        await welcome.FindAll(".pick > .card")[0].KeyDownAsync(new KeyboardEventArgs { Key = "4" });
        await welcome.FindAll(".pick > .card")[1].KeyDownAsync(new KeyboardEventArgs { Key = "ArrowRight" });
        await welcome.FindAll(".pick > .card")[2].KeyDownAsync(new KeyboardEventArgs { Key = "4", CtrlKey = true });

        welcome.FindAll(".pick [role=slider]")[0].GetAttribute("aria-valuetext").ShouldBe("4 stars");
        Names(welcome).ShouldNotContain(second);
        welcome.Find(".tag.you").TextContent.ShouldBe("1 rated");
    }

    [Fact]
    public async Task A_viewers_answers_are_ratings_at_once_and_can_be_taken_back()
    {
        await using var page = await FilledAsync(30);
        int viewer = await page.LogInAsync();
        await page.RateAsync(viewer, movie: 1, halfStars: 9);
        var welcome = Open(page);
        Names(welcome).ShouldNotContain("Film 1");
        welcome.Find(".tag.you").TextContent.ShouldBe("1 rated");
        int movie = Number(Names(welcome)[0]);

        await PressAsync(() => Stars(welcome, 0, 7));
        welcome.Find(".tag.you").TextContent.ShouldBe("2 rated");
        (await page.RatingAsync(viewer, movie)).ShouldNotBeNull().Stars.HalfStars.ShouldBe((byte)7);

        await PressAsync(() => Stars(welcome, 0, 7));
        (await page.RatingAsync(viewer, movie)).ShouldBeNull();
        welcome.Find(".forming a.solid").GetAttribute("href").ShouldBe("/");
    }

    [Fact]
    public async Task An_answer_that_cannot_be_saved_is_taken_back_and_said()
    {
        await using var page = await FilledAsync(30);
        await page.LogInAsync();
        var welcome = Open(page);
        await page.BreakAsync("ratings");

        await PressAsync(() => Stars(welcome, 0, 7));

        welcome.WaitForElement("[role=alert]").TextContent.ShouldContain("could not be saved");
        welcome.Find(".tag.you").TextContent.ShouldBe("0 rated");
    }

    [Fact]
    public async Task What_a_visitors_browser_does_not_keep_is_taken_back_and_said()
    {
        await using var page = await FilledAsync(30);
        page.JSInterop.SetupModule("./Components/Pages/Welcome/WelcomeQuestions.razor.js").Setup<bool>("keep", _ => true).SetResult(false);
        var welcome = Open(page);

        await PressAsync(() => Stars(welcome, 0, 7));

        welcome.WaitForElement("[role=alert]").TextContent.ShouldContain("could not be saved");
        welcome.Find(".tag.you").TextContent.ShouldBe("0 rated");
    }

    [Fact]
    public async Task A_list_that_does_not_arrive_can_be_asked_for_again()
    {
        await using var page = await FilledAsync(30);
        var welcome = Open(page);
        await page.BreakAsync("movie_genres");
        await page.BreakAsync("movies");

        await PressAsync(() => Stars(welcome, 0, 7));
        welcome.WaitForElement(".forming [role=alert]").TextContent.ShouldContain("Your answers are safe");

        await page.MendAsync("movies");
        await page.MendAsync("movie_genres");
        await PressAsync(() => Button(welcome, "Try again"));
        welcome.WaitForState(() => welcome.FindAll(".forming li[data-movie]").Count == 7);
    }

    [Fact]
    public async Task While_the_films_are_on_their_way_there_are_skeletons()
    {
        await using var page = await FilledAsync(5);
        page.KeepWaiting();

        var questions = page.Render<WelcomeQuestions>(parameters => parameters.Add(q => q.Answers, WelcomeAnswers.None));
        page.World.Clock.Advance(TimeSpan.FromSeconds(5));

        questions.WaitForElement("[aria-busy=true]");
        questions.FindAll(".poster.skel").Count.ShouldBe(10);
    }

    [Fact]
    public async Task A_failure_stays_inside_the_page()
    {
        await using var page = await PageWorld.CreateAsync();
        await page.BreakAsync("movies");

        Open(page).Find("[role=alert] h2").TextContent.ShouldBe("The films did not arrive");
    }

    [Fact]
    public async Task An_empty_catalogue_has_nothing_to_ask()
    {
        await using var page = await PageWorld.CreateAsync();

        Open(page).Find(".empty h2").TextContent.ShouldBe("You have answered about everything");
    }

    [Fact]
    public async Task Before_it_is_connected_every_answer_is_a_form()
    {
        await using var page = await FilledAsync(30);
        page.SetRendererInfo(new RendererInfo("Static", isInteractive: false));

        var welcome = Open(page);

        welcome.FindAll(".pick form.rate").Count.ShouldBe(15);
        welcome.FindAll(".pick form button[value=none]").Count.ShouldBe(15);
        welcome.FindAll("button").ShouldNotContain(button => button.TextContent == "None of these, show others");
    }

    // Nothing is drawn before there is something to draw.
    private static IRenderedComponent<WelcomePage> Open(PageWorld world)
    {
        var page = world.Opening<WelcomePage>("/welcome");
        page.WaitForState(() => page.FindAll("h1").Count > 0, TimeSpan.FromSeconds(20));
        return page;
    }

    private static IElement Stars(IRenderedComponent<WelcomePage> page, int film, int half) => page.FindAll(".pick > .card")[film].QuerySelectorAll(".halves > i")[half - 1];

    // A render between finding and clicking gives the element a new handler.
    private static async Task PressAsync(Func<IElement> find)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                await find().ClickAsync(new MouseEventArgs());
                return;
            }
            catch (Bunit.Rendering.UnknownEventHandlerIdException) when (tries < 10)
            {
            }
        }
    }

    private static int Number(string title) => int.Parse(title.AsSpan("Film ".Length), System.Globalization.CultureInfo.InvariantCulture);

    private static IElement Button(IRenderedComponent<WelcomePage> page, string text) => page.FindAll("button").Single(button => button.TextContent == text);

    private static List<string> Names(IRenderedComponent<WelcomePage> page) => [.. page.FindAll(".pick > .card").Select(film => film.GetAttribute("aria-label")!.Split(',')[0])];

    private static async Task<PageWorld> FilledAsync(int films)
    {
        var page = await PageWorld.CreateAsync();
        page.JSInterop.SetupModule("./Components/Pages/Welcome/WelcomeQuestions.razor.js").Setup<bool>("keep", _ => true).SetResult(true);
        for (int n = 1; n <= films; n++)
        {
            await page.World.AddMovieAsync($"Film {n}", 1950 + n, [n % 3 == 0 ? "Comedy" : n % 3 == 1 ? "Drama" : "War"], ratings: 100 - n);
        }

        return page;
    }
}
