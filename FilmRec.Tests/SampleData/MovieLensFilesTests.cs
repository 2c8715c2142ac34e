using FilmRec.Core;
using FilmRec.Core.SampleData;
using FilmRec.Tests.SampleData.MovieLens;

namespace FilmRec.Tests.SampleData;

public sealed class MovieLensFilesTests
{
    [Fact]
    public void Each_layout_is_recognised_by_its_files()
    {
        using var csv = TinyDataset.Csv();
        using var colons = TinyDataset.DoubleColon();
        using var tabs = TinyDataset.Tab();

        LayoutOf(csv.Folder).ShouldBe("MovieLens CSV");
        LayoutOf(colons.Folder).ShouldBe("MovieLens with \"::\"");
        LayoutOf(tabs.Folder).ShouldBe("MovieLens 100K");
    }

    [Fact]
    public void The_folder_around_the_dataset_and_its_zip_do_as_well()
    {
        using var dataset = TinyDataset.Csv();

        LayoutOf(Path.GetDirectoryName(dataset.Folder)!).ShouldBe("MovieLens CSV");
        LayoutOf(dataset.Zip()).ShouldBe("MovieLens CSV");
    }

    [Fact]
    public void What_cannot_be_used_is_refused_with_one_sentence()
    {
        using var dataset = TinyDataset.Csv();
        string zip = dataset.Zip();
        File.WriteAllBytes(zip, File.ReadAllBytes(zip)[..^30]);

        Refusal("/nowhere/at/all").ShouldContain("neither a folder nor a zip");
        Refusal(zip).ShouldContain("not a zip that can be read");
        Refusal(dataset.Without("ratings.csv").Folder).ShouldContain("holds no MovieLens dataset");
        Refusal(dataset.With("ratings.csv", "user,film,stars,when\n").Folder).ShouldContain("does not begin with the line userId,movieId,rating,timestamp");
    }

    [Fact]
    public void Two_datasets_side_by_side_are_not_chosen_between()
    {
        using var dataset = TinyDataset.Csv();
        string parent = Path.GetDirectoryName(dataset.Folder)!;
        string second = Directory.CreateDirectory(Path.Combine(parent, "ml2")).FullName;
        foreach (string file in Directory.GetFiles(dataset.Folder))
        {
            File.Copy(file, Path.Combine(second, Path.GetFileName(file)));
        }

        Refusal(parent).ShouldContain("more than one");
    }

    private static string LayoutOf(string path)
    {
        using var files = MovieLensFiles.Open(path);
        return files.LayoutName;
    }

    private static string Refusal(string path)
    {
        string message = Should.Throw<CannotContinueException>(() => LayoutOf(path)).Message;
        message.ShouldNotContain("\n");
        return message;
    }
}
