using FilmRec.Core.Data;
using FilmRec.Core.Data.Bulk;

namespace FilmRec.Core.Bulk;

/// <summary>Writes the batches of one job, each with its results in one transaction, and tells how far it is.</summary>
internal sealed class BulkBatches(int jobId, BulkOrder order, BulkWriter writer, IDatabaseProvider provider, IProgress<WorkProgress> progress)
{
    private const int Attempts = 6;

    private long _refused;
    private int _parts;
    private long _accepted;

    public BulkOutcome Outcome => new(_accepted, _refused);

    /// <summary>Reports that nothing is done yet.</summary>
    public void Begin() => Report();

    /// <param name="write">Writes rows and tells what came of their lines; called again when others were in the way, and nothing of the first time happened.</param>
    public async Task WriteAsync(Func<Task<BulkResultBatch>> write, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await writer.BeginAsync(cancellationToken);
                var results = await write();
                writer.Db.BulkResults.Add(new BulkResultPart(jobId, _parts, results.Pack()));
                await writer.Db.SaveChangesAsync(cancellationToken);
                writer.Db.ChangeTracker.Clear();
                await writer.CommitAsync(cancellationToken);
                _parts++;
                _refused += results.Refused;
                _accepted += results.Count - results.Refused;
                Report();
                return;
            }
            catch (Exception e) when (attempt < Attempts && provider.WasBrokenOffForOthers(e))
            {
                await writer.RollbackAsync();
                writer.Db.ChangeTracker.Clear();
                await Task.Delay(TimeSpan.FromMilliseconds(20 << attempt), cancellationToken);
            }
        }
    }

    private void Report() => progress.Report(new WorkProgress("Writing lines", _accepted + _refused, order.Lines) { Refused = _refused });
}
