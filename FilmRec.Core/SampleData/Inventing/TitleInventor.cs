using Bogus;

namespace FilmRec.Core.SampleData.Inventing;

/// <summary>Titles that could hang over a cinema, none twice in one world.</summary>
internal sealed class TitleInventor(Faker faker)
{
    private const int Attempts = 20;
    private const int MostSequelCandidates = 200;

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _sequelCandidates = [];

    public string Invent(string genre)
    {
        string title = Draw(genre);
        for (int attempt = 0; !_taken.Add(title); attempt++)
        {
            // Large worlds run out of short titles: a subtitle makes a new one.
            title = attempt < Attempts ? Draw(genre) : $"{title}: {Draw(genre)}";
        }

        if (_sequelCandidates.Count < MostSequelCandidates && !title.EndsWith('I') && !char.IsDigit(title[^1]))
        {
            _sequelCandidates.Add(title);
        }

        return title;
    }

    private string Draw(string genre)
    {
        int pattern = faker.Random.Int(0, 99);
        return pattern switch
        {
            < 16 => $"The {Adjective(genre)} {Noun(genre)}",
            < 26 => $"{Adjective(genre)} {Noun(genre)}",
            < 34 => $"The {Noun(genre)} of {Pick(faker.Random.Bool() ? TitleWords.Places : TitleWords.Abstractions)}",
            < 41 => $"{Noun(genre)} of {Pick(TitleWords.Abstractions)}",
            < 48 => $"The {Pick(TitleWords.Professions)}'s {Pick(TitleWords.Relations)}",
            < 54 => $"{Pick(TitleWords.Times)} in {Pick(TitleWords.Places)}",
            < 59 => $"{WithArticle(Noun(genre))} for {FirstName()}",
            < 64 => Pair(genre),
            < 69 => $"{Pick("Beyond", "Under", "Before", "Behind", "After", "Across")} the {Noun(genre)}",
            < 73 => $"{FirstName()} {Pick("and", "&")} {FirstName()}",
            < 78 => $"{Pick(TitleWords.Numbers)} {Pick(TitleWords.Plurals)}",
            < 83 => $"{Pick("Return to", "Escape from", "Letters from", "The Road to", "A Stranger in", "Last Train to", "Farewell,")} {Pick(TitleWords.Places)}",
            < 88 => $"{Pick(TitleWords.Doings)} {(faker.Random.Bool() ? FirstName() : $"the {Noun(genre)}")}",
            < 92 => $"{FirstName()}'s {Noun(genre)}",
            < 95 => $"The Last {Noun(genre)}",
            < 97 => Noun(genre),
            _ => _sequelCandidates.Count == 0 ? Noun(genre) : $"{faker.PickRandom(_sequelCandidates)} {Pick("II", "2", "III")}",
        };
    }

    private string Pair(string genre)
    {
        string first = Noun(genre);
        string second = Noun(genre);
        return first == second ? $"The Other {first}" : $"The {first} and the {second}";
    }

    private string Adjective(string genre) => faker.Random.Bool(0.45f) ? Pick(TitleWords.OfGenre[genre].Adjectives) : Pick(TitleWords.Adjectives);
    private string Noun(string genre) => faker.Random.Bool(0.6f) ? Pick(TitleWords.OfGenre[genre].Nouns) : Pick(TitleWords.Nouns);
    private string FirstName() => faker.Name.FirstName();
    private string Pick(params string[] words) => words[faker.Random.Int(0, words.Length - 1)];
    private static string WithArticle(string noun) => "AEIO".Contains(noun[0], StringComparison.Ordinal) ? $"An {noun}" : $"A {noun}";
}
