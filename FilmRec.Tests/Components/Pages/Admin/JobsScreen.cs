using Bunit;
using FilmRec.Core.Jobs;
using FilmRec.Tests.Support;
using FilmRec.Web.Components.Pages.Admin.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace FilmRec.Tests.Components.Pages.Admin;

/// <summary>The part of the data page that starts and follows jobs, as an administrator sees it.</summary>
internal sealed record JobsScreen(PageWorld Page, int Administrator, IRenderedComponent<MudDialogProvider> Dialogs, IRenderedComponent<MudSnackbarProvider> Toasts)
{
    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    public DataJobs Jobs => Page.Services.GetRequiredService<DataJobs>();

    public string Imports => Path.Combine(Page.World.Database.DataFolder, "imports");

    public static async Task<JobsScreen> CreateAsync()
    {
        var page = await PageWorld.CreateAsync();
        int administrator = await page.LogInAsync("boss");
        await using var db = page.World.Open();
        await db.Users.Where(a => a.Id == administrator).ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, "a hash"), Token);
        db.UserRoles.Add(new IdentityUserRole<int> { UserId = administrator, RoleId = 2 });
        await db.SaveChangesAsync(Token);
        return new JobsScreen(page, administrator, page.Render<MudDialogProvider>(), page.Render<MudSnackbarProvider>());
    }

    public IRenderedComponent<JobsPanel> Open() => PageWorld.Loaded(Page.Render<JobsPanel>());

    public void PutDataset(string name, int brokenLines = 0)
    {
        SmallMovieLens.Write(Path.Combine(Imports, name));
        File.AppendAllLines(Path.Combine(Imports, name, "ratings.csv"), Enumerable.Range(1, brokenLines).Select(line => $"7,1,{line + 5},1100000000"));
    }

    /// <summary>Does what a worker does.</summary>
    public Task<bool> WorkAsync() => Page.Services.GetRequiredService<JobRunner>().RunNextAsync(Token);

    /// <summary>Lets the time come at which the page looks again.</summary>
    public void LookAgain() => Page.World.Clock.Advance(TimeSpan.FromSeconds(1.1));

    public static AngleSharp.Dom.IElement Button(IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> within, string text)
        => within.FindAll("button").Single(button => button.TextContent.Trim() == text);

    public async ValueTask DisposeAsync() => await Page.DisposeAsync();
}
