namespace FilmRec.Core.Recommending.Interactions;

/// <summary>A file of data that cannot be read as it stands. The message names file and line, and says what to do.</summary>
public sealed class MalformedFileException(string file, int line, string problem) : Exception($"{file}, line {line}: {problem}")
{
    public string File { get; } = file;

    /// <summary>Counted from 1.</summary>
    public int Line { get; } = line;
}
