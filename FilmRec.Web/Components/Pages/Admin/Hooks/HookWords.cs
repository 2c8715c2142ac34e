using FilmRec.Core.WebHooks;

namespace FilmRec.Web.Components.Pages.Admin.Hooks;

/// <summary>What events and deliveries mean, for people.</summary>
internal static class HookWords
{
    public static IReadOnlyList<(string Event, string Words)> Events { get; } =
    [
        (HookEvents.ModelPublished, "A model was published"),
        (HookEvents.ModelRolledBack, "An administrator went back to an older model"),
        (HookEvents.ImportFinished, "An import finished"),
        (HookEvents.ImportFailed, "An import failed"),
        (HookEvents.TrainingFinished, "A training run finished"),
        (HookEvents.TrainingFailed, "A training run failed"),
    ];

    public static string Outcome(DeliveryRow row) => row.State switch
    {
        DeliveryState.Delivered => $"Delivered, {row.Status}",
        DeliveryState.GivenUp => $"Given up after {Words.Count(row.Tries, "try", "tries")}",
        _ when row.Tries == 0 => "Not sent yet",
        _ => $"Failed {Words.Count(row.Tries, "time", "times")}{(row.Status is { } status ? $", {status}" : "")}; tried again later",
    };
}
