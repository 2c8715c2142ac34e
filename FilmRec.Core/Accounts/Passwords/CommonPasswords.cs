using System.Collections.Frozen;
using System.Globalization;

namespace FilmRec.Core.Accounts.Passwords;

/// <summary>
/// Passwords that are guessed first: words that many people choose (CommonPasswords.txt, more than 3,000), plain, doubled, written with look-alike
/// digits ("p@ssw0rd") or with a few digits and signs around them ("Summer2024!"), keyboard walks, repetitions and dates.
/// </summary>
internal static class CommonPasswords
{
    // More than "2024!" around a word is no longer what a short list of guesses holds.
    private const int MostDecoration = 5;
    private const int ShortestWalk = 3;

    private static readonly string[] Walks =
    [
        "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm", "12345678901234567890", "0123456789",
        "1q2w3e4r5t6y7u8i9o0p", "qazwsxedcrfvtgbyhnujmikolp", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik", "!@#$%^&*()", "112233445566778899", "aabbccddeeffgghh",
    ];

    private static readonly string[] AllWalks = [.. Walks, .. Walks.Select(walk => new string([.. walk.Reverse()]))];

    internal static FrozenSet<string> Words { get; } = Read();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Contains(string password)
    {
        string folded = password.ToLowerInvariant();
        return IsWord(folded) || IsWord(WithoutLookAlikes(folded, 'i')) || IsWord(WithoutLookAlikes(folded, 'l')) || IsRepetition(folded) || IsWalks(folded) || IsDate(folded);
    }

    private static bool IsWord(ReadOnlySpan<char> text)
    {
        if (Lookup.Contains(text) || (text.Length % 2 == 0 && text[..(text.Length / 2)].SequenceEqual(text[(text.Length / 2)..]) && Lookup.Contains(text[..(text.Length / 2)])))
        {
            return true;
        }

        var core = text.Trim("0123456789!?.,-_*#@$%&+=/() ");
        return core.Length > 0 && text.Length - core.Length <= MostDecoration && Lookup.Contains(core);
    }

    // Only inside: "passw0rd1" keeps its ending, which is decoration.
    private static string WithoutLookAlikes(string text, char one)
    {
        int end = text.Length;
        while (end > 0 && !char.IsLetter(text[end - 1]) && text.Length - end < MostDecoration)
        {
            end--;
        }

        return string.Create(text.Length, (text, one, end), static (letters, all) =>
        {
            for (int i = 0; i < letters.Length; i++)
            {
                letters[i] = i >= all.end ? all.text[i] : all.text[i] switch
                {
                    '0' => 'o',
                    '1' or '!' or '|' => all.one,
                    '3' => 'e',
                    '4' or '@' => 'a',
                    '5' or '$' => 's',
                    '7' => 't',
                    var other => other,
                };
            }
        });
    }

    private static bool IsRepetition(string text)
        => Enumerable.Range(1, 4).Any(length => text.Length >= 2 * length && Enumerable.Range(length, text.Length - length).All(i => text[i] == text[i - length]));

    // Covered from end to end by stretches of keyboard rows or of the alphabet: "qwerty123", "1234abcd".
    private static bool IsWalks(string text)
    {
        int at = 0;
        while (at < text.Length)
        {
            int longest = AllWalks.Max(walk => Stretch(walk, text.AsSpan(at)));
            if (longest < ShortestWalk)
            {
                return false;
            }

            at += longest;
        }

        return true;
    }

    private static int Stretch(string walk, ReadOnlySpan<char> text)
    {
        int best = 0;
        for (int from = 0; from < walk.Length; from++)
        {
            int length = text.CommonPrefixLength(walk.AsSpan(from));
            best = Math.Max(best, length);
        }

        return best;
    }

    private static bool IsDate(string text)
        => text.Length == 8 && text.All(char.IsAsciiDigit)
            && new[] { "ddMMyyyy", "MMddyyyy", "yyyyMMdd" }.Any(format =>
                DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 1920 and <= 2040);

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream($"{typeof(CommonPasswords).FullName}.txt")
            ?? throw new InvalidOperationException("CommonPasswords.txt is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n').Where(line => !line.StartsWith('#'))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToFrozenSet(StringComparer.Ordinal);
    }
}
