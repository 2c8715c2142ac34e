using System.Text;
using System.Text.Unicode;
using FilmRec.Core.SampleData.MovieLens;
using FilmRec.Core.TextFiles;

namespace FilmRec.Core.SampleData;

/// <summary>A MovieLens dataset on disk: a folder or a zip whose layout was recognised. Nothing is kept of its files.</summary>
public sealed class MovieLensFiles : IDisposable
{
    private readonly IFileSource _source;
    private readonly string _folder;
    private readonly bool _isLatin1;

    private MovieLensFiles(string path, IFileSource source, string folder, MovieLensLayout layout)
    {
        (Path, _source, _folder, Layout) = (path, source, folder, layout);
        string[] files = [layout.MoviesFile, layout.RatingsFile, layout.LinksFile ?? "", layout.TagsFile ?? ""];
        foreach (string file in files.Where(Has))
        {
            CheckHeader(file);
        }

        _isLatin1 = layout.MayBeLatin1 && LooksLatin1();
    }

    public string Path { get; }

    /// <summary>For people: "MovieLens CSV".</summary>
    public string LayoutName => Layout.Name;

    internal MovieLensLayout Layout { get; }

    /// <summary>Finds out what lies there.</summary>
    /// <param name="path">A folder, one that holds such a folder, or a zip of either.</param>
    /// <exception cref="CannotContinueException">There is nothing, or nothing that is known; the message says what to do.</exception>
    public static MovieLensFiles Open(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        var source = OpenSource(full);
        try
        {
            var (folder, layout) = Recognise(full, source.Names);
            return new MovieLensFiles(full, source, folder, layout);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    internal bool Has(string? file) => !string.IsNullOrEmpty(file) && _source.Names.Contains(_folder + file, StringComparer.Ordinal);

    internal DataFile Read(string file, BadLines badLines)
        => new(file, OpenStream(file), _source.LengthOf(_folder + file), Layout.HeaderOf(file) is not null, _isLatin1, badLines);

    public void Dispose() => _source.Dispose();

    private static IFileSource OpenSource(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                return new FolderSource(path);
            }

            return File.Exists(path)
                ? new ZipSource(path)
                : throw new CannotContinueException($"There is neither a folder nor a zip at {path}: check the path.");
        }
        catch (InvalidDataException e)
        {
            throw new CannotContinueException($"{path} is not a zip that can be read ({e.Message.TrimEnd('.')}): download it again, or name a folder.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotContinueException($"{path} cannot be read ({e.Message.TrimEnd('.')}): give this user the right to read it, or copy it elsewhere.", e);
        }
    }

    private static (string Folder, MovieLensLayout Layout) Recognise(string path, IReadOnlyList<string> names)
    {
        var found = names.GroupBy(name => name[..(name.LastIndexOf('/') + 1)], name => name[(name.LastIndexOf('/') + 1)..])
            .SelectMany(files => MovieLensLayout.All.Where(l => files.Contains(l.MoviesFile) && files.Contains(l.RatingsFile)).Select(layout => (Folder: files.Key, Layout: layout)))
            .OrderBy(place => place.Folder.Count(c => c == '/')).ThenBy(place => place.Folder, StringComparer.Ordinal).ToList();
        return found switch
        {
            [] => throw new CannotContinueException(
                $"{path} holds no MovieLens dataset ({string.Join("; ", MovieLensLayout.All.Select(l => $"{l.MoviesFile} and {l.RatingsFile}"))}): name the folder or zip that does."),
            [var only] => only,
            [var first, var second, ..] when first.Folder.Count(c => c == '/') < second.Folder.Count(c => c == '/') => first,
            [var first, var second, ..] => throw new CannotContinueException(
                $"{path} holds more than one MovieLens dataset ({first.Folder}{first.Layout.MoviesFile}, {second.Folder}{second.Layout.MoviesFile}): name one of them."),
        };
    }

    private NamedStream OpenStream(string file)
    {
        string name = $"{file} in {Path}";
        try
        {
            return new NamedStream(_source.Open(_folder + file), name);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new CannotContinueException($"{name} cannot be opened ({e.Message.TrimEnd('.')}): check the file, then repeat the import.", e);
        }
    }

    private void CheckHeader(string file)
    {
        using var lines = new DataLines(OpenStream(file));
        string first = lines.TryRead(out var bytes) ? Encoding.UTF8.GetString(bytes) : "";
        if (Layout.HeaderOf(file) is { } header && !string.Equals(first.Replace("\"", "", StringComparison.Ordinal).Trim(), header, StringComparison.OrdinalIgnoreCase))
        {
            throw new CannotContinueException($"{file} in {Path} does not begin with the line {header}: it is not a file of MovieLens, or was changed.");
        }
    }

    // Latin-1 text with accents is hardly ever valid UTF-8; UTF-8 with a broken line has other lines that are right.
    private bool LooksLatin1()
    {
        using var lines = new DataLines(OpenStream(Layout.MoviesFile));
        bool broken = false;
        while (lines.TryRead(out var line))
        {
            if (System.Text.Ascii.IsValid(line))
            {
                continue;
            }

            if (Utf8.IsValid(line))
            {
                return false;
            }

            broken = true;
        }

        return broken;
    }
}
