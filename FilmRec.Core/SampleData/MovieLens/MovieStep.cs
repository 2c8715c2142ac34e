using System.Globalization;
using FilmRec.Core.Catalog;
using FilmRec.Core.Catalog.Searching;
using FilmRec.Core.Data.Bulk;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.SampleData.MovieLens;

/// <summary>Imports movies, each with its genres and its ids elsewhere in one transaction: there is never half a movie.</summary>
internal sealed class MovieStep(ImportRun run)
{
    private const int Batch = 2_000;
    private const string Phase = "Importing films";
    private const string NoGenres = "(no genres listed)";

    private readonly HashSet<int> _seen = [];

    /// <summary>Movie ids here by their ids in MovieLens, those of earlier imports among them.</summary>
    public Dictionary<int, int> Ids { get; } = [];

    public long New { get; private set; }
    public long Count => _seen.Count;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await LearnKnownAsync(cancellationToken);
        var links = ReadLinks(cancellationToken);
        var genreNames = ReadGenreNames();
        using var file = run.Read(run.Layout.MoviesFile);
        run.Progress.Report(new WorkProgress(Phase, 0, null));
        var pace = new Pace(run.Clock);
        var batch = new List<(int Id, MovieRow Row)>(Batch);
        while (file.TryReadText(out string line))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Row(line, genreNames, links, out var movie) is { } reason)
            {
                file.Skip(reason);
            }
            else if (movie is { } read)
            {
                batch.Add(read);
            }

            if (batch.Count == Batch)
            {
                await WriteAsync(batch, cancellationToken);
                run.Progress.Report(new WorkProgress(Phase, file.Number, file.EstimatedLines, pace.Describe(file.Number, file.EstimatedLines)));
            }
        }

        await WriteAsync(batch, cancellationToken);
        run.Progress.Report(new WorkProgress(Phase, Count, Count));
    }

    private async Task LearnKnownAsync(CancellationToken cancellationToken)
    {
        string prefix = run.Layout.MoviePrefix;
        var known = run.Writer.Db.Movies.AsNoTracking().Where(m => m.Origin == Origin.MovieLens).Select(m => new { m.OriginKey, m.MovieId });
        await foreach (var movie in known.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (OriginKeys.TryRead(movie.OriginKey, prefix, out int id))
            {
                Ids[id] = movie.MovieId;
            }
        }
    }

    private Dictionary<int, RawLink> ReadLinks(CancellationToken cancellationToken)
    {
        var links = new Dictionary<int, RawLink>();
        if (run.Layout.LinksFile is not { } name || !run.Files.Has(name))
        {
            return links;
        }

        using var file = run.Read(name);
        while (file.TryReadText(out string line))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (run.Layout.ReadLink(line, out var link) is { } reason)
            {
                file.Skip(reason);
            }
            else
            {
                links[link.MovieId] = link;
            }
        }

        return links;
    }

    // "name|place", in the order of the flags.
    private IReadOnlyList<string> ReadGenreNames()
    {
        if (run.Layout.GenresFile is not { } name || !run.Files.Has(name))
        {
            return TabLayout.UsualGenres;
        }

        var names = new List<string>();
        using var file = run.Read(name);
        while (file.TryReadText(out string line))
        {
            names.Add(line.Split('|')[0]);
        }

        return names;
    }

    private string? Row(string line, IReadOnlyList<string> genreNames, Dictionary<int, RawLink> links, out (int, MovieRow)? movie)
    {
        movie = null;
        if (run.Layout.ReadMovie(line, genreNames, out var raw) is { } reason)
        {
            return reason;
        }

        var (id, rawTitle, rawGenres) = raw ?? throw new InvalidOperationException("A layout answered neither a movie nor a reason.");
        var (title, year) = TitleReader.Read(rawTitle);
        string[] genres = [.. rawGenres.Select(GenreName).Where(g => g.Length > 0).Distinct(StringComparer.Ordinal)];
        if (Refusal(title, genres) is { } refusal)
        {
            return refusal;
        }

        if (!_seen.Add(id))
        {
            return string.Create(CultureInfo.InvariantCulture, $"film {id} occurs before in this file");
        }

        var link = links.GetValueOrDefault(id);
        movie = (id, new MovieRow(Origin.MovieLens, OriginKeys.Of(run.Layout.MoviePrefix, id), title, TitleNormalizer.Normalize(title), genres, year, run.Now)
        {
            ImdbId = link.ImdbId,
            TmdbId = link.TmdbId,
        });
        return null;
    }

    private static string? Refusal(string title, string[] genres)
    {
        if (title.Length == 0)
        {
            return "the title is empty";
        }

        if (title.Length > Movie.TitleLength)
        {
            return string.Create(CultureInfo.InvariantCulture, $"the title has {title.Length} characters, more than {Movie.TitleLength}");
        }

        return genres.Any(g => g.Length > Genre.NameLength) || string.Join('|', genres).Length > Movie.GenreLength ? "the genres are too long" : null;
    }

    /// <summary>A genre's name here, empty for "none". The oldest releases say "Children's" where all later ones say "Children".</summary>
    internal static string GenreName(string raw) => raw.Trim() switch
    {
        NoGenres or "unknown" => "",
        "Children's" => "Children",
        var name => name,
    };

    private async Task WriteAsync(List<(int Id, MovieRow Row)> batch, CancellationToken cancellationToken)
    {
        await run.Writer.BeginAsync(cancellationToken);
        int[] ids = await run.Writer.WriteMoviesAsync([.. batch.Select(m => m.Row)], cancellationToken);
        await run.Writer.CommitAsync(cancellationToken);
        for (int place = 0; place < ids.Length; place++)
        {
            New += Ids.TryAdd(batch[place].Id, ids[place]) ? 1 : 0;
        }

        batch.Clear();
    }
}
