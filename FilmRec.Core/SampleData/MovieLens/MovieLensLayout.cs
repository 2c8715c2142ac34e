using System.Buffers.Text;
using System.Globalization;
using System.Text;
using FilmRec.Core.Ratings;
using FilmRec.Core.TextFiles;

namespace FilmRec.Core.SampleData.MovieLens;

/// <summary>How one generation of MovieLens' releases writes its files. Reading a line answers null, or the reason why it must be skipped.</summary>
internal abstract class MovieLensLayout
{
    /// <summary>The last second that both databases and .NET can hold: the end of the year 9999.</summary>
    private const long LastSecond = 253_402_300_799;

    public static readonly MovieLensLayout[] All = [new CsvLayout(), new DoubleColonLayout(), new TabLayout()];

    /// <summary>For people: "MovieLens CSV".</summary>
    public abstract string Name { get; }
    public abstract string MoviesFile { get; }
    public abstract string RatingsFile { get; }
    public virtual string? TagsFile => null;
    public virtual string? LinksFile => null;
    public virtual string? GenresFile => null;

    /// <summary>True where the releases differ in their encoding: the movies file is looked at to find out.</summary>
    public abstract bool MayBeLatin1 { get; }

    /// <summary>What a movie's id is kept under: releases that number movies differently must not meet.</summary>
    public virtual string MoviePrefix => "";

    /// <summary>The same for viewers, whom every generation numbers anew.</summary>
    public abstract string ViewerPrefix { get; }

    protected abstract ReadOnlySpan<byte> Separator { get; }

    /// <summary>The first line that this file must have, or null where it has none.</summary>
    public virtual string? HeaderOf(string file) => null;

    /// <summary>Cuts a line of the movies file; its id may be anything.</summary>
    public abstract string? CutMovie(string line, IReadOnlyList<string> genreNames, out MovieLine movie);

    public string? ReadMovie(string line, IReadOnlyList<string> genreNames, out RawMovie? movie)
    {
        movie = null;
        if (CutMovie(line, genreNames, out var cut) is { } reason)
        {
            return reason;
        }

        if (!Fields.TryId(cut.Id, out int id))
        {
            return $"\"{Short(cut.Id)}\" is not a film's id";
        }

        movie = new RawMovie(id, cut.Title, cut.Genres);
        return null;
    }

    public virtual string? ReadLink(string line, out RawLink link) => throw new NotSupportedException($"{Name} has no links.");

    public virtual string? ReadTag(string line, out RawTag tag) => throw new NotSupportedException($"{Name} has no tags.");

    public string? ReadRating(ReadOnlySpan<byte> line, out RawRating rating)
    {
        rating = default;
        Span<Range> fields = stackalloc Range[4];
        int count = Fields.Split(line, Separator, fields);
        if (count != 4)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{count} fields instead of 4");
        }

        if (!Fields.TryId(line[fields[0]], out int viewer))
        {
            return $"\"{Show(line[fields[0]])}\" is not a viewer's id";
        }

        if (!Fields.TryId(line[fields[1]], out int movie))
        {
            return $"\"{Show(line[fields[1]])}\" is not a film's id";
        }

        var starsField = line[fields[2]].Trim("\" "u8);
        if (!Utf8Parser.TryParse(starsField, out double value, out int taken) || taken != starsField.Length || !Stars.TryOf(value, out var stars))
        {
            return $"\"{Show(line[fields[2]])}\" is not 0.5 to 5 stars in half steps";
        }

        if (!Fields.TryNumber(line[fields[3]], out long ratedAt) || !IsMoment(ratedAt))
        {
            return $"\"{Show(line[fields[3]])}\" is not a moment in Unix seconds";
        }

        rating = new RawRating(viewer, movie, stars.HalfStars, ratedAt);
        return null;
    }

    protected static string? MakeTag(IReadOnlyList<string> fields, out RawTag tag)
    {
        tag = default;
        if (fields.Count != 4)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{fields.Count} fields instead of 4");
        }

        if (!Fields.TryId(fields[0], out int viewer) || !Fields.TryId(fields[1], out int movie))
        {
            return $"\"{Short(fields[0])}\" or \"{Short(fields[1])}\" is not an id";
        }

        if (!long.TryParse(fields[3], NumberStyles.None, CultureInfo.InvariantCulture, out long taggedAt) || !IsMoment(taggedAt))
        {
            return $"\"{Short(fields[3])}\" is not a moment in Unix seconds";
        }

        tag = new RawTag(viewer, movie, fields[2].Trim(), taggedAt);
        return null;
    }

    /// <summary>Text from a file, short enough for a report.</summary>
    protected static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static bool IsMoment(long unixSeconds) => unixSeconds is >= 0 and <= LastSecond;

    private static string Show(ReadOnlySpan<byte> field) => Short(Encoding.Latin1.GetString(field));
}
