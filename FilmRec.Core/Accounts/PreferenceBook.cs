using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Accounts;

/// <summary>Where viewers' wishes are written down and read.</summary>
public sealed class PreferenceBook(DatabaseWriter writer, IDbContextFactory<FilmRecDb> databases, ProfileChanges changes)
{
    public const int MaximumGenres = 50;
    public const int FirstDecade = 1870;
    public const int LastDecade = 2190;

    /// <summary>This viewer's preferences; empty lists where none have been saved.</summary>
    public async Task<ViewerPreferences> FindAsync(int viewerId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Preferences.AsNoTracking().SingleOrDefaultAsync(p => p.ViewerId == viewerId, cancellationToken) ?? new ViewerPreferences(viewerId);
    }

    /// <summary>What is wrong with these preferences, by name of the property; empty when nothing is.</summary>
    public async Task<IReadOnlyDictionary<string, string>> FindProblemsAsync(ViewerPreferences preferences, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return FindProblems(preferences, await GenreNamesAsync(db, cancellationToken));
    }

    /// <summary>Replaces this viewer's preferences; genres are kept in the spelling of the catalogue.</summary>
    /// <returns>The new profile version, after the commit; null for an unknown viewer.</returns>
    /// <exception cref="ArgumentException">They have problems: see <see cref="FindProblemsAsync"/>.</exception>
    public async Task<long?> SaveAsync(int viewerId, ViewerPreferences preferences, CancellationToken cancellationToken)
        => (await SaveIfAsync(viewerId, preferences, _ => true, cancellationToken)).Version;

    /// <summary>The same, but only over preferences that the caller knows: of two who read the same and change it, the second one is told.</summary>
    /// <param name="viewerId">Whose.</param>
    /// <param name="preferences">To be kept from now on.</param>
    /// <param name="holds">Looks at what is kept until now, in the transaction of the change; false changes nothing.</param>
    /// <param name="cancellationToken">Of the request.</param>
    /// <exception cref="ArgumentException">They have problems: see <see cref="FindProblemsAsync"/>.</exception>
    public async Task<PreferenceChange> SaveIfAsync(
        int viewerId, ViewerPreferences preferences, Func<ViewerPreferences, bool> holds, CancellationToken cancellationToken)
    {
        bool outdated = false;
        long? version = await writer.WriteAsync<long?>(
            async (db, token) =>
            {
                outdated = false;
                var genres = await GenreNamesAsync(db, token);
                if (FindProblems(preferences, genres).FirstOrDefault() is { Key: not null } problem)
                {
                    throw new ArgumentException(problem.Value, nameof(preferences));
                }

                int viewers = await db.Users.Where(u => u.Id == viewerId)
                    .ExecuteUpdateAsync(set => set.SetProperty(u => u.ProfileVersion, u => u.ProfileVersion + 1), token);
                if (viewers == 0)
                {
                    return null;
                }

                // The viewer's row is taken: nobody writes these preferences between reading and saving.
                var saved = await db.Preferences.SingleOrDefaultAsync(p => p.ViewerId == viewerId, token);
                if (!holds(saved ?? new ViewerPreferences(viewerId)))
                {
                    outdated = true;
                    return null;
                }

                if (saved is null)
                {
                    saved = new ViewerPreferences(viewerId);
                    db.Preferences.Add(saved);
                }

                Replace(saved.FavouriteGenres, preferences.FavouriteGenres.Select(g => genres[g]));
                Replace(saved.AvoidedGenres, preferences.AvoidedGenres.Select(g => genres[g]));
                Replace(saved.PreferredDecades, preferences.PreferredDecades);
                await db.SaveChangesAsync(token);
                return await db.Users.Where(u => u.Id == viewerId).Select(u => (long?)u.ProfileVersion).SingleAsync(token);
            },
            cancellationToken);
        if (version is not null)
        {
            changes.Tell(new ProfileChange(viewerId, MovieId: null));
        }

        return new PreferenceChange(version, outdated);
    }

    private static async Task<Dictionary<string, string>> GenreNamesAsync(FilmRecDb db, CancellationToken cancellationToken)
        => (await db.Genres.AsNoTracking().Select(g => g.Name).ToListAsync(cancellationToken))
            .GroupBy(name => name, StringComparer.OrdinalIgnoreCase).ToDictionary(same => same.Key, same => same.First(), StringComparer.OrdinalIgnoreCase);

    private static Dictionary<string, string> FindProblems(ViewerPreferences preferences, Dictionary<string, string> genres)
    {
        var problems = new Dictionary<string, string>();
        CheckGenres(preferences.FavouriteGenres, nameof(ViewerPreferences.FavouriteGenres));
        CheckGenres(preferences.AvoidedGenres, nameof(ViewerPreferences.AvoidedGenres));
        if (preferences.FavouriteGenres.Intersect(preferences.AvoidedGenres, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } both)
        {
            problems.TryAdd(nameof(ViewerPreferences.AvoidedGenres), $"{Shown(both)} is both a favourite and avoided: choose one.");
        }

        var decades = preferences.PreferredDecades;
        if (decades.Any(d => d is < FirstDecade or > LastDecade || d % 10 != 0))
        {
            problems[nameof(ViewerPreferences.PreferredDecades)] = $"A decade is its first year, from {FirstDecade} to {LastDecade}: 1980 stands for 1980 to 1989.";
        }
        else if (decades.Distinct().Count() != decades.Count)
        {
            problems[nameof(ViewerPreferences.PreferredDecades)] = "Each decade can be named once.";
        }

        return problems;

        void CheckGenres(List<string> names, string property)
        {
            if (names.Count > MaximumGenres)
            {
                problems[property] = $"At most {MaximumGenres} genres.";
            }
            else if (names.FirstOrDefault(name => name is null || !genres.ContainsKey(name)) is { } unknown || names.Contains(null!))
            {
                problems[property] = $"There is no genre {Shown(names.First(name => name is null || !genres.ContainsKey(name)))} in the catalogue.";
            }
            else if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() != names.Count)
            {
                problems[property] = "Each genre can be named once.";
            }
        }
    }

    private static string Shown(string? name) => name is null ? "null" : $"\"{(name.Length <= 50 ? name : name[..50] + "…")}\"";

    private static void Replace<T>(List<T> list, IEnumerable<T> values)
    {
        list.Clear();
        list.AddRange(values);
    }
}

/// <summary>How a change of preferences ended.</summary>
/// <param name="Version">The new profile version, after the commit; null where nothing has changed.</param>
/// <param name="IsOutdated">True where somebody else had changed them meanwhile; without that and without a version the viewer is unknown.</param>
public readonly record struct PreferenceChange(long? Version, bool IsOutdated);
