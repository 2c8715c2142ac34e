using Bogus;

namespace FilmRec.Core.SampleData.Inventing;

/// <summary>Between which moments a viewer rates.</summary>
internal readonly record struct ViewerWindow(DateTimeOffset First, DateTimeOffset Last);

/// <summary>Viewers with names that a person might choose, and the years in which they are active.</summary>
internal sealed class ViewerInventor(int seed)
{
    /// <summary>Viewers join over that many years.</summary>
    public const int Years = 7;

    /// <summary>Nobody has been silent for longer than that.</summary>
    public const int YearsOfSilence = 3;

    private const int LongestName = 32; // room for a number up to the 40 that are allowed

    public (SampleViewer[] Viewers, ViewerWindow[] Windows) Invent(int count)
    {
        var chance = Chance.Of(seed, Chance.Viewers);
        var faker = new Faker("en") { Random = new Randomizer(Chance.Seed(seed, Chance.Viewers, 1)) };
        var taken = new HashSet<string>(count, StringComparer.OrdinalIgnoreCase);
        var viewers = new SampleViewer[count];
        var windows = new ViewerWindow[count];
        for (int index = 0; index < count; index++)
        {
            var window = windows[index] = Window(chance);
            viewers[index] = new SampleViewer(Name(faker, taken), window.First);
        }

        return (viewers, windows);
    }

    private static ViewerWindow Window(Random chance)
    {
        double days = (SampleGenerator.Until - SampleGenerator.Until.AddYears(-Years)).TotalDays;
        var first = SampleGenerator.Until.AddMinutes(-Math.Floor((2 + (chance.NextDouble() * (days - 2))) * 24 * 60));
        var stayed = first + ((SampleGenerator.Until - first) * Math.Sqrt(chance.NextDouble()));
        var silent = SampleGenerator.Until.AddYears(-YearsOfSilence);
        return new ViewerWindow(first, stayed > silent ? stayed : silent);
    }

    private static string Name(Faker faker, HashSet<string> taken)
    {
        string first = Clean(faker.Name.FirstName());
        string last = Clean(faker.Name.LastName());
        string name = faker.Random.Int(0, 5) switch
        {
            0 => $"{first}.{last}",
            1 => $"{first}_{last}".ToLowerInvariant(),
            2 => $"{first}{last[0]}",
            3 => $"{first}{faker.Random.Int(50, 99)}",
            4 => $"{first[0]}{last}".ToLowerInvariant(),
            _ => $"{last}-{first}".ToLowerInvariant(),
        };
        name = name[..Math.Min(name.Length, LongestName)];
        string unique = name.Length < 3 ? $"{name}{faker.Random.Int(10, 99)}" : name;
        while (!taken.Add(unique))
        {
            unique = $"{name}{faker.Random.Int(1, 9_999_999)}";
        }

        return unique;
    }

    private static string Clean(string name)
    {
        string clean = string.Concat(name.Where(char.IsAsciiLetter));
        return clean.Length == 0 ? "Film" : clean;
    }
}
