using System.ComponentModel.DataAnnotations;
using FilmRec.Core.WebHooks;

namespace FilmRec.Web.Api.Contracts;

/// <summary>A web hook to add.</summary>
/// <param name="Url">Of a host that this installation allows.</param>
/// <param name="Events">Some of model.published, model.rolled_back, import.finished, import.failed, training.finished, training.failed.</param>
public sealed record AddHookRequest(
    [property: Required(AllowEmptyStrings = true), StringLength(2000)] string Url, [property: Required, MaxLength(20)] IReadOnlyList<string> Events);

/// <summary>A hook with the secret that signs its deliveries, which is shown this once and cannot be read again.</summary>
public sealed record HookWithSecret(int HookId, string Url, IReadOnlyList<string> Events, string Secret)
{
    public override string ToString() => nameof(HookWithSecret);
}

/// <summary>A web hook.</summary>
/// <param name="PausedAt">Set after too many failures in a row; nothing is sent until it is resumed.</param>
/// <param name="Waiting">Deliveries that are still to be sent.</param>
public sealed record HookItem(
    int HookId, string Url, IReadOnlyList<string> Events, DateTimeOffset CreatedAt, int FailuresInARow, DateTimeOffset? PausedAt, int Waiting, DateTimeOffset? LastDeliveredAt)
{
    internal static HookItem Of(HookRow hook)
        => new(hook.HookId, hook.Url, hook.Events, hook.CreatedAt, hook.FailuresInARow, hook.PausedAt, hook.Waiting, hook.LastDeliveredAt);
}

/// <summary>All web hooks, the newest first; there are fifty at most.</summary>
public sealed record HookListAnswer(IReadOnlyList<HookItem> Items, int Total)
{
    internal static HookListAnswer Of(IReadOnlyList<HookRow> hooks) => new([.. hooks.Select(HookItem.Of)], hooks.Count);
}

/// <summary>A delivery, and what became of its last try.</summary>
/// <param name="State">waiting, delivered or given_up.</param>
/// <param name="NextTryAt">Null when there will be none.</param>
/// <param name="Status">Of the answer; null when there was none, and error says why.</param>
/// <param name="Answer">How the answer began.</param>
public sealed record DeliveryItem(
    Guid DeliveryId, string Event, DateTimeOffset CreatedAt, DeliveryState State, int Tries, DateTimeOffset? LastTryAt, DateTimeOffset? NextTryAt, int? Status, int? DurationMs,
    string? Error, string? Answer)
{
    internal static DeliveryItem Of(DeliveryRow row)
        => new(row.DeliveryId, row.Event, row.CreatedAt, row.State, row.Tries, row.LastTryAt, row.NextTryAt, row.Status, row.Milliseconds, row.Error, row.Answer);
}

/// <summary>One page of deliveries, the newest first. They are kept for 30 days.</summary>
/// <param name="NextCursor">Send it as "cursor" to get the next page; null on the last one.</param>
public sealed record DeliveryListAnswer(IReadOnlyList<DeliveryItem> Items, string? NextCursor, int Total)
{
    internal static DeliveryListAnswer Of(DeliveryPage page) => new([.. page.Deliveries.Select(DeliveryItem.Of)], page.Next, page.Total);
}
