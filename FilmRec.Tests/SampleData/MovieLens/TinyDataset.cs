using System.IO.Compression;
using System.Text;

namespace FilmRec.Tests.SampleData.MovieLens;

/// <summary>Hand-made files of a dataset in a folder of their own.</summary>
internal sealed class TinyDataset : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("filmrec-dataset-").FullName;

    private TinyDataset() => Folder = Directory.CreateDirectory(Path.Combine(_root, "ml")).FullName;

    public string Folder { get; }

    /// <summary>Three films, four ratings by two viewers, two tags.</summary>
    public static TinyDataset Csv() => new TinyDataset()
        .With("movies.csv", "movieId,title,genres\r\n1,Heat (1995),Action|Crime|Thriller\r\n2,\"Matrix, The (1999)\",Action|Sci-Fi\r\n3,Amélie (2001),(no genres listed)\r\n")
        .With("links.csv", "movieId,imdbId,tmdbId\r\n1,0113277,949\r\n2,0133093,\r\n3,,194\r\n")
        .With("ratings.csv", "userId,movieId,rating,timestamp\r\n1,1,4.0,964982703\r\n1,2,5.0,964981247\r\n7,1,0.5,964982224\r\n7,3,3.5,964983815\r\n")
        .With("tags.csv", "userId,movieId,tag,timestamp\r\n1,1,\"tense, cold\",1445714994\r\n9,2,bullet time,1445714996\r\n");

    public static TinyDataset DoubleColon() => new TinyDataset()
        .With("movies.dat", "1::Heat (1995)::Action|Crime|Thriller\n2::Matrix, The (1999)::Action|Children's\n3::Amélie (2001)::Comedy\n", Encoding.Latin1)
        .With("ratings.dat", "1::1::5::978300760\n1::3::3::978302109\n2::1::4::978301968\n")
        .With("users.dat", "1::F::1::10::48067\n");

    public static TinyDataset Tab() => new TinyDataset()
        .With("u.item", "1|Heat (1995)|15-Dec-1995||http://example.org|0|1|0|0|0|0|1|0|0|0|0|0|0|0|0|0|1|0|0\n"
            + "267|unknown||||1|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0\n"
            + "3|Misérables, Les (1995)|01-Jan-1995||http://example.org|0|0|0|0|0|0|0|0|1|0|0|0|1|0|0|0|0|0|0\n", Encoding.Latin1)
        .With("u.data", "196\t1\t3\t881250949\n186\t3\t5\t891717742\n22\t1\t1\t878887116\n")
        .With("u.genre", "unknown|0\nAction|1\nAdventure|2\nAnimation|3\nChildren's|4\nComedy|5\nCrime|6\nDocumentary|7\nDrama|8\nFantasy|9\nFilm-Noir|10\nHorror|11\n"
            + "Musical|12\nMystery|13\nRomance|14\nSci-Fi|15\nThriller|16\nWar|17\nWestern|18\n\n");

    /// <summary>Many ratings by few viewers: several batches.</summary>
    public static TinyDataset Large(int viewers, int movies)
    {
        var dataset = new TinyDataset();
        dataset.With("movies.csv", "movieId,title,genres\n" + string.Concat(Enumerable.Range(1, movies).Select(m => $"{m},Film {m} (2000),Drama\n")));
        var ratings = new StringBuilder("userId,movieId,rating,timestamp\n");
        for (int viewer = 1; viewer <= viewers; viewer++)
        {
            for (int movie = 1; movie <= movies; movie++)
            {
                ratings.Append(System.Globalization.CultureInfo.InvariantCulture, $"{viewer},{movie},{1 + ((viewer + movie) % 5)}.0,{1_000_000_000 + movie}\n");
            }
        }

        return dataset.With("ratings.csv", ratings.ToString());
    }

    public TinyDataset With(string file, string content, Encoding? encoding = null) => With(file, (encoding ?? Encoding.UTF8).GetBytes(content));

    public TinyDataset With(string file, byte[] content)
    {
        File.WriteAllBytes(Path.Combine(Folder, file), content);
        return this;
    }

    public TinyDataset Without(string file)
    {
        File.Delete(Path.Combine(Folder, file));
        return this;
    }

    public string Zip()
    {
        string path = Path.Combine(_root, "ml.zip");
        ZipFile.CreateFromDirectory(Folder, path, CompressionLevel.Fastest, includeBaseDirectory: true);
        return path;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
