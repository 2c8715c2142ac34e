using System.Text.Json;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.WebHooks;

/// <summary>What a hook can be told of.</summary>
public static class HookEvents
{
    public const string ModelPublished = "model.published";
    public const string ModelRolledBack = "model.rolled_back";
    public const string ImportFinished = "import.finished";
    public const string ImportFailed = "import.failed";
    public const string TrainingFinished = "training.finished";
    public const string TrainingFailed = "training.failed";

    /// <summary>Sent when an administrator presses the button, whatever the hook listens to.</summary>
    public const string Test = "test";

    public static IReadOnlyList<string> All { get; } = [ModelPublished, ModelRolledBack, ImportFinished, ImportFailed, TrainingFinished, TrainingFailed];

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Writes a delivery for each hook that listens, in the caller's transaction: it is sent exactly when the event has happened.</summary>
    /// <param name="data">What to tell, without personal data; its properties are sent in snake case.</param>
    internal static async Task TellAsync(FilmRecDb db, string happened, object data, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hooks = await db.WebHooks.AsNoTracking().Take(HookAdministration.MostHooks).Select(h => new { h.HookId, h.Events }).ToListAsync(cancellationToken);
        var listening = hooks.Where(hook => hook.Events.Split(' ').Contains(happened)).ToList();
        if (listening.Count > 0)
        {
            db.WebHookDeliveries.AddRange(listening.Select(hook => NewDelivery(hook.HookId, happened, data, now)));
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    internal static HookDelivery NewDelivery(int hookId, string happened, object data, DateTimeOffset now)
    {
        var id = Guid.NewGuid();
        var moment = StoredTime.Round(now);
        string body = JsonSerializer.Serialize(new { Id = id, Event = happened, CreatedAt = moment, Data = data }, Json);
        return new HookDelivery(id, hookId, happened, body, moment);
    }
}
