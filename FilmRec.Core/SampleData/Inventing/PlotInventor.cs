using Bogus;

namespace FilmRec.Core.SampleData.Inventing;

/// <summary>One or two sentences that say what a movie is about, fitting its main genre and its second.</summary>
internal sealed class PlotInventor(Faker faker)
{
    private const float SecondSentence = 0.72f;

    public string Invent(IReadOnlyList<string> genres)
    {
        string first = Fill(faker.PickRandom(PlotSentences.OfGenre[genres[0]].Openings));
        if (!faker.Random.Bool(SecondSentence))
        {
            return first;
        }

        string flavour = genres.Count > 1 ? genres[1] : genres[0];
        return $"{first} {Fill(faker.PickRandom(PlotSentences.OfGenre[flavour].Turns))}";
    }

    // {who}: a profession with its article; {name}, {place}: what they say; {years}: a long time; {few}: so many that one can tell them apart.
    private string Fill(string sentence)
    {
        string profession = faker.PickRandom(TitleWords.Professions).ToLowerInvariant();
        string filled = sentence
            .Replace("{who}", ("aeio".Contains(profession[0], StringComparison.Ordinal) ? "an " : "a ") + profession, StringComparison.Ordinal)
            .Replace("{name}", faker.Name.FirstName(), StringComparison.Ordinal)
            .Replace("{place}", faker.PickRandom(TitleWords.Places), StringComparison.Ordinal)
            .Replace("{years}", faker.PickRandom(Spans), StringComparison.Ordinal)
            .Replace("{few}", faker.PickRandom(Handfuls), StringComparison.Ordinal);
        return char.ToUpperInvariant(filled[0]) + filled[1..];
    }

    private static readonly string[] Spans = ["two", "three", "five", "ten", "twelve", "twenty", "thirty"];
    private static readonly string[] Handfuls = ["two", "three", "four", "five", "six", "seven"];
}
