namespace FilmRec.Core.SampleData.MovieLens;

/// <summary>ml-1m (Latin-1) and ml-10m (UTF-8): fields between "::", no header.</summary>
internal sealed class DoubleColonLayout : MovieLensLayout
{
    private const string Colons = "::";

    public override string Name => "MovieLens with \"::\"";
    public override string MoviesFile => "movies.dat";
    public override string RatingsFile => "ratings.dat";
    public override string TagsFile => "tags.dat";
    public override bool MayBeLatin1 => true;
    public override string ViewerPrefix => "dat-";
    protected override ReadOnlySpan<byte> Separator => "::"u8;

    public override string? CutMovie(string line, IReadOnlyList<string> genreNames, out MovieLine movie)
    {
        movie = default;
        int first = line.IndexOf(Colons, StringComparison.Ordinal);
        int last = line.LastIndexOf(Colons, StringComparison.Ordinal);
        if (first < 0 || first == last)
        {
            return "fewer than 3 fields between \"::\"";
        }

        // A title may hold "::" itself; ids and genres do not.
        movie = new MovieLine(line[..first], line[(first + Colons.Length)..last], line[(last + Colons.Length)..].Split('|'));
        return null;
    }

    public override string? ReadTag(string line, out RawTag tag)
    {
        string[] fields = line.Split(Colons);
        return fields.Length <= 4
            ? MakeTag(fields, out tag)
            : MakeTag([fields[0], fields[1], string.Join(Colons, fields[2..^1]), fields[^1]], out tag);
    }
}
