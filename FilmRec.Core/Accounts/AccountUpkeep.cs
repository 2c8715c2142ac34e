using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Accounts;

/// <summary>Once a day, clears away sessions, refresh tokens and links for new passwords that have run out, and audit entries past <see cref="AuditTrail.Kept"/>.</summary>
public sealed partial class AccountUpkeep(DatabaseWriter writer, TimeProvider clock, ILogger<AccountUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Daily = TimeSpan.FromDays(1);

    /// <summary>Does it now.</summary>
    public Task ClearAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        (var unused, var old) = (now - OpenSessions.Lifetime, now - AuditTrail.Kept);
        return writer.WriteAsync<int?>(
            async (db, token) =>
            {
                await db.Sessions.Where(s => s.LastSeenAt < unused).ExecuteDeleteAsync(token);
                await db.RefreshTokens.Where(t => t.ExpiresAt < now).ExecuteDeleteAsync(token);
                await db.PasswordResets.Where(r => r.ExpiresAt < now).ExecuteDeleteAsync(token);
                return await db.AuditLog.Where(e => e.At < old).ExecuteDeleteAsync(token);
            },
            cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = AfterStart; !stoppingToken.IsCancellationRequested; wait = Daily)
        {
            try
            {
                await Task.Delay(wait, clock, stoppingToken);
                await ClearAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogKept(e); // tomorrow is another day
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Sessions and audit entries that have run out could not be cleared away")]
    private partial void LogKept(Exception exception);
}
