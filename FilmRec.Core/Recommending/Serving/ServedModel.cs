using System.Numerics;
using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>A live model with what serving needs to know of its movies. Immutable.</summary>
/// <param name="ModelId">Its row in the database.</param>
/// <param name="Model">Ready to score.</param>
/// <param name="Facts">By the model's movie rows.</param>
/// <param name="InCatalogue">Whether the catalogue still holds the movie, by the model's movie rows, [movies].</param>
/// <param name="Ratings">How many people rated each movie when the models were loaded, by the model's movie rows, [movies].</param>
/// <param name="Rarity">How little known each movie is, [movies]: 0 for the one that most people rated, 1 for one that nobody did.</param>
public sealed record ServedModel(int ModelId, ITrainedModel Model, MovieFacts Facts, bool[] InCatalogue, int[] Ratings, float[] Rarity)
{
    /// <summary>"als 12", as answers and the log name it.</summary>
    public string Name { get; } = FormattableString.Invariant($"{Model.Kind} {ModelId}");

    /// <summary>Puts what the catalogue knows beside a model.</summary>
    /// <param name="modelId">Its row in the database.</param>
    /// <param name="model">Ready to score.</param>
    /// <param name="movies">Of the catalogue.</param>
    /// <param name="facts">By the rows of <paramref name="movies"/>.</param>
    /// <param name="ratings">How many people rated each movie, by the rows of <paramref name="movies"/>.</param>
    public static ServedModel Of(int modelId, ITrainedModel model, Vocabulary movies, MovieFacts facts, ReadOnlySpan<int> ratings)
    {
        int count = model.Movies.Count;
        ulong[] genres = new ulong[count];
        short[] years = new short[count];
        bool[] inCatalogue = new bool[count];
        int[] own = new int[count];
        float[] rarity = new float[count];
        int most = 0;
        foreach (int number in ratings)
        {
            most = Math.Max(most, number);
        }

        for (int row = 0; row < count; row++)
        {
            rarity[row] = 1;
            if (movies.TryRowOf(model.Movies.IdOf(row), out int place))
            {
                (genres[row], years[row], inCatalogue[row], own[row]) = (facts.Genres[place], facts.Years[place], true, ratings[place]);
                rarity[row] = most == 0 ? 1 : 1 - MathF.Log(ratings[place] + 1) / MathF.Log(most + 1);
            }
        }

        return new ServedModel(modelId, model, new MovieFacts(facts.GenreNames, genres, years), inCatalogue, own, rarity);
    }

    /// <summary>A genre of the movie, rather a wanted one than its first; null where none is known.</summary>
    internal string? GenreOf(int row, ulong wanted)
    {
        ulong genres = Facts.Genres[row];
        ulong chosen = (genres & wanted) != 0 ? genres & wanted : genres;
        return chosen == 0 ? null : Facts.GenreNames[BitOperations.TrailingZeroCount(chosen)];
    }
}
