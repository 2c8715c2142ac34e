using System.Globalization;
using FilmRec.Core.Catalog.Searching;

namespace FilmRec.Core.Ratings.Exchange;

/// <summary>Puts together what several lines, and several files of a zip, say of the same film.</summary>
internal sealed class ImportMerging
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<ImportEntry> _entries = [];
    private readonly List<ImportFault> _faults = [];
    private string? _source;
    private int _lines;
    private int _faultCount;
    private int _repeats;

    public bool FoundAny => _source is not null;

    public void Begin(string source) => _source ??= source;

    public void CountLine()
    {
        if (++_lines > ImportLimits.Lines)
        {
            throw new UnreadableImportException(string.Create(CultureInfo.InvariantCulture,
                $"There are more than {ImportLimits.Lines:#,0} lines. Split the file, and import the parts one after the other."));
        }
    }

    public void Add(ImportFault fault)
    {
        _faultCount++;
        if (_faults.Count < ImportLimits.Faults)
        {
            _faults.Add(fault);
        }
    }

    public void Add(LineReading reading, string file, int line)
    {
        if (reading.Entry is not { } entry)
        {
            Add(new ImportFault(file, line, reading.Fault ?? ""));
        }
        else if (_places.TryAdd(KeyOf(entry), _entries.Count))
        {
            _entries.Add(entry);
        }
        else
        {
            int place = _places[KeyOf(entry)];
            _entries[place] = Merge(_entries[place], entry);
        }
    }

    public ImportedFile Finish(string name)
        => new(_source ?? "", name, _lines, [.. _entries.Select(WithoutVagueWatches)], _faults, _faultCount, _repeats);

    private ImportEntry Merge(ImportEntry first, ImportEntry more)
    {
        bool repeats = first.Stars is not null && more.Stars is not null && first.File == more.File && first.Stars != more.Stars;
        _repeats += repeats ? 1 : 0;
        // Of a diary and a list of ratings, the list says what somebody thinks now.
        bool newer = more.Stars is not null && (first.Stars is null || Rank(more) > Rank(first)
            || (Rank(more) == Rank(first) && (more.RatedAt ?? DateTimeOffset.MinValue) >= (first.RatedAt ?? DateTimeOffset.MinValue)));
        var merged = newer ? first with { Stars = more.Stars, RatedAt = more.RatedAt, File = more.File, Line = more.Line } : first;
        return first.Watches.Count >= ImportLimits.WatchesOfOneFilm || more.Watches.All(first.Watches.Contains)
            ? merged
            : merged with { Watches = [.. first.Watches, .. more.Watches] };
    }

    private static int Rank(ImportEntry entry) => entry.Watches.Count == 0 ? 1 : 0;

    // A list of watched films says on which day somebody ticked the film; a diary, on which they saw it.
    private static ImportEntry WithoutVagueWatches(ImportEntry entry)
        => entry.Watches.Any(watch => watch.DayIsKnown) && entry.Watches.Any(watch => !watch.DayIsKnown)
            ? entry with { Watches = [.. entry.Watches.Where(watch => watch.DayIsKnown)] }
            : entry;

    private static string KeyOf(ImportEntry entry)
        => entry.ImdbId ?? (entry.TmdbId is { } tmdb ? $"tmdb {tmdb}" : entry.MovieId is { } own ? $"own {own}" : entry.MovieLensId is { } lens ? $"lens {lens}"
            : TitleNormalizer.Normalize(entry.Title) is { Length: > 0 } title ? $"{title}|{entry.Year}" : $"{entry.Title}|{entry.Year}");
}
