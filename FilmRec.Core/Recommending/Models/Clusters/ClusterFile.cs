using System.Runtime.InteropServices;
using System.Text;
using FilmRec.Core.Recommending.Features;
using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models.Als;

namespace FilmRec.Core.Recommending.Models.Clusters;

/// <summary>The layout of a cluster model's file.</summary>
internal static class ClusterFile
{
    private const int Layout = 2;
    private const int LongestText = 4096;
    private const int MostFavourites = 10_000;

    public static void Write(ClusterModel model, Stream stream)
    {
        using var writer = new ModelWriter(stream, model.Kind, Layout);
        writer.Write(model.Movies);
        WriteSpace(writer, model.Space, model.Scaling);
        writer.Write(model.Shape.Clip);
        writer.Write(model.Shape.EraWeight);
        if (model.Factors is { } factors)
        {
            WriteFactors(writer, factors);
        }

        writer.Write(model.Clusters.Count);
        writer.Write(model.Centroids.Values);
        writer.Write(model.AllScores);
        writer.Write(model.Overall);
        foreach (var cluster in model.Clusters)
        {
            writer.Write(model.Profiles[cluster.Index]);
            WriteText(writer, cluster.Name);
            writer.Write(cluster.Size);
            writer.Write(cluster.Genres.Count);
            foreach (string genre in cluster.Genres)
            {
                WriteText(writer, genre);
            }

            writer.Write(cluster.Favourites.Count);
            writer.Write([.. cluster.Favourites]);
            writer.Write([cluster.MeanStars, cluster.MeanYear, cluster.X, cluster.Y]);
        }

        writer.Finish();
    }

    public static ClusterModel Read(Stream stream, string kind)
    {
        using var reader = new ModelReader(stream, kind, Layout);
        var movies = reader.ReadVocabulary();
        var (space, scaling) = ReadSpace(reader, movies.Count);
        var shape = new InterestShape(reader.ReadFloat(), reader.ReadFloat());
        ModelReader.Require(shape.Clip > 0, "The cluster model's limit is not above 0.");
        var factors = kind == ClusterModel.FactorsName ? ReadFactors(reader, movies) : null;
        int clusters = reader.ReadInt(1, ClusterModel.MaximumClusters);
        int columns = factors?.Columns ?? space.Interests;
        var centroids = new Centroids(reader.ReadFloats(clusters * columns), columns);
        long cells = (long)clusters * movies.Count;
        ModelReader.Require(cells <= Array.MaxLength, "The cluster model is larger than a model can be.");
        float[] scores = reader.ReadFloats((int)cells);
        float[] overall = reader.ReadFloats(movies.Count);
        float[][] profiles = new float[clusters][];
        var described = new TasteCluster[clusters];
        for (int cluster = 0; cluster < clusters; cluster++)
        {
            profiles[cluster] = reader.ReadFloats(space.Columns.Count);
            described[cluster] = ReadCluster(reader, cluster, space.Facts.GenreNames.Count);
        }

        reader.Finish();
        return new ClusterModel(movies, space, scaling, shape, factors, centroids, profiles, described, scores, overall);
    }

    private static void WriteFactors(ModelWriter writer, FactorSpace factors)
    {
        using var file = new MemoryStream();
        factors.Als.Save(file);
        writer.Write((int)file.Length);
        writer.Write(file.GetBuffer().AsSpan(0, (int)file.Length));
    }

    private static FactorSpace ReadFactors(ModelReader reader, Vocabulary movies)
    {
        byte[] file = reader.ReadByteArray(reader.ReadInt(0, Array.MaxLength));
        var als = AlsModel.Load(new MemoryStream(file));
        ModelReader.Require(als.Options.Factors <= FactorSpace.MaximumFactors && als.Movies.Ids.SequenceEqual(movies.Ids), "The cluster model's factors are of other films.");
        return new FactorSpace(als);
    }

    private static TasteCluster ReadCluster(ModelReader reader, int index, int genreNames)
    {
        string name = ReadText(reader);
        int size = reader.ReadInt(0, int.MaxValue);
        string[] genres = new string[reader.ReadInt(0, genreNames)];
        for (int genre = 0; genre < genres.Length; genre++)
        {
            genres[genre] = ReadText(reader);
        }

        int[] favourites = reader.ReadInts(reader.ReadInt(0, MostFavourites));
        float[] numbers = reader.ReadFloats(4);
        return new TasteCluster(index, name, size, genres, favourites, numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private static void WriteSpace(ModelWriter writer, ViewerFeatureSpace space, FeatureScaling scaling)
    {
        writer.Write(space.Facts.GenreNames.Count);
        foreach (string genre in space.Facts.GenreNames)
        {
            WriteText(writer, genre);
        }

        writer.Write(MemoryMarshal.AsBytes<ulong>(space.Facts.Genres));
        writer.Write(MemoryMarshal.AsBytes<short>(space.Facts.Years));
        writer.Write(space.Popularity);
        writer.Write([space.Norms.MeanStars, space.Norms.Variance, space.Norms.MeanYear, space.Norms.MeanPopularity]);
        writer.Write(unchecked((int)space.Norms.NewestRating));
        writer.Write(space.Norms.GenreShares);
        writer.Write(scaling.Offsets);
        writer.Write(scaling.Scales);
    }

    private static (ViewerFeatureSpace Space, FeatureScaling Scaling) ReadSpace(ModelReader reader, int movies)
    {
        ModelReader.Require(movies <= Array.MaxLength / sizeof(ulong), "The cluster model is larger than a model can be.");
        string[] names = new string[reader.ReadInt(0, MovieFacts.MaximumGenres)];
        for (int genre = 0; genre < names.Length; genre++)
        {
            names[genre] = ReadText(reader);
        }

        ulong[] genres = MemoryMarshal.Cast<byte, ulong>(reader.ReadByteArray(movies * sizeof(ulong))).ToArray();
        ulong known = names.Length == MovieFacts.MaximumGenres ? ulong.MaxValue : (1UL << names.Length) - 1;
        ModelReader.Require(Array.TrueForAll(genres, bits => (bits & ~known) == 0), "The cluster model names genres that it does not know.");
        short[] years = MemoryMarshal.Cast<byte, short>(reader.ReadByteArray(movies * sizeof(short))).ToArray();
        float[] popularity = reader.ReadFloats(movies);
        float[] usual = reader.ReadFloats(4);
        uint newest = unchecked((uint)reader.ReadInt());
        ModelReader.Require(usual[1] >= 0, "The cluster model's variance is below 0.");
        var norms = new PopulationNorms(usual[0], usual[1], usual[2], usual[3], newest, reader.ReadFloats(names.Length));
        var space = new ViewerFeatureSpace(new MovieFacts(names, genres, years), popularity, norms);
        return (space, new FeatureScaling(reader.ReadFloats(space.Columns.Count), reader.ReadFloats(space.Columns.Count)));
    }

    private static void WriteText(ModelWriter writer, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static string ReadText(ModelReader reader) => Encoding.UTF8.GetString(reader.ReadByteArray(reader.ReadInt(0, LongestText)));
}
