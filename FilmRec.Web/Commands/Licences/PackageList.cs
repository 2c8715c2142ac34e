using System.Runtime.InteropServices;
using System.Text.Json;
using System.Xml.Linq;
using FilmRec.Core;

namespace FilmRec.Web.Commands.Licences;

/// <summary>One thing that FilmRec is made with.</summary>
/// <param name="Licence">An SPDX expression, or the address or file where its words stand.</param>
/// <param name="Project">Where it comes from.</param>
internal sealed record PackageFacts(string Name, string Version, string Licence, string? Authors, string? Project);

/// <summary>What the running program is made of: the packages that its own list of dependencies names, with what they said about themselves when it was built.</summary>
internal static class PackageList
{
    public const string Unknown = "not stated";

    // The build puts each package's description here; see the project file.
    private const string Prefix = "package/";

    /// <summary>By name; the runtime first.</summary>
    /// <exception cref="CannotContinueException">The list of dependencies is missing.</exception>
    public static IReadOnlyList<PackageFacts> Read()
    {
        var described = typeof(PackageList).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(Describe).ToDictionary(facts => (facts.Name.ToUpperInvariant(), facts.Version), facts => facts);
        return [new PackageFacts(".NET and ASP.NET Core", RuntimeInformation.FrameworkDescription, "MIT", "Microsoft", "https://dotnet.microsoft.com"),
            .. Dependencies().Select(package => described.GetValueOrDefault((package.Name.ToUpperInvariant(), package.Version)) ?? ByItsParts(package.Name, package.Version, described.Values))
                .OrderBy(facts => facts.Name, StringComparer.OrdinalIgnoreCase)];
    }

    // A package without a file of its own stands for its parts, which came with it.
    private static PackageFacts ByItsParts(string name, string version, IEnumerable<PackageFacts> described)
        => described.FirstOrDefault(part => part.Version == version && part.Name.StartsWith($"{name}.", StringComparison.OrdinalIgnoreCase)) is { } found
            ? found with { Name = name }
            : new PackageFacts(name, version, Unknown, null, null);

    private static IEnumerable<(string Name, string Version)> Dependencies()
    {
        string file = Path.Combine(AppContext.BaseDirectory, $"{typeof(PackageList).Assembly.GetName().Name}.deps.json");
        if (!File.Exists(file))
        {
            throw new CannotContinueException($"{file} is missing, which lists what the program is made of: install FilmRec again.");
        }

        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. from library in json.RootElement.GetProperty("libraries").EnumerateObject()
                   where library.Value.GetProperty("type").GetString() == "package"
                   let parts = library.Name.Split('/')
                   select (parts[0], parts[1])];
    }

    private static PackageFacts Describe(string resource)
    {
        using var stream = typeof(PackageList).Assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"{resource} is not embedded");
        var metadata = XDocument.Load(stream).Root?.Elements().FirstOrDefault(element => element.Name.LocalName == "metadata");
        string? Of(string name) => metadata?.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim() is { Length: > 0 } value ? value : null;
        var licence = metadata?.Elements().FirstOrDefault(element => element.Name.LocalName == "license");
        string words = licence?.Attribute("type")?.Value == "expression" ? licence.Value.Trim()
            : licence is not null ? $"see {licence.Value.Trim()} in the package" : Of("licenseUrl") ?? Unknown;
        return new PackageFacts(Of("id") ?? resource, Of("version") ?? "", words, Of("authors"), Of("projectUrl"));
    }
}
