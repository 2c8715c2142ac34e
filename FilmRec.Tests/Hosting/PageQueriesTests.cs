namespace FilmRec.Tests.Hosting;

/// <summary>What opening each page costs the database once it is warm: few commands, and none that grows with the catalogue or the number of viewers.</summary>
public sealed class PageQueriesTests(QueriedSite site) : IClassFixture<QueriedSite>
{
    private const int Most = 6;

    private static readonly string[] Everybody =
    [
        "/", "/browse", "/browse?genre=Drama&genre=Comedy&mode=any&exclude=Horror", "/browse?q=the", "/browse?q=hraet", "/browse?q=no+such+film",
        "/browse?decade=1990&min=3&sort=rating", "/browse?sort=title&page=4", "/browse?through=4", "/browse?page=99999", "/movies/1", "/movies/7", "/search/suggestions?q=the", "/developers",
    ];

    private static readonly string[] Visitors = ["/account/login", "/account/register", "/account/forgot", "/account/reset?token=old", "/welcome"];

    private static readonly string[] Viewers =
    [
        "/browse?unseen=1", "/browse?list=watchlist", "/browse?unseen=1&list=watchlist&sort=guess", "/ratings", "/ratings?sort=stars", "/ratings/import",
        "/for-you", "/for-you?diversity=0.4&genre=Drama&page=2", "/watchlist", "/watchlist?sort=guess", "/not-interested", "/history", "/welcome",
        "/account", "/account/preferences", "/account/password", "/account/second-factor", "/account/sessions", "/account/data",
    ];

    private static readonly string[] Administrators =
    [
        "/admin", "/admin/data", "/admin/training", "/admin/models", "/admin/models?kind=star-factors", "/admin/try", "/admin/try?viewer=1",
        "/admin/viewers", "/admin/viewers?q=a", "/admin/viewers/1", "/admin/clients", "/admin/hooks", "/admin/audit", "/admin/audit?who=admin",
    ];

    [Fact]
    public async Task No_page_costs_a_visitor_more_than_six_commands_or_one_without_a_limit()
        => (await TroubleAsync(site.Visitor, [.. Everybody, .. Visitors])).ShouldBeEmpty();

    [Fact]
    public async Task No_page_costs_a_viewer_more_than_six_commands_or_one_without_a_limit()
        => (await TroubleAsync(site.Viewer, [.. Everybody, .. Viewers])).ShouldBeEmpty();

    [Fact]
    public async Task No_page_costs_an_administrator_more_than_six_commands_or_one_without_a_limit()
        => (await TroubleAsync(site.Administrator, [.. Everybody, .. Viewers, .. Administrators])).ShouldBeEmpty();

    [Fact]
    public async Task The_log_sees_what_a_page_asks()
    {
        var commands = (await site.CommandsOfAsync(site.Viewer, "/ratings")).ShouldNotBeNull();

        commands.ShouldContain(sql => sql.Contains("LIMIT", StringComparison.Ordinal));
        commands.Count.ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData("SELECT m.movie_id FROM movies AS m ORDER BY m.rating_count DESC", false)]
    [InlineData("SELECT m.movie_id FROM movies AS m WHERE m.sort_year >= 1990", false)]
    [InlineData("SELECT m.movie_id FROM movies AS m WHERE m.movie_id > @id", false)]
    [InlineData("SELECT g.name, (SELECT COUNT(*) FROM movie_genres AS l WHERE l.genre_id = g.genre_id) FROM movies AS g", false)]
    [InlineData("SELECT r.movie_id, COUNT(*) FROM ratings AS r GROUP BY r.movie_id", false)]
    [InlineData("SELECT m.movie_id FROM movies AS m ORDER BY m.rating_count DESC LIMIT @p", true)]
    [InlineData("SELECT COUNT(*) FROM ratings AS r WHERE r.movie_id = @id", true)]
    [InlineData("SELECT m.title FROM movies AS m WHERE m.movie_id = @id", true)]
    [InlineData("SELECT \"m\".\"title\" FROM \"movies\" AS \"m\" WHERE \"m\".\"movie_id\" IN (@a, @b)", true)]
    [InlineData("SELECT r.movie_id FROM ratings AS r WHERE r.user_id = @viewer", true)]
    [InlineData("SELECT r.half_stars, COUNT(*) FROM ratings AS r WHERE r.movie_id = @id GROUP BY r.half_stars", true)]
    [InlineData("UPDATE users SET profile_version = 3", true)]
    public void A_query_is_bounded_when_its_rows_cannot_grow_with_the_catalogue_or_the_number_of_viewers(string sql, bool bounded)
        => QueryBounds.Hold(sql).ShouldBe(bounded);

    private async Task<List<string>> TroubleAsync(HttpClient browser, string[] addresses)
    {
        var trouble = new List<string>();
        foreach (string address in addresses)
        {
            if (await site.CommandsOfAsync(browser, address) is not { } commands)
            {
                trouble.Add($"{address}: there is no such page");
                continue;
            }

            if (commands.Count > Most)
            {
                trouble.Add($"{address}: {commands.Count} commands\n{string.Join("\n", commands)}");
            }

            trouble.AddRange(commands.Where(sql => !QueryBounds.Hold(sql)).Select(sql => $"{address}: without a limit\n{sql}"));
        }

        return trouble;
    }
}
