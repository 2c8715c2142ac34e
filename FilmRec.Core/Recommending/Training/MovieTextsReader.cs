using FilmRec.Core.Data;
using FilmRec.Core.Recommending.Interactions;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Recommending.Training;

/// <summary>Reads what is written of the catalogue's movies.</summary>
internal static class MovieTextsReader
{
    // A film's thousandth tag says what the first hundred said; the memory is better used elsewhere.
    private const int MostTags = 500;

    /// <param name="db">Where.</param>
    /// <param name="movies">Gives the rows; texts of other movies are left out.</param>
    /// <param name="cancellationToken">Of the run.</param>
    public static async Task<MovieTexts> ReadAsync(FilmRecDb db, Vocabulary movies, CancellationToken cancellationToken)
    {
        string[] descriptions = new string[movies.Count];
        Array.Fill(descriptions, "");
        await foreach (var text in db.Movies.Where(m => m.Description != null).Select(m => new Text(m.MovieId, m.Description!))
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (movies.TryRowOf(text.MovieId, out int row))
            {
                descriptions[row] = text.Words;
            }
        }

        var tags = new List<string>?[movies.Count];
        await foreach (var tag in db.Tags.OrderBy(t => t.MovieId).ThenBy(t => t.ViewerId).ThenBy(t => t.Text).Select(t => new Text(t.MovieId, t.Text))
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (movies.TryRowOf(tag.MovieId, out int row) && (tags[row] ??= []).Count < MostTags)
            {
                tags[row]!.Add(tag.Words);
            }
        }

        return new MovieTexts(descriptions, [.. tags.Select(words => (IReadOnlyList<string>?)words ?? [])]);
    }

    private readonly record struct Text(int MovieId, string Words);
}
