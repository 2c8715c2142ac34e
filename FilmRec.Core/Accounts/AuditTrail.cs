using System.Globalization;
using System.Runtime.CompilerServices;
using FilmRec.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Accounts;

/// <summary>Reads the audit log that <see cref="AuditLog"/> and the acts themselves write.</summary>
public sealed class AuditTrail(IDbContextFactory<FilmRecDb> databases, ILookupNormalizer normalizer, AuditLog audit)
{
    /// <summary>Older entries are cleared away.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(2 * 365);

    private const int LinesPerRead = 1000;

    /// <summary>One page, newest first.</summary>
    public async Task<AuditEntries> PageAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var people = await PeopleAsync(db, query, cancellationToken);
        if (people.Unknown is not null)
        {
            return new AuditEntries([], null, people.Unknown);
        }

        var lines = await ReadAsync(db, query, people, BeforeOf(query.Cursor), query.Limit + 1, cancellationToken);
        string? next = lines.Count > query.Limit ? new PageCursor(AuditQuery.Order, 0, "", lines[query.Limit - 1].AuditId).Encode() : null;
        return new AuditEntries([.. lines.Take(query.Limit)], next, null);
    }

    /// <summary>All matching entries, newest first, read bit by bit; the export itself is written into the log. Null for who is no administrator.</summary>
    public async Task<IAsyncEnumerable<AuditLine>?> ExportAsync(int actorId, AuditQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        People people;
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            if (!await Administrators.IncludeAsync(db, actorId, cancellationToken))
            {
                return null;
            }

            people = await PeopleAsync(db, query, cancellationToken);
        }

        await audit.RecordAsync(actorId, "audit.exported", "", cancellationToken);
        return people.Unknown is null ? ReadAllAsync(query, people, cancellationToken) : AsyncEnumerable.Empty<AuditLine>();
    }

    // In short reads, so that a slow download keeps no transaction open.
    private async IAsyncEnumerable<AuditLine> ReadAllAsync(AuditQuery query, People people, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (long before = long.MaxValue; ;)
        {
            List<AuditLine> lines;
            await using (var db = await databases.CreateDbContextAsync(cancellationToken))
            {
                lines = await ReadAsync(db, query, people, before, LinesPerRead, cancellationToken);
            }

            foreach (var line in lines)
            {
                yield return line;
            }

            if (lines.Count < LinesPerRead)
            {
                yield break;
            }

            before = lines[^1].AuditId;
        }
    }

    private static Task<List<AuditLine>> ReadAsync(FilmRecDb db, AuditQuery query, People people, long before, int limit, CancellationToken cancellationToken)
    {
        var entries = db.AuditLog.AsNoTracking().Where(e => e.AuditId < before);
        entries = people.Who is { } who ? entries.Where(e => e.ViewerId == who) : entries;
        entries = people.About is { } about ? entries.Where(e => e.AboutViewerId == about) : entries;
        entries = query.Action is { Length: > 0 } action ? entries.Where(e => e.Action == action) : entries;
        entries = query.From is { } from ? entries.Where(e => e.At >= from) : entries;
        entries = query.Until is { } until ? entries.Where(e => e.At < until) : entries;
        return entries.OrderByDescending(e => e.AuditId).Take(limit)
            .Select(e => new AuditLine(
                e.AuditId, e.At, e.ViewerId, db.Users.Where(u => u.Id == e.ViewerId).Select(u => u.UserName).FirstOrDefault(), e.Action, e.Subject,
                e.AboutViewerId, db.Users.Where(u => u.Id == e.AboutViewerId).Select(u => u.UserName).FirstOrDefault()))
            .ToListAsync(cancellationToken);
    }

    private async Task<People> PeopleAsync(FilmRecDb db, AuditQuery query, CancellationToken cancellationToken)
    {
        int? who = await IdOfAsync(db, query.Who, cancellationToken);
        int? about = query.AboutId ?? await IdOfAsync(db, query.About, cancellationToken);
        bool Missing(string? text, int? id) => !string.IsNullOrWhiteSpace(text) && id is null;
        return new People(who, about, Missing(query.Who, who) ? query.Who : Missing(query.About, about) ? query.About : null);
    }

    private async Task<int?> IdOfAsync(FilmRecDb db, string? text, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > Account.UserNameLength || text.Any(c => char.IsControl(c) || char.IsSurrogate(c)))
        {
            return null;
        }

        string name = normalizer.NormalizeName(text.Trim());
        int? known = await db.Users.Where(u => u.NormalizedUserName == name).Select(u => (int?)u.Id).SingleOrDefaultAsync(cancellationToken);
        return known ?? (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : null);
    }

    private static long BeforeOf(string? cursor) => PageCursor.TryParse(cursor, AuditQuery.Order, out var place) ? place.Id : long.MaxValue;

    private sealed record People(int? Who, int? About, string? Unknown);
}
