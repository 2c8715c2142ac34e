using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Clusters;

namespace FilmRec.Tests.Recommending.Models.Clusters;

public sealed class ClusterModelTests
{
    private const int Groups = 4;

    private static readonly TrainingData Data = PlantedTastes.Create(Groups);
    private static readonly ClusterModel Model = ClusterTrainerTests.Train(Data);

    [Fact]
    public void A_viewer_of_the_data_is_assigned_to_their_own_group()
    {
        for (int viewer = 0; viewer < Data.Ratings.Viewers.Count; viewer++)
        {
            Model.ClusterOf(Known(viewer))!.Genres[0].ShouldBe(PlantedTastes.GenreNames[viewer % Groups]);
        }
    }

    [Fact]
    public void A_newcomer_with_three_ratings_gets_the_rest_of_their_genre_first()
    {
        float[] scores = new float[Model.Movies.Count];

        for (int group = 0; group < Groups; group++)
        {
            int first = group * PlantedTastes.MoviesPerGenre;
            Model.Score([new(first, 10), new(first + 1, 9), new(first + 2, 10)], scores);

            int[] own = [.. Enumerable.Range(first, PlantedTastes.MoviesPerGenre)];
            own.Min(movie => scores[movie]).ShouldBeGreaterThan(Enumerable.Range(0, scores.Length).Except(own).Max(movie => scores[movie]));
        }
    }

    [Fact]
    public void Without_a_rating_the_list_is_what_everybody_likes()
    {
        float[] scores = new float[Model.Movies.Count];
        double[] liked = new double[scores.Length];
        for (int n = 0; n < Data.Ratings.Count; n++)
        {
            liked[Data.Ratings.Columns[n]] += Data.Ratings.HalfStars[n] >= 8 ? 1 : new ClusterOptions().ChosenWeight;
        }

        Model.Score([], scores);

        Model.ClusterOf([]).ShouldBeNull();
        for (int movie = 0; movie < scores.Length; movie++)
        {
            ((double)scores[movie]).ShouldBe(liked[movie] / Data.Ratings.Viewers.Count, 1e-5);
        }
    }

    [Fact]
    public void Scores_are_the_damped_share_of_members_who_liked_the_movie()
    {
        var cluster = Model.ClusterFor(["Horror"]).ShouldNotBeNull();
        float[] scores = new float[Model.Movies.Count];
        float[] overall = new float[scores.Length];
        int movie = Array.IndexOf(PlantedTastes.GenreNames, "Horror") * PlantedTastes.MoviesPerGenre;
        int fans = Enumerable.Range(0, Data.Ratings.Viewers.Count)
            .Count(viewer => viewer % Groups == movie / PlantedTastes.MoviesPerGenre && Data.Ratings.ColumnsOf(viewer).Contains(movie));

        Model.ScoreFor(cluster, scores);
        Model.Score([], overall);

        double damping = new ClusterOptions().Damping;
        ((double)scores[movie]).ShouldBe((fans + damping * overall[movie]) / (cluster.Size + damping), 1e-5);
    }

    [Fact]
    public void Favourite_genres_lead_to_the_cluster_that_watches_them()
    {
        foreach (string genre in PlantedTastes.GenreNames[..Groups])
        {
            Model.ClusterFor([genre])!.Genres[0].ShouldBe(genre);
            Model.ClusterFor([genre.ToUpperInvariant(), "Unheard of"])!.Genres[0].ShouldBe(genre);
        }

        Model.ClusterFor(["Unheard of"]).ShouldBeNull();
        Model.ClusterFor([]).ShouldBeNull();
    }

    [Fact]
    public void Clusters_come_back_from_disk_with_names_and_favourites()
    {
        using var stream = new MemoryStream();
        Model.Save(stream);
        stream.Position = 0;

        var copy = ClusterModel.Load(stream);

        copy.Clusters.Count.ShouldBe(Model.Clusters.Count);
        foreach (var (saved, original) in copy.Clusters.Zip(Model.Clusters))
        {
            (saved.Index, saved.Name, saved.Size, saved.MeanStars, saved.MeanYear, saved.X, saved.Y)
                .ShouldBe((original.Index, original.Name, original.Size, original.MeanStars, original.MeanYear, original.X, original.Y));
            saved.Genres.ShouldBe(original.Genres);
            saved.Favourites.ShouldBe(original.Favourites);
        }

        copy.ClusterFor(["Drama"])!.Index.ShouldBe(Model.ClusterFor(["Drama"])!.Index);
    }

    [Theory, InlineData(0), InlineData(257), InlineData(int.MaxValue)]
    public void A_file_with_an_impossible_number_of_clusters_is_refused(int clusters)
    {
        using var stream = new MemoryStream();
        using (var writer = new ModelWriter(stream, ClusterModel.Name, 2))
        {
            writer.Write(PlantedTastes.Ids(1));
            writer.Write(0);
            writer.Write(new byte[8]);
            writer.Write(new byte[2]);
            writer.Write([1f]);
            writer.Write([3f, 1f, 2000f, 1f]);
            writer.Write(0);
            writer.Write(Array.Empty<float>());
            writer.Write(new float[6]);
            writer.Write(new float[6]);
            writer.Write(3f);
            writer.Write(0.5f);
            writer.Write(clusters);
            writer.Finish();
        }

        stream.Position = 0;

        Should.Throw<InvalidDataException>(() => ClusterModel.Load(stream)).Message.ShouldContain($"{clusters}");
    }

    [Fact]
    public void Assigning_a_viewer_allocates_nothing()
    {
        var known = Known(3);
        float[] scores = new float[Model.Movies.Count];
        Model.Score(known, scores);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int n = 0; n < 100; n++)
        {
            Model.Score(known, scores);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static KnownRating[] Known(int viewer)
    {
        int[] columns = Data.Ratings.ColumnsOf(viewer).ToArray();
        byte[] halfStars = Data.Ratings.HalfStarsOf(viewer).ToArray();
        return [.. columns.Zip(halfStars, (movie, half) => new KnownRating(movie, half))];
    }
}
