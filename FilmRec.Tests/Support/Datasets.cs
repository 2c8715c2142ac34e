namespace FilmRec.Tests.Support;

/// <summary>Public datasets that are too big, or not ours, to lie in the repository. FILMREC_TEST_DATA names their folder.</summary>
public static class Datasets
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("FILMREC_TEST_DATA");

    /// <summary>The folder of that dataset ("ml-latest-small"); skips the test, visibly, where it is absent.</summary>
    public static string Require(string name)
    {
        string? path = string.IsNullOrEmpty(Folder) ? null : Path.GetFullPath(Path.Combine(Folder, name));
        Assert.SkipUnless(path is not null && Directory.Exists(path), $"FILMREC_TEST_DATA names no folder that holds {name}");
        return path!;
    }
}
