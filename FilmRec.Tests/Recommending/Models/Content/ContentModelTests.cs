using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Content;

namespace FilmRec.Tests.Recommending.Models.Content;

public sealed class ContentModelTests
{
    private static readonly TrainingData World = TasteWorld.Create();
    private static readonly ContentModel Model = Train(World, new ContentOptions());

    [Fact]
    public void A_film_that_nobody_has_rated_is_found_by_what_it_is_like()
    {
        ulong[] genres = [.. World.Facts.Genres];
        short[] years = [.. World.Facts.Years];
        (genres[TasteWorld.Unseen], years[TasteWorld.Unseen]) = (1, 1985); // it turns out to be a sea film
        var model = Train(World with { Facts = new MovieFacts(World.Facts.GenreNames, genres, years) }, new ContentOptions());

        float[] scores = Scores(model, TasteWorld.Loves(0, 3));

        scores[TasteWorld.Unseen].ShouldBeGreaterThan(TasteWorld.Space.Max(movie => scores[movie]));
    }

    [Fact]
    public void What_does_not_interest_lowers_what_is_like_it()
    {
        var known = TasteWorld.Loves(0, 12);
        float[] before = Scores(Model, known);

        float[] after = Scores(Model, [known[0], new KnownRating(5, 0, 0, Signal.NotInterested), known[1]]);

        after[3].ShouldBeLessThan(before[3]);
    }

    [Fact]
    public void Stars_below_the_neutral_push_away_and_those_above_draw_near()
    {
        Scores(Model, new KnownRating(2, 1))[3].ShouldBeLessThan(0);
        Scores(Model, new KnownRating(2, 4))[3].ShouldBe(0);
        Scores(Model, new KnownRating(2, 6))[3].ShouldBeGreaterThan(0);
        Scores(Model, new KnownRating(2, 10))[3].ShouldBeGreaterThan(Scores(Model, new KnownRating(2, 6))[3]);
    }

    [Fact]
    public void Words_alone_tell_films_apart()
    {
        var facts = MovieFacts.Unknown(4);
        var texts = new MovieTexts(["haunted lighthouse", "lighthouse haunted by gulls", "space station", "station in deep space"], [[], [], [], []]);
        var ratings = new RatingMatrix(new Vocabulary([1]), new Vocabulary([1, 2, 3, 4]), [0, 1], [0], [9], null);
        var model = Train(new TrainingData(ratings, facts) { Texts = texts }, new ContentOptions());

        float[] scores = Scores(model, new KnownRating(0, 10));

        scores[1].ShouldBeGreaterThan(0.1f);
        scores[2].ShouldBe(0, 1e-5);
        scores[3].ShouldBe(0, 1e-5);
    }

    [Fact]
    public void A_catalogue_of_which_nothing_is_known_scores_nothing()
    {
        var model = Train(World with { Facts = MovieFacts.Unknown(TasteWorld.Movies) }, new ContentOptions());

        Scores(model, TasteWorld.Loves(1, 2)).ShouldAllBe(score => score == 0);
    }

    private static ContentModel Train(TrainingData data, ContentOptions options)
        => ContentTrainer.Train(data, options, new TrainingSettings(1, 1), TasteWorld.Silent, CancellationToken.None);

    private static float[] Scores(ContentModel model, params KnownRating[] known)
    {
        float[] scores = new float[model.Movies.Count];
        model.Score(known, scores);
        return scores;
    }
}
