using System.Globalization;
using FilmRec.Core.Catalog;
using FilmRec.Core.Data.Bulk;

namespace FilmRec.Core.SampleData.MovieLens;

/// <summary>Imports tags in batches of one transaction each.</summary>
internal sealed class TagStep(ImportRun run, IReadOnlyDictionary<int, int> movieIds, ViewerBook viewers)
{
    private const int Batch = 20_000;
    private const string Phase = "Importing tags";

    public long Count { get; private set; }
    public long New { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (run.Layout.TagsFile is not { } name || !run.Files.Has(name))
        {
            return;
        }

        using var file = run.Read(name);
        run.Progress.Report(new WorkProgress(Phase, 0, null));
        var pace = new Pace(run.Clock);
        var batch = new Dictionary<(int, int, string), RawTag>();
        while (file.TryReadText(out string line))
        {
            if (Read(line, out var tag) is { } reason)
            {
                file.Skip(reason);
                continue;
            }

            Count++;
            batch.TryAdd((tag.ViewerId, tag.MovieId, tag.Text), tag);
            if (batch.Count == Batch)
            {
                await WriteAsync(batch, cancellationToken);
                run.Progress.Report(new WorkProgress(Phase, file.Number, file.EstimatedLines, pace.Describe(file.Number, file.EstimatedLines)));
            }
        }

        await WriteAsync(batch, cancellationToken);
        run.Progress.Report(new WorkProgress(Phase, Count, Count));
    }

    private string? Read(string line, out RawTag tag)
    {
        if (run.Layout.ReadTag(line, out tag) is { } reason)
        {
            return reason;
        }

        if (!movieIds.ContainsKey(tag.MovieId))
        {
            return string.Create(CultureInfo.InvariantCulture, $"there is no film {tag.MovieId}");
        }

        return tag.Text.Length switch
        {
            0 => "the tag is empty",
            > Tag.TextLength => string.Create(CultureInfo.InvariantCulture, $"the tag has {tag.Text.Length} characters, more than {Tag.TextLength}"),
            _ => null,
        };
    }

    private async Task WriteAsync(Dictionary<(int, int, string), RawTag> batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await run.Writer.BeginAsync(cancellationToken);
        await viewers.PrepareAsync(batch.Values.Select(t => t.ViewerId), cancellationToken);
        TagRow[] rows = [.. batch.Values.Select(t => new TagRow(viewers.IdOf(t.ViewerId), movieIds[t.MovieId], t.Text, DateTimeOffset.FromUnixTimeSeconds(t.TaggedAt)))];
        New += await run.Writer.WriteTagsAsync(rows, cancellationToken);
        await run.Writer.CommitAsync(cancellationToken);
        batch.Clear();
    }
}
