using Bunit;
using FilmRec.Core.Accounts;
using FilmRec.Web.Components.Pages.Admin.Try;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Tests.Components.Pages.Admin;

public sealed class TryPageTests
{
    [Fact]
    public async Task Before_a_viewer_is_chosen_the_page_asks_for_one_and_a_wrong_name_is_said_to_be_wrong()
    {
        await using var world = await WorldAsync();

        world.Open<TryPage>("/admin/try").Find(".empty h2").TextContent.ShouldBe("Choose a viewer");
        world.Open<TryPage>("/admin/try?name=zoe").Find(".empty h2").TextContent.ShouldBe("No viewer is called \"zoe\"");
        world.Open<TryPage>("/admin/try?viewer=999").Find(".empty h2").TextContent.ShouldBe("This viewer does not exist");
    }

    [Fact]
    public async Task The_only_match_is_shown_and_several_are_offered()
    {
        await using var world = await WorldAsync();
        await world.World.AddMovieAsync("Low Tide", 2001, ["Drama"], ratings: 9);
        await world.World.AddViewerAsync("mara");
        int marta = await world.World.AddViewerAsync("marta");

        var several = world.Open<TryPage>("/admin/try?name=mar&model=7");
        several.FindAll(".found a").Select(link => link.GetAttribute("href")).ShouldContain($"/admin/try?viewer={marta}&model=7");

        var one = world.Open<TryPage>("/admin/try?name=MARTA");
        one.Find("#who").TextContent.ShouldBe("marta");
        one.FindAll(".tried li .title").Select(title => title.TextContent).ShouldBe(["Low Tide"]);
        one.FindAll(".moved").ShouldBeEmpty();
        one.Markup.ShouldContain("Has rated nothing yet");
    }

    [Fact]
    public async Task A_version_that_is_gone_is_told_beside_the_live_list()
    {
        await using var world = await WorldAsync();
        int marta = await world.World.AddViewerAsync("marta");

        var page = world.Open<TryPage>($"/admin/try?viewer={marta}&model=77");

        page.Find("p.warn").TextContent.ShouldStartWith("This version is gone");
        page.Find(".tried").Children.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failure_stays_inside_the_page()
    {
        await using var world = await WorldAsync();
        await world.BreakAsync("models");

        world.Open<TryPage>("/admin/try").Find("[role=alert] h2").TextContent.ShouldBe("The lists did not arrive");
    }

    private static async Task<PageWorld> WorldAsync()
    {
        var world = await PageWorld.CreateAsync();
        int boss = await world.LogInAsync("boss");
        await using var db = world.World.Open();
        await db.Users.Where(a => a.Id == boss).ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, "x"));
        db.UserRoles.Add(new IdentityUserRole<int> { UserId = boss, RoleId = Roles.AdministratorId });
        await db.SaveChangesAsync();
        return world;
    }
}
