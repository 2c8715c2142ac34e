using FilmRec.Core.Accounts;
using FilmRec.Core.Data;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.WebHooks;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Recommending.Training;

/// <summary>What becomes of a newly trained model's row.</summary>
/// <param name="RunId">The run that trained it.</param>
/// <param name="Kind">As in <see cref="ModelKinds"/>.</param>
/// <param name="DataFingerprint">Of the training data.</param>
/// <param name="Metrics">JSON.</param>
/// <param name="Refusal">Why the gate refused it; null for a candidate.</param>
internal sealed record NewModel(int RunId, string Kind, string DataFingerprint, string Metrics, string? Refusal)
{
    /// <summary>JSON, or null.</summary>
    public string? Report { get; init; }

    /// <summary>As in <see cref="LoadedInteractions"/>.</summary>
    public int CleanUpToErasure { get; init; }
}

/// <summary>Keeps trained models: a file on the disk, a row in the database and, where several machines share the database, the content in it too.</summary>
public sealed class ModelStore(
    IDbContextFactory<FilmRecDb> databases, DatabaseWriter writer, IDatabaseProvider provider, IReadOnlyList<ModelKind> kinds, ModelFolder folder, TimeProvider clock)
{
    /// <summary>Puts the model on the disk; nobody knows of it before <see cref="AddAsync"/>.</summary>
    internal Task<ModelFile> WriteAsync(ITrainedModel model, CancellationToken cancellationToken)
        => folder.WriteAsync(
            (stream, _) =>
            {
                model.Save(stream);
                return Task.CompletedTask;
            },
            expected: null,
            cancellationToken);

    /// <summary>Enters a written model; a refused one leaves its verdict and loses its file.</summary>
    /// <returns>Its model id.</returns>
    internal async Task<int> AddAsync(ModelFile file, NewModel model, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var row = new StoredModel(model.Kind, model.RunId, file.Sha256, file.Bytes, clock.GetUtcNow())
        {
            State = model.Refusal is null ? ModelState.Candidate : ModelState.Refused,
            DataFingerprint = model.DataFingerprint,
            Metrics = model.Metrics,
            Report = model.Report,
            CleanUpToErasure = model.CleanUpToErasure,
            Verdict = model.Refusal,
        };
        db.Models.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        if (provider.SharedByServers && model.Refusal is null)
        {
            await AddPartsAsync(db, row.ModelId, file.Sha256, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        if (model.Refusal is not null && !await IsUsedAsync(db, file.Sha256, cancellationToken))
        {
            folder.Delete(file.Sha256);
        }

        return row.ModelId;
    }

    /// <summary>Reads a model whose every byte has been checked; fetches it from the database where the file is missing or damaged.</summary>
    /// <exception cref="InvalidDataException">No undamaged copy is left, its kind is unknown, or its content is no such model.</exception>
    public async Task<ITrainedModel> LoadAsync(int modelId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var row = await db.Models.AsNoTracking().Where(m => m.ModelId == modelId).Select(m => new { m.Kind, m.Sha256 }).SingleOrDefaultAsync(cancellationToken)
            ?? throw new InvalidDataException($"There is no model {modelId}.");
        await using var file = await folder.OpenAsync(row.Sha256, cancellationToken)
            ?? await FetchAsync(db, modelId, row.Sha256, cancellationToken)
            ?? throw new InvalidDataException($"The file of {row.Kind} {modelId} is missing or damaged ({folder.PathOf(row.Sha256)}): train anew, or put the file back.");
        return Read(row.Kind, file);
    }

    /// <summary>Opens a model's file, of which every byte has been checked; null where no undamaged copy is left.</summary>
    internal async Task<Stream?> OpenAsync(int modelId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Models.Where(m => m.ModelId == modelId).Select(m => m.Sha256).SingleOrDefaultAsync(cancellationToken) is not { } sha256 ? null
            : await folder.OpenAsync(sha256, cancellationToken) ?? await FetchAsync(db, modelId, sha256, cancellationToken);
    }

    /// <summary>False where nothing has been published yet.</summary>
    public async Task<bool> AnyLiveAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Models.AnyAsync(m => m.State == ModelState.Live, cancellationToken);
    }

    /// <summary>Reads a file that was just written, as proof that it can be.</summary>
    internal async Task<ITrainedModel> ReadBackAsync(string kind, ModelFile file, CancellationToken cancellationToken)
    {
        await using var stream = await folder.OpenAsync(file.Sha256, cancellationToken)
            ?? throw new InvalidDataException($"The file of the new {kind} model cannot be read back.");
        return Read(kind, stream);
    }

    /// <summary>The models that some runs trained, in training order. One query.</summary>
    public async Task<IReadOnlyList<ModelSummary>> OfRunsAsync(IReadOnlyCollection<int> runIds, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await ModelSummaries.ReadAsync(db.Models.Where(m => runIds.Contains(m.RunId)).OrderBy(m => m.ModelId), cancellationToken);
    }

    /// <summary>Makes candidates or retired models live, all of them or none; what was live of their kinds is retired.</summary>
    /// <param name="modelIds">One of a kind at most.</param>
    /// <param name="accountId">Who asked for it; null for the program itself and the command line.</param>
    /// <param name="cancellationToken">Until the transaction is committed.</param>
    /// <returns>False when one of them does not exist or was refused by the gate.</returns>
    /// <exception cref="InvalidDataException">One of them cannot be read any more.</exception>
    public Task<bool> PublishAsync(IReadOnlyList<int> modelIds, int? accountId, CancellationToken cancellationToken)
        => PublishAsync(modelIds, accountId, runId: null, cancellationToken);

    /// <summary>Makes one candidate live, or goes back to a retired model.</summary>
    public Task<bool> PublishAsync(int modelId, int? accountId, CancellationToken cancellationToken) => PublishAsync([modelId], accountId, cancellationToken);

    /// <inheritdoc cref="PublishAsync(IReadOnlyList{int}, int?, CancellationToken)"/>
    /// <param name="runId">The run that publishes; one that has been declared dead meanwhile publishes nothing.</param>
    internal async Task<bool> PublishAsync(IReadOnlyList<int> modelIds, int? accountId, int? runId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            if (await db.Models.CountAsync(m => modelIds.Contains(m.ModelId) && m.State != ModelState.Refused, cancellationToken) != modelIds.Count)
            {
                return false;
            }
        }

        foreach (int modelId in modelIds)
        {
            await LoadAsync(modelId, cancellationToken);
        }

        return await writer.WriteAsync(
            async (db, token) => await SwapAsync(db, modelIds, runId, now, token) ? await RecordAsync(db, modelIds, accountId, now, token) : null,
            cancellationToken) is not null;
    }

    internal static async Task<bool> SwapAsync(FilmRecDb db, IReadOnlyList<int> modelIds, int? runId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (runId is not null && await db.TrainingRuns.Where(r => r.RunId == runId && r.State == TrainingState.Running)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.HeartbeatAt, now), cancellationToken) == 0)
        {
            return false;
        }

        var replaced = db.Models.Where(m => modelIds.Contains(m.ModelId)).Select(m => m.Kind);
        await db.Models.Where(m => m.State == ModelState.Live && replaced.Contains(m.Kind) && !modelIds.Contains(m.ModelId))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, ModelState.Retired), cancellationToken);
        return await db.Models.Where(m => modelIds.Contains(m.ModelId) && m.State != ModelState.Refused)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, ModelState.Live).SetProperty(m => m.PublishedAt, now), cancellationToken) == modelIds.Count;
    }

    private static async Task<int?> RecordAsync(FilmRecDb db, IReadOnlyList<int> modelIds, int? accountId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        db.AuditLog.AddRange(modelIds.Select(modelId => new AuditEntry(now, accountId, "model.published", $"model {modelId}")));
        int written = await db.SaveChangesAsync(cancellationToken);
        foreach (var model in await db.Models.AsNoTracking().Where(m => modelIds.Contains(m.ModelId)).Select(m => new { m.ModelId, m.Kind }).ToListAsync(cancellationToken))
        {
            await HookEvents.TellAsync(db, HookEvents.ModelPublished, model, now, cancellationToken);
        }

        return written;
    }

    private ITrainedModel Read(string kind, Stream stream)
        => (kinds.FirstOrDefault(k => k.Name == kind) ?? throw new InvalidDataException($"This program knows no models of the kind \"{kind}\".")).Load(stream);

    private async Task AddPartsAsync(FilmRecDb db, int modelId, string sha256, CancellationToken cancellationToken)
    {
        await using var file = await folder.OpenAsync(sha256, cancellationToken)
            ?? throw new InvalidDataException($"The file of model {modelId} was lost while it was stored.");
        for (int part = 0; file.Position < file.Length; part++)
        {
            byte[] content = new byte[Math.Min(ModelPart.MaximumBytes, file.Length - file.Position)];
            await file.ReadExactlyAsync(content, cancellationToken);
            db.ModelParts.Add(new ModelPart(modelId, part, content));
            await db.SaveChangesAsync(cancellationToken); // part by part, so that one part at a time is in memory
            db.ChangeTracker.Clear();
        }
    }

    private async Task<FileStream?> FetchAsync(FilmRecDb db, int modelId, string sha256, CancellationToken cancellationToken)
    {
        var parts = db.ModelParts.AsNoTracking().Where(p => p.ModelId == modelId).OrderBy(p => p.PartNumber).Select(p => p.Content);
        if (!provider.SharedByServers || !await parts.AnyAsync(cancellationToken))
        {
            return null;
        }

        await folder.WriteAsync(
            async (stream, token) =>
            {
                await foreach (byte[] content in parts.AsAsyncEnumerable().WithCancellation(token))
                {
                    await stream.WriteAsync(content, token);
                }
            },
            sha256,
            cancellationToken);
        return await folder.OpenAsync(sha256, cancellationToken);
    }

    private static Task<bool> IsUsedAsync(FilmRecDb db, string sha256, CancellationToken cancellationToken)
        => db.Models.AnyAsync(m => m.Sha256 == sha256 && m.State != ModelState.Refused, cancellationToken);
}
