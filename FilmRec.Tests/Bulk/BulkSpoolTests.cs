using System.IO.Compression;
using System.Security.Cryptography;
using FilmRec.Core;
using FilmRec.Core.Bulk;
using Microsoft.Extensions.Time.Testing;

namespace FilmRec.Tests.Bulk;

public sealed class BulkSpoolTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("filmrec-spool-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lines_are_kept_unpacked_and_counted()
    {
        using var spool = Spool();
        byte[] lines = "one\ntwo\nthree"u8.ToArray();

        var plain = await spool.TakeAsync(new MemoryStream(lines), isPacked: false, null, Token);
        var packed = await spool.TakeAsync(new MemoryStream(Pack(lines)), isPacked: true, null, Token);

        (plain.Lines, packed.Lines).ShouldBe((3, 3));
        plain.Sha256.ShouldBe(SHA256.HashData(lines));
        packed.Sha256.ShouldBe(plain.Sha256);
        (await File.ReadAllBytesAsync(spool.Resolve(packed.Name), Token)).ShouldBe(lines);
        spool.Delete(packed.Name);
        Should.Throw<CannotContinueException>(() => spool.Resolve(packed.Name));
        Should.Throw<CannotContinueException>(() => spool.Resolve("../filmrec.db"));
    }

    [Fact]
    public async Task A_body_may_unpack_to_so_much_and_no_more()
    {
        using var spool = Spool();
        byte[] most = RandomNumberGenerator.GetBytes(3 << 20);

        (await spool.TakeAsync(new MemoryStream(Pack(most)), isPacked: true, null, Token)).Name.ShouldNotBeEmpty();
        (await Should.ThrowAsync<SpoolException>(() => spool.TakeAsync(new MemoryStream(Pack([.. most, 1])), isPacked: true, null, Token))).Reason.ShouldBe(SpoolRefusal.TooLarge);
        Directory.EnumerateFiles(Path.Combine(_folder, "bulk")).Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_fifth_body_at_the_same_moment_is_sent_away()
    {
        using var spool = Spool();
        using var stop = new CancellationTokenSource();
        var slow = Enumerable.Range(0, 4).Select(_ => spool.TakeAsync(new Silence(), isPacked: false, null, stop.Token)).ToArray();

        await Should.ThrowAsync<OverloadedException>(() => spool.TakeAsync(new MemoryStream("a"u8.ToArray()), isPacked: false, null, Token));
        await stop.CancelAsync();
        await Task.WhenAll(slow.Select(taking => Should.ThrowAsync<OperationCanceledException>(() => taking)));

        (await spool.TakeAsync(new MemoryStream("a"u8.ToArray()), isPacked: false, null, Token)).Lines.ShouldBe(1);
        Directory.EnumerateFiles(Path.Combine(_folder, "bulk")).Count().ShouldBe(1);
    }

    [Fact]
    public async Task What_no_job_needs_is_cleared_away_after_an_hour()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        using var spool = new BulkSpool(Options(), clock);
        var needed = await spool.TakeAsync(new MemoryStream("a"u8.ToArray()), isPacked: false, null, Token);
        await spool.TakeAsync(new MemoryStream("a"u8.ToArray()), isPacked: false, null, Token);

        spool.Tidy([needed.Name]);
        Directory.EnumerateFiles(Path.Combine(_folder, "bulk")).Count().ShouldBe(2);
        clock.Advance(TimeSpan.FromMinutes(61));
        spool.Tidy([needed.Name]);

        Directory.EnumerateFiles(Path.Combine(_folder, "bulk")).Select(Path.GetFileName).ShouldBe([needed.Name]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private BulkSpool Spool() => new(Options(), TimeProvider.System);

    private FilmRecOptions Options() => new() { DataFolder = _folder, BulkMegabytes = 8, BulkUnpackedMegabytes = 3 };

    private static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    /// <summary>A caller who has sent nothing yet.</summary>
    private sealed class Silence : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
