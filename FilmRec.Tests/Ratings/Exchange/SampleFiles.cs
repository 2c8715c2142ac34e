using System.IO.Compression;
using System.Text;
using FilmRec.Core.Ratings.Exchange;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Ratings.Exchange;

/// <summary>Hand-made files in the columns that the sites write.</summary>
internal static class SampleFiles
{
    public static string Text(string name)
    {
        using var stream = typeof(SampleFiles).Assembly.GetManifestResourceStream($"FilmRec.Tests.Ratings.Exchange.Samples.{name}")
            ?? throw new InvalidOperationException($"There is no sample {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public static byte[] Letterboxd() => Zip(
        ("ratings.csv", Text("letterboxd-ratings.csv")),
        ("watched.csv", Text("letterboxd-watched.csv")),
        ("diary.csv", Text("letterboxd-diary.csv")),
        ("watchlist.csv", "Date,Name,Year,Letterboxd URI\n2020-01-01,Never Seen,1999,https://boxd.it/zzzz\n"),
        ("profile.csv", "Date Joined,Username\n2019-01-01,marta\n"),
        ("deleted/ratings.csv", "Date,Name,Year,Letterboxd URI,Rating\n2018-01-01,Regretted,1999,https://boxd.it/yyyy,1\n"),
        ("likes/films.csv", "Date,Name,Year,Letterboxd URI\n2020-01-01,Liked,1999,https://boxd.it/xxxx\n"));

    public static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return packed.ToArray();
    }

    public static ImportedFile Read(string name, string text) => Read(name, Encoding.UTF8.GetBytes(text));

    public static ImportedFile Read(string name, byte[] content)
    {
        using var stream = new MemoryStream(content);
        return ImportReader.Read(name, stream, SmallWorld.Start.AddHours(1));
    }
}
