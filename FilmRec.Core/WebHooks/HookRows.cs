namespace FilmRec.Core.WebHooks;

/// <summary>A hook in a list for administrators.</summary>
/// <param name="Waiting">Deliveries that are still to be sent.</param>
public sealed record HookRow(
    int HookId, string Url, IReadOnlyList<string> Events, DateTimeOffset CreatedAt, int FailuresInARow, DateTimeOffset? PausedAt, int Waiting, DateTimeOffset? LastDeliveredAt);

/// <summary>A delivery in the log.</summary>
/// <param name="NextTryAt">Null when there will be none.</param>
public sealed record DeliveryRow(
    Guid DeliveryId, string Event, DateTimeOffset CreatedAt, DeliveryState State, int Tries, DateTimeOffset? LastTryAt, DateTimeOffset? NextTryAt, int? Status, int? Milliseconds,
    string? Error, string? Answer);

/// <param name="Next">Cursor of the older ones; null on the last page.</param>
public sealed record DeliveryPage(IReadOnlyList<DeliveryRow> Deliveries, string? Next, int Total);

/// <summary>How an administrator's act about a hook ended: one of the records in here.</summary>
public abstract record HookAct
{
    private HookAct()
    {
    }

    /// <summary>It is done.</summary>
    /// <param name="Secret">A new secret, shown here and now only; null where none was made.</param>
    public sealed record Done(int HookId, string? Secret = null) : HookAct
    {
        /// <summary>Without the secret, which must not reach a log by accident.</summary>
        public override string ToString() => $"{nameof(Done)} {HookId}";
    }

    /// <summary>A test was sent; this is what came of it.</summary>
    public sealed record Tried(DeliveryRow Delivery) : HookAct;

    /// <summary>Who asks is no administrator at this moment.</summary>
    public sealed record NotAllowed : HookAct;

    /// <summary>There is no such hook.</summary>
    public sealed record Unknown : HookAct;

    /// <summary>What was asked for breaks the rules.</summary>
    /// <param name="Problems">"Url" or "Events", and a sentence each.</param>
    public sealed record Invalid(IReadOnlyDictionary<string, string> Problems) : HookAct;
}
