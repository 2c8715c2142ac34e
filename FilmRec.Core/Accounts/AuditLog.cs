using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Accounts;

/// <summary>Remembers who did what, for actions that an administrator may have to explain.</summary>
public sealed class AuditLog(IDbContextFactory<FilmRecDb> databases, TimeProvider clock, ILogger<AuditLog> logger)
{
    private const int LongestSubject = 400;

    /// <summary>Adds one entry.</summary>
    /// <param name="viewerId">Who acted; null for the program itself or the command line.</param>
    /// <param name="action">Dotted verb of at most 64 characters: "training.started".</param>
    /// <param name="subject">What it was done to: "run 12". Cut at 400 characters; never a secret or a mail address.</param>
    public async Task RecordAsync(int? viewerId, string action, string subject, CancellationToken cancellationToken)
    {
        string shortened = subject.Length <= LongestSubject ? subject : subject[..LongestSubject];
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.AuditLog.Add(new AuditEntry(clock.GetUtcNow(), viewerId, action, shortened));
        await db.SaveChangesAsync(cancellationToken);
        logger.LogInformation("Audit: {Action} on {Subject} by viewer {ViewerId}", action, shortened, viewerId);
    }
}
