using System.Globalization;

namespace FilmRec.Core.SampleData.MovieLens;

/// <summary>ml-100k: ratings between tabs, films between "|" with one flag for each of 19 genres, in Latin-1.</summary>
internal sealed class TabLayout : MovieLensLayout
{
    private const int FieldsBeforeFlags = 5;

    /// <summary>The genres of u.genre, in the order of the flags, for folders without that file.</summary>
    public static readonly string[] UsualGenres =
    [
        "unknown", "Action", "Adventure", "Animation", "Children's", "Comedy", "Crime", "Documentary", "Drama", "Fantasy", "Film-Noir", "Horror",
        "Musical", "Mystery", "Romance", "Sci-Fi", "Thriller", "War", "Western",
    ];

    public override string Name => "MovieLens 100K";
    public override string MoviesFile => "u.item";
    public override string RatingsFile => "u.data";
    public override string GenresFile => "u.genre";
    public override bool MayBeLatin1 => true;
    public override string MoviePrefix => "100k-";
    public override string ViewerPrefix => "100k-";
    protected override ReadOnlySpan<byte> Separator => "\t"u8;

    public override string? CutMovie(string line, IReadOnlyList<string> genreNames, out MovieLine movie)
    {
        movie = default;
        string[] fields = line.Split('|');
        if (fields.Length != FieldsBeforeFlags + genreNames.Count)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{fields.Length} fields instead of {FieldsBeforeFlags + genreNames.Count}");
        }

        movie = new MovieLine(fields[0], fields[1], [.. genreNames.Where((_, place) => fields[FieldsBeforeFlags + place] == "1")]);
        return null;
    }
}
