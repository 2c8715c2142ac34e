namespace FilmRec.Tests.Architecture;

public sealed class ArchitectureTests
{
    public static TheoryData<string, string> PlantedArrows { get; } = new()
    {
        { "FilmRec.Core/Numerics/Dot.cs", "using FilmRec.Core.Catalog;" },
        { "FilmRec.Core/Posters/PosterArtist.cs", "using FilmRec.Core.Catalog;" },
        { "FilmRec.Core/Recommending/Interactions/RatingMatrix.cs", "using FilmRec.Core.Data;" },
        { "FilmRec.Core/Recommending/Models/Als/AlsTrainer.cs", "using FilmRec.Core.Recommending.Training;" },
        { "FilmRec.Core/Recommending/Evaluation/Metrics/Recall.cs", "var db = new FilmRec.Core.Data.FilmRecDb();" },
        { "FilmRec.Core/Recommending/Serving/Shelf.cs", "using FilmRec.Core.Recommending.Training;" },
        { "FilmRec.Core/Catalog/MovieCatalog.cs", "using FilmRec.Core.Recommending.Serving;" },
        { "FilmRec.Core/Ratings/RatingBook.cs", "using FilmRec.Core.Recommending.Models;" },
        { "FilmRec.Core/Accounts/Account.cs", "using FilmRec.Core.Ratings;" },
        { "FilmRec.Core/Data/FilmRecDb.cs", "using FilmRec.Core.SampleData;" },
        { "FilmRec.Core/Data/Sqlite/SqliteProvider.cs", "using FilmRec.Core.Data.Postgres;" },
        { "FilmRec.Web/Components/Pages/Home/HomePage.razor", "@using FilmRec.Web.Api.Contracts" },
        { "FilmRec.Web/Api/MoviesApi.cs", "using FilmRec.Web.Components.Controls;" },
        { "FilmRec.Web/Auth/Policies.cs", "using FilmRec.Web.Hosting;" },
        { "FilmRec.Core/Ratings/RatingBook.cs", "using FilmRec.Web.Auth;" },
    };

    public static TheoryData<int> EveryForbiddenWord { get; } = [.. Enumerable.Range(0, ForbiddenWords.All.Count)];

    [Fact]
    public void Folders_name_only_the_folders_that_the_table_allows()
        => Arrows.Violations(SourceTree.Read()).ShouldBeEmpty();

    [Theory, MemberData(nameof(PlantedArrows))]
    public void A_planted_arrow_is_caught(string path, string text)
        => Arrows.Violations([new SourceFile(path, text)]).ShouldHaveSingleItem().ShouldContain(path);

    [Fact]
    public void A_folder_without_a_row_in_the_table_is_noticed()
        => Should.Throw<InvalidOperationException>(() => Arrows.Violations([new SourceFile("FilmRec.Core/Unheard/Of/Thing.cs", "")]).ToList());

    [Theory, MemberData(nameof(EveryForbiddenWord))]
    public void Forbidden_words_are_not_said(int rule)
        => ForbiddenWords.All[rule].Violations(SourceTree.Read()).ShouldBeEmpty();

    [Theory, MemberData(nameof(EveryForbiddenWord))]
    public void A_planted_word_is_caught(int rule)
        => ForbiddenWords.All[rule].Violations([ForbiddenWords.All[rule].Planted]).ShouldNotBeEmpty();

    [Fact]
    public void Files_stay_short_enough_to_read()
        => SourceTree.Read()
            .Where(file => !file.Path.Contains("/Migrations/", StringComparison.Ordinal))
            .Select(file => (file.Path, Lines: file.Text.Count(c => c == '\n')))
            .Where(file => file.Lines > 400)
            .ShouldBeEmpty();
}
