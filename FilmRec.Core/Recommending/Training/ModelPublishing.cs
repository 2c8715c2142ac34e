using FilmRec.Core.Accounts;
using FilmRec.Core.Data;
using FilmRec.Core.WebHooks;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Recommending.Training;

/// <summary>What administrators do with stored models: publish, go back, take a copy. Every act asks who acts, and is written down in the same transaction.</summary>
/// <remarks>What is published goes into service on every server within seconds: see <see cref="LiveModelsWatch"/>.</remarks>
public sealed class ModelPublishing(IDbContextFactory<FilmRecDb> databases, DatabaseWriter writer, ModelStore store, AuditLog audit, TimeProvider clock)
{
    /// <summary>What those are told who are no administrators.</summary>
    public const string NotAllowed = "Only administrators may do this. Nothing has changed.";

    /// <summary>Makes candidates live, or goes back to retired models; all of them or none.</summary>
    /// <param name="modelIds">At least one, one of a kind at most.</param>
    /// <param name="accountId">Who acts.</param>
    /// <param name="cancellationToken">Until the transaction is committed.</param>
    /// <returns>Null when it is done, else why not, in a sentence for people.</returns>
    public async Task<string?> PublishAsync(IReadOnlyList<int> modelIds, int accountId, CancellationToken cancellationToken)
    {
        IReadOnlyList<ModelVersion> wanted;
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            if (!await Administrators.IncludeAsync(db, accountId, cancellationToken))
            {
                return NotAllowed;
            }

            wanted = await ModelVersions.ReadAsync(db, db.Models.Where(m => modelIds.Contains(m.ModelId)), cancellationToken);
        }

        if (FindProblem(modelIds, wanted) is { } problem)
        {
            return problem;
        }

        foreach (var version in wanted)
        {
            try
            {
                await store.LoadAsync(version.Model.ModelId, cancellationToken); // every number of it is looked at
            }
            catch (InvalidDataException e)
            {
                return $"{Capitalised(version.Name)} cannot be read any more, so it was not published, and nobody can make it so. {e.Message}";
            }
        }

        var now = clock.GetUtcNow();
        return await writer.WriteAsync(async (db, token) => await SwapAsync(db, wanted, accountId, now, token), cancellationToken) switch
        {
            null => NotAllowed,
            { Refusal: var refusal } => refusal,
        };
    }

    /// <summary>Opens a model's file for a copy; its bytes have been checked.</summary>
    /// <returns>Null for an unknown or refused model, one without an undamaged file, and for somebody who is no administrator.</returns>
    public async Task<(Stream File, ModelVersion Version)?> CopyAsync(int modelId, int accountId, CancellationToken cancellationToken)
    {
        ModelVersion version;
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            if (!await Administrators.IncludeAsync(db, accountId, cancellationToken)
                || await ModelVersions.ReadAsync(db, db.Models.Where(m => m.ModelId == modelId && m.State != ModelState.Refused), cancellationToken) is not [var found])
            {
                return null;
            }

            version = found;
        }

        if (await store.OpenAsync(modelId, cancellationToken) is not { } file)
        {
            return null;
        }

        await audit.RecordAsync(accountId, "model.copied", Named(version), cancellationToken);
        return (file, version);
    }

    private static string? FindProblem(IReadOnlyList<int> modelIds, IReadOnlyList<ModelVersion> wanted)
    {
        if (wanted.Count == 0 || wanted.Count != modelIds.Distinct().Count())
        {
            return "The model is gone: somebody trained meanwhile, and old versions make room for new ones. Look at the list again.";
        }

        if (wanted.FirstOrDefault(version => version.Model.State == ModelState.Refused) is { } refused)
        {
            return $"{Capitalised(refused.Name)} was refused and cannot be published. {refused.Model.Verdict}";
        }

        return wanted.GroupBy(version => version.Model.Kind).FirstOrDefault(kind => kind.Count() > 1) is { } twice
            ? $"Only one {twice.Key} can be live at a time." : null;
    }

    private static async Task<Outcome?> SwapAsync(FilmRecDb db, IReadOnlyList<ModelVersion> wanted, int accountId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!await Administrators.IncludeAsync(db, accountId, cancellationToken))
        {
            return null;
        }

        string[] kinds = [.. wanted.Select(version => version.Model.Kind)];
        var live = await ModelVersions.ReadAsync(db, db.Models.Where(m => m.State == ModelState.Live && kinds.Contains(m.Kind)), cancellationToken);
        ModelVersion[] changing = [.. wanted.Where(version => live.All(other => other.Model.ModelId != version.Model.ModelId))];
        if (changing.Length == 0)
        {
            return new Outcome($"{Capitalised(wanted[0].Name)} is live already.");
        }

        if (!await ModelStore.SwapAsync(db, [.. changing.Select(version => version.Model.ModelId)], runId: null, now, cancellationToken))
        {
            throw new InvalidOperationException("A model went while it was published.");
        }

        foreach (var version in changing)
        {
            var before = live.FirstOrDefault(other => other.Model.Kind == version.Model.Kind);
            string subject = before is null ? Named(version) : $"{Named(version)} in place of {Named(before)}";
            bool goesBack = version.Model.State == ModelState.Retired;
            db.AuditLog.Add(new AuditEntry(now, accountId, goesBack ? "model.rolled-back" : "model.published", subject));
            await HookEvents.TellAsync(
                db, goesBack ? HookEvents.ModelRolledBack : HookEvents.ModelPublished,
                new { version.Model.ModelId, version.Name, version.Model.Kind, InPlaceOf = before?.Model.ModelId }, now, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        return new Outcome(null);
    }

    private static string Named(ModelVersion version) => FormattableString.Invariant($"{version.Name} (model {version.Model.ModelId})");

    private static string Capitalised(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private sealed record Outcome(string? Refusal);
}
