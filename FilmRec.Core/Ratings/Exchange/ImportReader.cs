using System.IO.Compression;
using System.Text;
using System.Text.Json;
using FilmRec.Core.TextFiles;

namespace FilmRec.Core.Ratings.Exchange;

/// <summary>Reads what other sites, and FilmRec itself, let people take away of their ratings. The kind of file is told by its content, never by its name alone.</summary>
public static class ImportReader
{
    private const string Known =
        "FilmRec reads ratings.csv, watched.csv, diary.csv and the whole zip of Letterboxd, ratings.csv of IMDb, the ratings export of MovieLens, and its own export.";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Folders of a Letterboxd zip that hold what is gone, and other people's lists.</summary>
    private static readonly string[] NotMine = ["deleted", "orphaned", "likes", "lists"];

    /// <param name="name">As the file was called where it came from; for people, and to tell a watchlist from a list of watched films.</param>
    /// <param name="content">At most <see cref="ImportLimits.FileBytes"/>, at its beginning; can be sought in.</param>
    /// <param name="now">Nothing was rated after this moment.</param>
    /// <exception cref="UnreadableImportException">It is none of the known kinds, is damaged or too big.</exception>
    public static ImportedFile Read(string name, Stream content, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.Length > ImportLimits.FileBytes)
        {
            throw new UnreadableImportException($"The file has more than {ImportLimits.FileBytes >> 20} MB. A ratings export is far smaller: is it the right file?");
        }

        if (content.Length == 0)
        {
            throw new UnreadableImportException("The file is empty.");
        }

        name = ImportValues.Title(name.Replace('\\', '/').Split('/')[^1]);
        var merging = new ImportMerging();
        Span<byte> first = stackalloc byte[4];
        int length = content.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        content.Position = 0;
        switch (first[..length])
        {
            case [(byte)'P', (byte)'K', 3, 4]:
                ReadZip(content, merging, now);
                break;
            case [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]:
                throw new UnreadableImportException("The file is in UTF-16, as some spreadsheets save it. Save it as “CSV UTF-8”, or take the file as you downloaded it.");
            default:
                ReadText(name, content, merging, now);
                break;
        }

        return merging.Finish(name);
    }

    private static void ReadZip(Stream content, ImportMerging merging, DateTimeOffset now)
    {
        try
        {
            using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > ImportLimits.ZippedFiles)
            {
                throw new UnreadableImportException($"The zip holds more than {ImportLimits.ZippedFiles} files: that is no ratings export.");
            }

            int left = ImportLimits.UnzippedBytes;
            foreach (var file in zip.Entries.Where(IsWanted).OrderBy(file => file.Name, StringComparer.Ordinal))
            {
                using var text = Unzip(file, ref left);
                ReadText(file.Name, text, merging, now, mayBeOther: true);
            }
        }
        catch (InvalidDataException e)
        {
            throw new UnreadableImportException("The zip is damaged. Download it again.", e);
        }

        if (!merging.FoundAny)
        {
            throw new UnreadableImportException($"The zip holds no ratings. {Known}");
        }
    }

    private static bool IsWanted(ZipArchiveEntry file)
        => (file.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            && !file.FullName.Split('/', '\\')[..^1].Any(folder => NotMine.Contains(folder, StringComparer.OrdinalIgnoreCase) || folder is "__MACOSX");

    // What the zip says of its sizes is not believed.
    private static MemoryStream Unzip(ZipArchiveEntry file, ref int left)
    {
        var text = new MemoryStream();
        using var packed = file.Open();
        byte[] buffer = new byte[64 * 1024];
        for (int read; (read = packed.Read(buffer)) > 0;)
        {
            left -= read;
            if (left < 0)
            {
                throw new UnreadableImportException($"Unpacked, the zip has more than {ImportLimits.UnzippedBytes >> 20} MB. Take ratings.csv out of it, and import that.");
            }

            text.Write(buffer, 0, read);
        }

        text.Position = 0;
        return text;
    }

    private static void ReadText(string name, Stream text, ImportMerging merging, DateTimeOffset now, bool mayBeOther = false)
    {
        if (IsJson(text))
        {
            ReadJson(name, text, merging, now, mayBeOther);
            return;
        }

        using var lines = new FieldLines(new DataLines(text), ","u8.ToArray());
        if (!lines.TryNext(out string? problem) || problem is not null || ImportLayout.Recognise(name, FieldsOf(lines)) is not { } layout)
        {
            if (!mayBeOther)
            {
                throw new UnreadableImportException($"{name} is none of the files that can be imported. {Known}");
            }

            return;
        }

        merging.Begin(layout.Source);
        var row = new ImportRow(name, FieldsOf(lines), now);
        var viewers = new HashSet<string>(StringComparer.Ordinal);
        while (lines.TryNext(out problem))
        {
            merging.CountLine();
            if (problem is not null)
            {
                merging.Add(new ImportFault(name, lines.Line, Sentence(problem)));
                continue;
            }

            row.Use(lines.Line, FieldsOf(lines));
            if (row["userid"] is { Length: > 0 } viewer && viewers.Add(viewer) && viewers.Count > 1)
            {
                throw new UnreadableImportException($"{name} holds ratings of several people. Only your own can be imported here.");
            }

            var reading = layout.Read(row);
            merging.Add(reading, name, lines.Line);
        }
    }

    private static string[] FieldsOf(FieldLines lines)
    {
        string[] fields = new string[lines.Count];
        for (int i = 0; i < fields.Length; i++)
        {
            fields[i] = TextOf(lines[i]);
        }

        return fields;
    }

    // Older exports are in the code page of Windows; Latin 1 differs from it in signs that no title has.
    private static string TextOf(ReadOnlySpan<byte> field)
    {
        try
        {
            return StrictUtf8.GetString(field);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(field);
        }
    }

    private static bool IsJson(Stream text)
    {
        int first = text.ReadByte();
        while (first is ' ' or '\t' or '\r' or '\n' or 0xEF or 0xBB or 0xBF)
        {
            first = text.ReadByte();
        }

        text.Position = 0;
        return first is '{' or '[';
    }

    private static void ReadJson(string name, Stream text, ImportMerging merging, DateTimeOffset now, bool mayBeOther)
    {
        try
        {
            if (!ImportJson.TryRead(name, text, merging, now) && !mayBeOther)
            {
                throw new UnreadableImportException($"{name} is not an export of FilmRec. {Known}");
            }
        }
        catch (JsonException e)
        {
            throw new UnreadableImportException($"{name} is damaged: its JSON breaks off or is not well formed. Download it again.", e);
        }
    }

    private static string Sentence(string problem) => char.ToUpperInvariant(problem[0]) + problem[1..];
}
