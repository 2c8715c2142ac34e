using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FilmRec.Core;

namespace FilmRec.Web.Commands.Licences;

/// <summary><c>licences</c>: what the program is made of, with versions and licences, for people and for programs that check advisories.</summary>
internal static class LicencesCommand
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public static Command Create()
    {
        var format = new Option<string>("--format") { Description = "text, markdown or json", DefaultValueFactory = _ => "text" };
        var output = new Option<FileInfo?>("--output") { Description = "Write it to this file, not to the terminal", HelpName = "FILE" };
        var command = new Command("licences", "List the packages that the program is made of, with versions and licences.") { format, output };
        command.Aliases.Add("licenses");
        command.SetAction(async (result, cancellationToken) =>
        {
            string text = Write(PackageList.Read(), result.GetValue(format));
            if (result.GetValue(output) is { } file)
            {
                await File.WriteAllTextAsync(file.FullName, text, cancellationToken);
            }
            else
            {
                await Console.Out.WriteAsync(text);
            }

            return 0;
        });
        return command;
    }

    private static string Write(IReadOnlyList<PackageFacts> packages, string? format) => format switch
    {
        "json" => JsonSerializer.Serialize(new { Packages = packages }, Json) + "\n",
        "markdown" => "| package | version | licence | by |\n|---|---|---|---|\n" + Lines(packages, package =>
            $"| {(package.Project is { } project ? $"[{package.Name}]({project})" : package.Name)} | {package.Version} | {package.Licence} | {package.Authors?.Replace("|", "/", StringComparison.Ordinal)} |"),
        "text" => Lines(packages, package => string.Create(CultureInfo.InvariantCulture, $"{package.Name,-58} {package.Version,-22} {package.Licence}")),
        _ => throw new CannotContinueException($"--format is text, markdown or json, not '{format}'."),
    };

    private static string Lines(IReadOnlyList<PackageFacts> packages, Func<PackageFacts, string> line)
        => packages.Aggregate(new StringBuilder(), (text, package) => text.Append(line(package)).Append('\n')).ToString();
}
