using System.IO.Compression;
using System.Text;
using FilmRec.Core;
using FilmRec.Core.Jobs;
using FilmRec.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Jobs;

/// <summary>What must not be imported: paths that lead out of the import folder, and files that are not what they say.</summary>
public sealed class HostileFilesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../keys")]
    [InlineData("..\\keys")]
    [InlineData("/etc")]
    [InlineData("ml/../../keys")]
    [InlineData("ml\0.zip")]
    [InlineData("filmrec.db")]
    [InlineData("nothing.zip")]
    public async Task Only_an_entry_of_the_import_folder_can_be_named(string name)
    {
        await using var world = await JobsWorld.CreateAsync(DatabaseKind.Sqlite);
        world.PutDataset("ml");

        var answer = await world.Jobs.ImportAsync(new ImportOrder(name, null, false), world.Administrator, Token);

        answer.JobId.ShouldBeNull();
        answer.Refusal.ShouldNotBeNull().ShouldEndWith("choose an entry of the list.");
        (await world.AuditAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("../keys/key.zip")]
    [InlineData("..")]
    [InlineData("00000000000000000000000000000000.zip")]
    [InlineData("../imports/00000000000000000.zip")]
    public async Task Only_an_uploaded_file_can_be_named_as_one(string name)
    {
        await using var world = await JobsWorld.CreateAsync(DatabaseKind.Sqlite);

        (await world.Jobs.ImportAsync(new ImportOrder("mine.zip", name, false), world.Administrator, Token)).Refusal.ShouldBe(
            "The uploaded file is not on this server any more: upload it again.");
    }

    [Fact]
    public async Task No_link_leads_out_of_the_import_folder()
    {
        await using var world = await JobsWorld.CreateAsync(DatabaseKind.Sqlite);
        string secret = Path.Combine(world.Database.DataFolder, "secret");
        Directory.CreateDirectory(secret);
        world.PutDataset("ml");
        File.Move(Path.Combine(world.Imports, "ml", "ratings.csv"), Path.Combine(secret, "ratings.csv"));
        File.CreateSymbolicLink(Path.Combine(world.Imports, "ml", "ratings.csv"), Path.Combine(secret, "ratings.csv"));
        Directory.CreateSymbolicLink(Path.Combine(world.Imports, "elsewhere"), secret);
        File.CreateSymbolicLink(Path.Combine(world.Imports, "linked.zip"), Path.Combine(secret, "ratings.csv"));
        var folder = world.Services.GetRequiredService<ImportFolder>();

        folder.List().Select(entry => entry.Name).ShouldBe(["ml"]);
        foreach (string name in new[] { "ml", "elsewhere", "linked.zip" })
        {
            Should.Throw<CannotContinueException>(() => folder.Resolve(name)).Message.ShouldContain("is or holds a link to another place");
        }
    }

    [Fact]
    public async Task Folders_and_zips_of_the_import_folder_are_listed_newest_first()
    {
        await using var world = await JobsWorld.CreateAsync(DatabaseKind.Sqlite);
        world.PutDataset("old");
        Directory.SetLastWriteTimeUtc(Path.Combine(world.Imports, "old"), DateTime.UnixEpoch);
        File.Move(world.ZipDataset(), Path.Combine(world.Imports, "new.zip"));
        File.WriteAllText(Path.Combine(world.Imports, "notes.txt"), "");

        var entries = world.Services.GetRequiredService<ImportFolder>().List();

        entries.Select(entry => entry.Name).ShouldBe(["new.zip", "old"]);
        entries[0].Bytes.ShouldNotBeNull().ShouldBeGreaterThan(100);
        entries[1].Bytes.ShouldBeNull();
    }

    [Fact]
    public async Task An_uploaded_dataset_is_imported_and_then_deleted()
    {
        await using var world = await JobsWorld.CreateAsync(DatabaseKind.Sqlite);
        var uploads = world.Services.GetRequiredService<Uploads>();
        await using var zip = File.OpenRead(world.ZipDataset());

        var file = await uploads.TakeAsync(zip, zip.Length, "mine.zip", Token);
        file.Layout.ShouldBe("MovieLens CSV");
        var answer = await world.Jobs.ImportAsync(new ImportOrder("mine.zip", file.Name, false), world.Administrator, Token);
        await world.Runner.RunNextAsync(Token);

        (await world.JobAsync(answer.JobId)).Summary.State.ShouldBe(JobState.Finished);
        Left(world).ShouldBeEmpty();
        (await world.Jobs.RepeatAsync(answer.JobId!.Value, world.Administrator, Token)).Refusal.ShouldBe("The uploaded file is not on this server any more: upload it again.");
    }

    [Fact]
    public async Task What_is_no_zip_or_no_dataset_is_refused_by_its_own_name_and_nothing_of_it_stays()
    {
        await using var world = await JobsWorld.CreateAsync(DatabaseKind.Sqlite);
        var uploads = world.Services.GetRequiredService<Uploads>();

        (await RefusalAsync(uploads, Encoding.UTF8.GetBytes("<html>"))).ShouldStartWith("mine.zip is not a zip that can be read");
        (await RefusalAsync(uploads, Zip(("photo.txt", "sunset")))).ShouldStartWith("mine.zip holds no MovieLens dataset");
        (await RefusalAsync(uploads, Zip(("movies.csv", "movieId,title,genres\n1,Heat (1995),Crime\n"), ("ratings.csv", "a,b\n")))).ShouldContain("does not begin with the line");
        (await RefusalAsync(uploads, [])).ShouldStartWith("mine.zip is not a zip");
        Left(world).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_whatever_it_announces()
    {
        await using var world = await JobsWorld.CreateAsync(DatabaseKind.Sqlite, ("FilmRec:UploadMegabytes", "1"));
        var uploads = world.Services.GetRequiredService<Uploads>();
        byte[] large = new byte[(1 << 20) + 1];

        foreach (long? announced in new long?[] { large.Length, 10, null })
        {
            var refused = await Should.ThrowAsync<CannotContinueException>(() => uploads.TakeAsync(new MemoryStream(large), announced, "mine.zip", Token));
            refused.Message.ShouldStartWith("The file has more than 1 MB");
        }

        Left(world).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_zip_bomb_is_not_opened()
    {
        await using var world = await JobsWorld.CreateAsync(DatabaseKind.Sqlite);
        var uploads = world.Services.GetRequiredService<Uploads>();

        (await RefusalAsync(uploads, Zip(("movies.csv", new string('0', 30 << 20)), ("ratings.csv", "x")))).ShouldContain("would unpack to more than 200 times its size");
        (await RefusalAsync(uploads, Zip([.. Enumerable.Range(0, 1001).Select(n => ($"{n}.csv", ""))]))).ShouldContain("a dataset has a handful");
        Left(world).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_zip_that_unpacks_to_more_than_is_allowed_is_not_opened()
    {
        await using var world = await JobsWorld.CreateAsync(DatabaseKind.Sqlite, ("FilmRec:UnpackedMegabytes", "1"));
        string noise = string.Join('\n', Enumerable.Range(0, 200_000).Select(n => (n * 7919 % 1_000_003).ToString(System.Globalization.CultureInfo.InvariantCulture)));

        (await RefusalAsync(world.Services.GetRequiredService<Uploads>(), Zip(("movies.csv", noise)))).ShouldContain("would unpack to more than 1 MB");
    }

    [Fact]
    public async Task A_zip_that_lies_about_its_size_ends_where_it_promised()
    {
        await using var world = await JobsWorld.CreateAsync(DatabaseKind.Sqlite);
        byte[] zip = Zip(("movies.csv", "movieId,title,genres\n1,Heat (1995),Crime\n" + new string('\n', 5000)), ("ratings.csv", "userId,movieId,rating,timestamp\n"));
        Shrink(zip, from: 5041, to: 60);

        var file = await world.Services.GetRequiredService<Uploads>().TakeAsync(new MemoryStream(zip), zip.Length, "mine.zip", Token);
        var answer = await world.Jobs.ImportAsync(new ImportOrder("mine.zip", file.Name, false), world.Administrator, Token);
        await world.Runner.RunNextAsync(Token);

        var job = (await world.JobAsync(answer.JobId)).Summary;
        job.State.ShouldBe(JobState.Failed);
        job.Message.ShouldStartWith("movies.csv in mine.zip is damaged");
    }

    [Fact]
    public async Task One_file_at_a_time_is_taken()
    {
        await using var world = await JobsWorld.CreateAsync(DatabaseKind.Sqlite);
        var uploads = world.Services.GetRequiredService<Uploads>();
        var pipe = new System.IO.Pipelines.Pipe();
        var first = uploads.TakeAsync(pipe.Reader.AsStream(), null, "first.zip", Token);

        (await RefusalAsync(uploads, Zip(("photo.txt", "")))).ShouldBe("Another file is being uploaded at the moment: try again when it has arrived.");

        await pipe.Writer.CompleteAsync();
        await Should.ThrowAsync<CannotContinueException>(() => first);
    }

    private static async Task<string> RefusalAsync(Uploads uploads, byte[] content)
        => (await Should.ThrowAsync<CannotContinueException>(() => uploads.TakeAsync(new MemoryStream(content), content.Length, "mine.zip", Token))).Message;

    private static string[] Left(JobsWorld world)
    {
        string folder = Path.Combine(world.Database.DataFolder, "uploads");
        return Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
    }

    private static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        return stream.ToArray();
    }

    // Writes a smaller length wherever the archive states this one.
    private static void Shrink(byte[] zip, int from, int to)
    {
        int found = 0;
        for (int place = 0; place + 4 <= zip.Length; place++)
        {
            if (BitConverter.ToInt32(zip, place) == from)
            {
                BitConverter.TryWriteBytes(zip.AsSpan(place), to);
                found++;
            }
        }

        found.ShouldBePositive();
    }
}
