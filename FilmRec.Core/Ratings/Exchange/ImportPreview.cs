using System.Globalization;
using System.Text;
using FilmRec.Core.Catalog;

namespace FilmRec.Core.Ratings.Exchange;

/// <summary>An import before anything is saved: what was found, what the viewer has decided, and what would happen. Not for several threads.</summary>
public sealed class ImportPreview
{
    private readonly Dictionary<int, Stars> _own;
    private ImportPlan? _plan;

    /// <param name="file">What was read.</param>
    /// <param name="matches">One for each of its entries.</param>
    /// <param name="profile">The viewer's ratings; null for none.</param>
    public ImportPreview(ImportedFile file, IReadOnlyList<ImportMatch> matches, ViewerProfile? profile)
    {
        ArgumentNullException.ThrowIfNull(matches);
        File = file;
        Choices = [.. matches.Select(match => new ImportChoice(match))];
        _own = profile?.Ratings.ToDictionary(rating => rating.MovieId, rating => Stars.OfHalfStars(rating.HalfStars)) ?? [];
    }

    public ImportedFile File { get; }
    public IReadOnlyList<ImportChoice> Choices { get; }

    /// <summary>For films that are rated already, with other stars: take those of the file. Off at first, because what somebody rated here is newer as a rule.</summary>
    public bool TakesFile { get; private set; }

    /// <summary>What would be imported now.</summary>
    public ImportPlan Plan => _plan ??= MakePlan();

    /// <summary>The viewer's stars of the film that an entry means, or null.</summary>
    public Stars? OwnOf(ImportChoice choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        return choice.Movie is { } movie && _own.TryGetValue(movie.MovieId, out var stars) ? stars : null;
    }

    public ImportGroup GroupOf(ImportChoice choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        return choice switch
        {
            { LeftOut: true } => ImportGroup.LeftOut,
            { Movie: not null } => OwnOf(choice) is { } own && choice.Entry.Stars is { } stars && own != stars ? ImportGroup.Different : ImportGroup.Matched,
            { Match.Kind: MatchKind.Ambiguous } => ImportGroup.Undecided,
            _ => ImportGroup.NotFound,
        };
    }

    public int Count(ImportGroup group) => Choices.Count(choice => GroupOf(choice) == group);

    /// <summary>Whether the stars of the file would replace the viewer's own.</summary>
    public bool Takes(ImportChoice choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        return choice.TakesFile ?? TakesFile;
    }

    /// <summary>This film is meant; null opens the question again.</summary>
    public void Choose(ImportChoice choice, MovieCard? movie)
    {
        ArgumentNullException.ThrowIfNull(choice);
        (choice.Movie, choice.LeftOut, _plan) = (movie, false, null);
    }

    public void LeaveOut(ImportChoice choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        (choice.LeftOut, _plan) = (true, null);
    }

    public void TakeBack(ImportChoice choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        (choice.LeftOut, _plan) = (false, null);
    }

    public void TakeFile(ImportChoice choice, bool takes)
    {
        ArgumentNullException.ThrowIfNull(choice);
        (choice.TakesFile, _plan) = (takes, null);
    }

    /// <summary>For all films that are rated already; what was decided for single ones is forgotten.</summary>
    public void TakeFileForAll(bool takes)
    {
        (TakesFile, _plan) = (takes, null);
        foreach (var choice in Choices)
        {
            choice.TakesFile = null;
        }
    }

    /// <summary>What stays behind, as a file that can be imported another time: films that are not here, or that nobody decided about.</summary>
    public string LeftBehind()
    {
        var text = new StringBuilder("\uFEFF" + CsvText.Line("movie_id", "title", "year", "imdb_id", "tmdb_id", "rating", "rated_at", "file", "line"));
        foreach (var choice in Choices.Where(choice => GroupOf(choice) is ImportGroup.NotFound or ImportGroup.Undecided))
        {
            var entry = choice.Entry;
            text.Append(CsvText.Line(
                null, entry.Title, Number(entry.Year), entry.ImdbId, Number(entry.TmdbId), entry.Stars?.Value.ToString(CultureInfo.InvariantCulture),
                entry.RatedAt?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), entry.File, Number(entry.Line)));
        }

        return text.ToString();
    }

    private ImportPlan MakePlan()
    {
        var films = from choice in Choices
                    where choice is { Movie: not null, LeftOut: false }
                    group choice by choice.Movie!.MovieId into film // the line before asks
                    select Unite(film.Key, [.. film]);
        return new ImportPlan(File.Source, File.Name, [.. films.Where(film => film.Stars is not null || film.Watches.Count > 0)]);
    }

    // Two lines may mean the same film: the later opinion counts.
    private PlannedFilm Unite(int movieId, ImportChoice[] choices)
    {
        var rated = choices.Where(choice => choice.Entry.Stars is not null).OrderBy(choice => choice.Entry.RatedAt ?? DateTimeOffset.MinValue).LastOrDefault();
        bool isWanted = rated is not null && (!_own.TryGetValue(movieId, out var own) || (own != rated.Entry.Stars && Takes(rated)));
        return new PlannedFilm(movieId, isWanted ? rated?.Entry.Stars : null, isWanted ? rated?.Entry.RatedAt : null, [.. choices.SelectMany(choice => choice.Entry.Watches)]);
    }

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
