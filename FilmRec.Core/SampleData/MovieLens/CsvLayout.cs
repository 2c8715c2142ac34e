using System.Globalization;
using FilmRec.Core.TextFiles;

namespace FilmRec.Core.SampleData.MovieLens;

/// <summary>ml-latest, ml-latest-small, ml-20m, ml-25m, ml-32m: comma-separated values with a header, in UTF-8.</summary>
internal sealed class CsvLayout : MovieLensLayout
{
    public override string Name => "MovieLens CSV";
    public override string MoviesFile => "movies.csv";
    public override string RatingsFile => "ratings.csv";
    public override string TagsFile => "tags.csv";
    public override string LinksFile => "links.csv";
    public override bool MayBeLatin1 => false;
    public override string ViewerPrefix => "";
    protected override ReadOnlySpan<byte> Separator => ","u8;

    public override string HeaderOf(string file) => file switch
    {
        "movies.csv" => "movieId,title,genres",
        "ratings.csv" => "userId,movieId,rating,timestamp",
        "tags.csv" => "userId,movieId,tag,timestamp",
        _ => "movieId,imdbId,tmdbId",
    };

    public override string? CutMovie(string line, IReadOnlyList<string> genreNames, out MovieLine movie)
    {
        movie = default;
        if (Fields.SplitCsv(line) is not { } fields)
        {
            return "a quotation mark is not closed";
        }

        if (fields.Count != 3)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{fields.Count} fields instead of 3");
        }

        movie = new MovieLine(fields[0], fields[1], fields[2].Split('|'));
        return null;
    }

    public override string? ReadLink(string line, out RawLink link)
    {
        link = default;
        string[] fields = line.Replace("\"", "", StringComparison.Ordinal).Split(',');
        if (fields.Length != 3 || !Fields.TryId(fields[0], out int id))
        {
            return "not a film's id with its ids at IMDb and TMDB";
        }

        // Either may be missing. MovieLens pads IMDb's numbers to seven digits; newer ones have eight.
        string? imdb = Fields.TryId(fields[1], out int number) ? string.Create(CultureInfo.InvariantCulture, $"tt{number:0000000}") : null;
        link = new RawLink(id, imdb, Fields.TryId(fields[2], out int tmdb) ? tmdb : null);
        return (fields[1].Trim().Length > 0 && imdb is null) || (fields[2].Trim().Length > 0 && link.TmdbId is null)
            ? $"\"{Short(fields[1])}\" or \"{Short(fields[2])}\" is not a number"
            : null;
    }

    public override string? ReadTag(string line, out RawTag tag)
    {
        tag = default;
        return Fields.SplitCsv(line) is { } fields ? MakeTag(fields, out tag) : "a quotation mark is not closed";
    }
}
