using Bunit;
using FilmRec.Web.Components.Controls;

namespace FilmRec.Tests.Components.Controls;

public sealed class MarkButtonTests : BunitContext
{
    [Fact]
    public void It_is_a_button_of_a_form_so_that_no_script_is_needed()
    {
        var button = Render<MarkButton>(p => p.Add(b => b.MovieId, 42).Add(b => b.Title, "Low Tide").Add(b => b.Mark, Mark.Watchlist).Add(b => b.On, false)).Find("button");

        button.GetAttribute("form").ShouldBe("acts");
        button.GetAttribute("formaction").ShouldBe("/movies/42/watchlist");
        (button.GetAttribute("name"), button.GetAttribute("value")).ShouldBe(("on", "true"));
        button.GetAttribute("aria-pressed").ShouldBe("false");
        button.TextContent.ShouldBe("Watchlist");
    }

    [Fact]
    public void Pressed_it_takes_the_mark_back()
    {
        var button = Render<MarkButton>(p => p.Add(b => b.MovieId, 42).Add(b => b.Title, "Low Tide").Add(b => b.Mark, Mark.Hidden).Add(b => b.On, true).Add(b => b.IconOnly, true)).Find("button");

        button.GetAttribute("formaction").ShouldBe("/movies/42/hidden");
        button.GetAttribute("value").ShouldBe("false");
        button.GetAttribute("aria-pressed").ShouldBe("true");
        button.GetAttribute("aria-label").ShouldBe("Not interested: Low Tide");
    }
}
