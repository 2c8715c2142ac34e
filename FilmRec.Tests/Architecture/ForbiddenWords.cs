using System.Text.RegularExpressions;

namespace FilmRec.Tests.Architecture;

/// <summary>A thing that must not be said in a folder.</summary>
/// <param name="Why">The reason, shown when the rule is broken.</param>
/// <param name="Folders">Beginnings of paths that the rule is about.</param>
/// <param name="Except">Beginnings of paths that it is not about.</param>
/// <param name="Pattern">What must not occur, as a regular expression.</param>
/// <param name="Planted">A file that breaks the rule, and must be reported.</param>
public sealed record ForbiddenWord(string Why, string[] Folders, string[] Except, string Pattern, SourceFile Planted)
{
    public IEnumerable<string> Violations(IEnumerable<SourceFile> sources)
        => from file in sources
           where Folders.Any(folder => file.Path.StartsWith(folder, StringComparison.Ordinal))
           where !Except.Any(folder => file.Path.StartsWith(folder, StringComparison.Ordinal))
           from Match match in Regex.Matches(file.Text, Pattern)
           select $"{file.Path}: \"{match.Value}\": {Why}";

    public override string ToString() => Why;
}

public static class ForbiddenWords
{
    private const string Recommending = "FilmRec.Core/Recommending/";

    public static IReadOnlyList<ForbiddenWord> All { get; } =
    [
        new("kernels are tested with arrays: no injection, logging, LINQ or database",
            ["FilmRec.Core/Numerics/"], [],
            @"Microsoft\.(Extensions|EntityFrameworkCore|AspNetCore)|ILogger|System\.Linq|\.(Select|Where|ToList|OrderBy|Aggregate)\(",
            new("FilmRec.Core/Numerics/TopK.cs", "int[] best = scores.OrderBy(s => s).ToArray();")),
        new("training is a function of matrix, options and seed: no database, clock, logger or injection",
            [Recommending + "Interactions/", Recommending + "Models/", Recommending + "Features/", Recommending + "Evaluation/", "FilmRec.Core/Posters/"], [],
            @"Microsoft\.(Extensions|EntityFrameworkCore|AspNetCore)|ILogger|TimeProvider|FilmRecDb|Random\.Shared|DateTime(Offset)?\.(UtcNow|Now)",
            new("FilmRec.Core/Recommending/Models/Als/AlsTrainer.cs", "internal sealed class AlsTrainer(ILogger<AlsTrainer> log);")),
        new("only Data knows which database lies beneath",
            ["FilmRec.Core/"], ["FilmRec.Core/Data/"],
            @"using (Npgsql|Microsoft\.Data\.Sqlite)|IsSqlite\(|IsNpgsql\(|(Sqlite|Postgres)FilmRecDb",
            new("FilmRec.Core/Ratings/RatingBook.cs", "if (db.Database.IsNpgsql()) { }")),
        new("SQL text lives in Data and in migrations",
            ["FilmRec.Core/", "FilmRec.Web/"], ["FilmRec.Core/Data/"],
            @"(ExecuteSql|FromSql|SqlQuery)\w*[(<]",
            new("FilmRec.Core/Catalog/MovieCatalog.cs", "db.Movies.FromSql($\"SELECT * FROM movies\")")),
        new("one database never names the other",
            ["FilmRec.Core/Data/Sqlite/"], [],
            @"Npgsql|Postgres",
            new("FilmRec.Core/Data/Sqlite/SqliteProvider.cs", "using FilmRec.Core.Data.Postgres;")),
        new("one database never names the other",
            ["FilmRec.Core/Data/Postgres/"], [],
            @"Sqlite",
            new("FilmRec.Core/Data/Postgres/PostgresProvider.cs", "using FilmRec.Core.Data.Sqlite;")),
        new("a page is in the same process: it calls the feature, never the API over HTTP",
            ["FilmRec.Web/Components/"], [],
            @"HttpClient|IHttpClientFactory|FilmRec\.Web\.Api",
            new("FilmRec.Web/Components/Pages/Home/HomePage.razor", "@inject HttpClient Http")),
        new("a context lives for one operation: features keep the factory",
            ["FilmRec.Core/", "FilmRec.Web/"], [],
            @"private (readonly )?(\w*FilmRecDb|DbContext)\??\s+_\w+|sealed class \w+\([^)]*\bFilmRecDb \w+",
            new("FilmRec.Core/Ratings/RatingBook.cs", "private readonly FilmRecDb _db;")),
        new("what is tested is what runs: no code asks whether it is being tested",
            ["FilmRec.Core/", "FilmRec.Web/"], [],
            @"(?i)\bis(In|Under)?Test(ing)?\b|""Testing""",
            new("FilmRec.Web/Hosting/FilmRecSite.cs", "if (app.Environment.IsEnvironment(\"Testing\")) { }")),
        new("migrations mean the same in three years: they use neither entities nor features",
            ["FilmRec.Core/Data/Sqlite/Migrations/", "FilmRec.Core/Data/Postgres/Migrations/"], [],
            @"using FilmRec\.Core\.(?!Data\.(Sqlite|Postgres);)\w+",
            new("FilmRec.Core/Data/Sqlite/Migrations/2026_Seed.cs", "using FilmRec.Core.SampleData;")),
        new("folders and classes carry words of the domain",
            ["FilmRec.Core/", "FilmRec.Web/"], ["FilmRec.Core/Data/Sqlite/Migrations/", "FilmRec.Core/Data/Postgres/Migrations/"],
            @"\b(class|record|interface|struct) \w+(Helper|Helpers|Manager|Util|Utils|Dto|Vm)\b",
            new("FilmRec.Core/Ratings/RatingHelper.cs", "internal static class RatingHelper;")),
    ];
}
