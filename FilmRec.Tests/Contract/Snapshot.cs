using FilmRec.Tests.Architecture;

namespace FilmRec.Tests.Contract;

/// <summary>A text that is kept beside the tests, so that a change of it is a line in a review.</summary>
internal static class Snapshot
{
    private const string Write = "FILMREC_WRITE_SNAPSHOTS";
    private const string Command = $"{Write}=1 dotnet run --project FilmRec.Tests -c Release -- -class \"*ContractSnapshotTests\"";
    private const int Around = 3;

    /// <summary>Fails where the text differs from the file, showing the first difference; writes the file where that is asked for.</summary>
    public static void ShouldMatch(string file, string text)
    {
        string path = Path.Combine(SourceTree.Root, "FilmRec.Tests", "Contract", file);
        text = text.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable(Write) == "1")
        {
            File.WriteAllText(path, text);
            return;
        }

        string kept = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (kept != text)
        {
            throw new ShouldAssertException($"The contract has changed: {file} differs.\n\n{Difference(kept.Split('\n'), text.Split('\n'))}\n\nIf that is meant, write the files anew and commit them:\n\n    {Command}\n");
        }
    }

    /// <summary>The first difference with what stands around it, and how many lines differ in all.</summary>
    internal static string Difference(string[] kept, string[] now)
    {
        int start = kept.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        int end = kept.Reverse().Zip(now.Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        end = Math.Min(end, Math.Min(kept.Length, now.Length) - start);
        string[] gone = kept[start..^end], come = now[start..^end];
        return string.Join('\n',
        [
            $"@@ line {start + 1}: {gone.Length} lines before, {come.Length} now",
            .. kept[Math.Max(0, start - Around)..start].Select(line => "  " + line),
            .. gone.Take(20).Select(line => "- " + line),
            .. come.Take(20).Select(line => "+ " + line),
            .. kept[^end..].Take(Around).Select(line => "  " + line),
        ]);
    }
}
