using System.Text;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.Content;

/// <summary>Turns what is known of movies into weighted terms: genres, the decade, tags, words of the description.</summary>
internal static class MovieTerms
{
    // Shorter words are articles and prepositions in most languages.
    private const int ShortestWord = 3;

    /// <summary>TF-IDF within each group (Salton and Buckley, 1988: (1 + ln count)·ln(movies / movies with the term)), each group of length 1 times its weight, and each movie of length 1 in all.</summary>
    public static TermMatrix Weigh(MovieFacts facts, MovieTexts texts, ContentOptions options)
    {
        int movies = facts.Years.Length;
        (float Weight, Dictionary<string, int>[] Counts)[] groups =
        [
            (options.GenreWeight, Genres(facts)),
            (options.DecadeWeight, [.. facts.Years.Select(year => year == 0 ? [] : new Dictionary<string, int> { [$"{year / 10}"] = 1 })]),
            (options.TagWeight, [.. texts.Tags.Select(tags => Count(tags.Select(Fold)))]),
            (options.WordWeight, [.. texts.Descriptions.Select(text => Count(Words(text)))]),
        ];

        var rows = new List<(int Term, float Weight)>[movies];
        Array.ForEach(Enumerable.Range(0, movies).ToArray(), movie => rows[movie] = []);
        int terms = 0;
        foreach (var (weight, counts) in groups)
        {
            terms += Add(rows, counts, weight, terms, options);
        }

        return Pack(rows, terms);
    }

    private static Dictionary<string, int>[] Genres(MovieFacts facts)
        => [.. facts.Genres.Select(bits => Enumerable.Range(0, facts.GenreNames.Count).Where(genre => (bits >> genre & 1) != 0)
            .ToDictionary(genre => facts.GenreNames[genre], _ => 1))];

    private static int Add(List<(int Term, float Weight)>[] rows, Dictionary<string, int>[] counts, float weight, int first, ContentOptions options)
    {
        var spread = new Dictionary<string, int>();
        foreach (string term in counts.SelectMany(movie => movie.Keys))
        {
            spread[term] = spread.GetValueOrDefault(term) + 1;
        }

        // A term that every movie has tells nothing; one that a single movie has compares it with none.
        var kept = spread.Where(term => term.Value >= options.LeastMovies && term.Value < rows.Length)
            .OrderByDescending(term => term.Value).ThenBy(term => term.Key, StringComparer.Ordinal).Take(options.MostTerms).ToList();
        var numbers = kept.Select((term, n) => (term.Key, Number: first + n, Rarity: Math.Log((double)rows.Length / term.Value))).ToDictionary(term => term.Key);
        for (int movie = 0; movie < rows.Length && weight > 0; movie++)
        {
            var own = counts[movie].Where(term => numbers.ContainsKey(term.Key))
                .Select(term => (numbers[term.Key].Number, Weight: (1 + Math.Log(term.Value)) * numbers[term.Key].Rarity)).OrderBy(term => term.Number).ToList();
            double length = Math.Sqrt(own.Sum(term => term.Weight * term.Weight));
            rows[movie].AddRange(own.Where(_ => length > 0).Select(term => (term.Number, (float)(weight * term.Weight / length))));
        }

        return kept.Count;
    }

    private static TermMatrix Pack(List<(int Term, float Weight)>[] rows, int terms)
    {
        int[] starts = new int[rows.Length + 1];
        for (int movie = 0; movie < rows.Length; movie++)
        {
            starts[movie + 1] = starts[movie] + rows[movie].Count;
        }

        int[] columns = new int[starts[^1]];
        float[] weights = new float[starts[^1]];
        for (int movie = 0; movie < rows.Length; movie++)
        {
            float length = MathF.Sqrt(rows[movie].Sum(term => term.Weight * term.Weight));
            for (int n = 0; n < rows[movie].Count; n++)
            {
                (columns[starts[movie] + n], weights[starts[movie] + n]) = (rows[movie][n].Term, rows[movie][n].Weight / length);
            }
        }

        return new TermMatrix(terms, starts, columns, weights);
    }

    private static Dictionary<string, int> Count(IEnumerable<string> terms)
    {
        var counts = new Dictionary<string, int>();
        foreach (string term in terms.Where(term => term.Length > 0))
        {
            counts[term] = counts.GetValueOrDefault(term) + 1;
        }

        return counts;
    }

    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (char letter in text)
        {
            if (char.IsLetterOrDigit(letter))
            {
                word.Append(char.ToLowerInvariant(letter));
            }
            else if (word.Length > 0)
            {
                if (word.Length >= ShortestWord)
                {
                    yield return word.ToString();
                }

                word.Clear();
            }
        }

        if (word.Length >= ShortestWord)
        {
            yield return word.ToString();
        }
    }

    private static string Fold(string tag) => tag.Trim().ToLowerInvariant();
}
