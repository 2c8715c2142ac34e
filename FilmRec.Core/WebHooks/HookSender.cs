using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.WebHooks;

/// <summary>Sends deliveries that are due. Of all servers one at a time takes a delivery; if it dies, another takes it two minutes later.</summary>
public sealed partial class HookSender(
    IDbContextFactory<FilmRecDb> databases, DatabaseWriter writer, HookTargets targets, HookConnections connections, HookSecrets secrets, TimeProvider clock, ILogger<HookSender> logger) : IDisposable
{
    /// <summary>After so many tries a delivery is given up, about a day after the first.</summary>
    public const int MostTries = 8;

    /// <summary>After so many failed tries in a row a hook is paused.</summary>
    public const int FailuresUntilPaused = 20;

    private const int AtOnce = 8;
    private const int AnswerBytes = 1024;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);
    private const double Growth = 3.5;
    private const double Jitter = 0.2;

    private readonly HttpClient _client = connections.CreateClient();

    /// <summary>Sends what is due now, a few at once.</summary>
    /// <returns>How many were tried.</returns>
    public async Task<int> SendDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetStoredNow();
        List<Due> due;
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            due = await db.WebHookDeliveries.AsNoTracking()
                .Where(d => d.State == DeliveryState.Waiting && d.NextTryAt <= now && db.WebHooks.Any(h => h.HookId == d.HookId && h.PausedAt == null))
                .OrderBy(d => d.NextTryAt).ThenBy(d => d.DeliveryId).Take(AtOnce).Select(d => new Due(d.DeliveryId, d.NextTryAt)).ToListAsync(cancellationToken);
        }

        bool[] tried = await Task.WhenAll(due.Select(one => SendAsync(one, now, cancellationToken)));
        return tried.Count(was => was);
    }

    /// <summary>How long to wait after so many failed tries: exponentially longer, and not the same for all.</summary>
    public static TimeSpan WaitAfter(int tries)
        => FirstWait * Math.Pow(Growth, tries - 1) * (1 - Jitter + (2 * Jitter * RandomNumberGenerator.GetInt32(0, 1001) / 1000.0));

    public void Dispose() => _client.Dispose();

    /// <summary>Tries this delivery now, if nobody else does.</summary>
    internal async Task<bool> SendAsync(Due due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var leased = now + Lease;
        int? taken = await writer.WriteAsync<int?>(
            async (db, token) => await db.WebHookDeliveries.Where(d => d.DeliveryId == due.DeliveryId && d.State == DeliveryState.Waiting && d.NextTryAt == due.NextTryAt)
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.NextTryAt, leased), token),
            cancellationToken);
        if (taken != 1)
        {
            return false;
        }

        HookDelivery delivery;
        WebHook hook;
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            if (await db.WebHookDeliveries.AsNoTracking().SingleOrDefaultAsync(d => d.DeliveryId == due.DeliveryId, cancellationToken) is not { } found
                || await db.WebHooks.AsNoTracking().SingleOrDefaultAsync(h => h.HookId == found.HookId, cancellationToken) is not { } its)
            {
                return false; // the hook was deleted at this moment
            }

            (delivery, hook) = (found, its);
        }

        long began = clock.GetTimestamp();
        var outcome = await TryAsync(hook, delivery, cancellationToken);
        await WriteDownAsync(delivery, outcome, (int)clock.GetElapsedTime(began).TotalMilliseconds, cancellationToken);
        LogTried(delivery.DeliveryId, hook.HookId, outcome.Status);
        return true;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever goes wrong with somebody else's server is a failed delivery.")]
    private async Task<Outcome> TryAsync(WebHook hook, HookDelivery delivery, CancellationToken cancellationToken)
    {
        if (targets.ProblemOf(hook.Url) is { } problem)
        {
            return new Outcome(null, problem, null); // the configuration has changed since
        }

        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, hook.Url) { Content = new StringContent(delivery.Body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
            request.Headers.UserAgent.ParseAdd("FilmRec");
            request.Headers.Add("X-FilmRec-Event", delivery.Event);
            request.Headers.Add("X-FilmRec-Delivery", delivery.DeliveryId.ToString());
            request.Headers.Add("X-FilmRec-Signature", HookSecrets.Sign(secrets.Read(hook.ProtectedSecret), clock.GetUtcNow(), delivery.Body));
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return new Outcome((int)answer.StatusCode, null, await BeginningOfAsync(answer, cancellationToken));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return new Outcome(null, WordsFor(e), null);
        }
    }

    // Up to a bound, and within the client's time: nobody fills our memory, or keeps us waiting.
    private static async Task<string> BeginningOfAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        byte[] bytes = new byte[AnswerBytes];
        int length = 0;
        try
        {
            await using var stream = await answer.Content.ReadAsStreamAsync(either.Token);
            length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, either.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or HttpRequestException && !cancellationToken.IsCancellationRequested)
        {
            // The status is what counts.
        }

        string text = new([.. Encoding.UTF8.GetString(bytes, 0, length).Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(HookDelivery.AnswerLength)]);
        return text;
    }

    private static string WordsFor(Exception e)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case ForbiddenAddressException:
                    return "The host leads to an address that is not of the public internet, so nothing was sent.";
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }:
                    return "The host has no address: its name could not be looked up.";
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return "The host does not take connections on that port.";
                case AuthenticationException:
                    return "The host's certificate is not trusted, or is for another name.";
                case CryptographicException:
                    return "The secret of this hook cannot be read any more: delete the hook and add it again.";
                case OperationCanceledException or TimeoutException:
                    return "No answer within ten seconds.";
            }
        }

        return "The connection broke before there was an answer.";
    }

    private Task<int?> WriteDownAsync(HookDelivery delivery, Outcome outcome, int milliseconds, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetStoredNow();
        int tries = delivery.Tries + 1;
        var state = outcome.IsGood ? DeliveryState.Delivered : tries >= MostTries ? DeliveryState.GivenUp : DeliveryState.Waiting;
        var next = state == DeliveryState.Waiting ? StoredTime.Round(now + WaitAfter(tries)) : now;
        return writer.WriteAsync<int?>(
            async (db, token) =>
            {
                await db.WebHookDeliveries.Where(d => d.DeliveryId == delivery.DeliveryId).ExecuteUpdateAsync(
                    set => set.SetProperty(d => d.State, state).SetProperty(d => d.NextTryAt, next).SetProperty(d => d.Tries, tries).SetProperty(d => d.LastTryAt, now)
                        .SetProperty(d => d.LastStatus, outcome.Status).SetProperty(d => d.LastMilliseconds, milliseconds)
                        .SetProperty(d => d.LastError, outcome.Error).SetProperty(d => d.LastAnswer, outcome.Answer),
                    token);
                var hook = db.WebHooks.Where(h => h.HookId == delivery.HookId);
                if (outcome.IsGood)
                {
                    return await hook.ExecuteUpdateAsync(set => set.SetProperty(h => h.FailuresInARow, 0), token);
                }

                await hook.ExecuteUpdateAsync(set => set.SetProperty(h => h.FailuresInARow, h => h.FailuresInARow + 1), token);
                return await hook.Where(h => h.FailuresInARow >= FailuresUntilPaused && h.PausedAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(h => h.PausedAt, (DateTimeOffset?)now), token);
            },
            cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "Delivery {DeliveryId} to web hook {HookId} was tried: {Status}")]
    private partial void LogTried(Guid deliveryId, int hookId, int? status);

    /// <param name="NextTryAt">As it was read: who changes it has taken the delivery.</param>
    internal sealed record Due(Guid DeliveryId, DateTimeOffset NextTryAt);

    private sealed record Outcome(int? Status, string? Error, string? Answer)
    {
        public bool IsGood => Status is >= 200 and < 300;
        public string? Error { get; } = Error?.Length > HookDelivery.ErrorLength ? Error[..HookDelivery.ErrorLength] : Error;
    }
}
