using System.Text.RegularExpressions;

namespace FilmRec.Tests.Architecture;

/// <summary>Which folder may name which other folder. What is not listed is forbidden.</summary>
public static partial class Arrows
{
    private const string Root = "Core";
    private const string Interactions = "Core.Recommending.Interactions";
    private const string Models = "Core.Recommending.Models";
    private const string Features = "Core.Recommending.Features";
    private const string Evaluation = "Core.Recommending.Evaluation";
    private const string Training = "Core.Recommending.Training";
    private const string Serving = "Core.Recommending.Serving";
    private const string Numerics = "Core.Numerics";
    private const string TextFiles = "Core.TextFiles";
    private const string Catalog = "Core.Catalog";
    private const string Ratings = "Core.Ratings";
    private const string Accounts = "Core.Accounts";
    private const string PersonalData = "Core.Accounts.PersonalData";
    private const string Clients = "Core.Clients";
    private const string Hooks = "Core.WebHooks";
    private const string Quality = "Core.Quality";
    private const string Posters = "Core.Posters";
    private const string SampleData = "Core.SampleData";
    private const string Data = "Core.Data";
    private const string Background = "Core.Background";
    private const string Jobs = "Core.Jobs";
    private const string Traffic = "Core.Traffic";
    private const string Overview = "Core.Overview";
    private const string Bulk = "Core.Bulk";
    private const string Idempotency = "Core.Idempotency";
    private const string Benchmarks = "Core.Benchmarks";
    private const string Limits = "Core.Limits";
    private const string Auth = "Web.Auth";

    /// <summary>Every Core feature that pages, endpoints and commands call.</summary>
    private static readonly string[] CoreFeatures =
        [Root, Catalog, Ratings, Accounts, PersonalData, Quality, Posters, SampleData, Data, Models, Features, Evaluation, Training, Serving, Interactions, Benchmarks,
            Jobs, Traffic, Overview, Bulk, Clients, Hooks, Idempotency];

    /// <summary>From a folder (as a namespace without "FilmRec.") to the folders that it may name.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Allowed { get; } = new Dictionary<string, string[]>
    {
        [Numerics] = [],
        [TextFiles] = [],
        [Posters] = [],
        [Interactions] = [Numerics, TextFiles],
        [Features] = [Root, Interactions, Numerics],
        [Models] = [Root, Interactions, Features, Numerics],
        [Evaluation] = [Root, Models, Interactions, Numerics, TextFiles],
        [Serving] = [Root, Models, Interactions, Features, Numerics, Catalog, Ratings, Accounts, Data],
        [Training] = [Root, Models, Interactions, Features, Evaluation, Serving, Numerics, Catalog, Ratings, Accounts, Data, Background, Hooks],
        [Background] = [],
        [Limits] = [],
        [Jobs] = [Root, Background, Bulk, Catalog, Clients, Hooks, Quality, SampleData, Accounts, Data],
        [Bulk] = [Root, Catalog, Ratings, Clients, Data],
        [Traffic] = [Root, Background, Data],
        [Idempotency] = [Root, Accounts, Data],
        [Overview] = [Root, Jobs, Traffic, Training, Serving, Models, Quality, Catalog, Accounts, Data],
        [Benchmarks] = [Root, Models, Interactions, Features, Serving, Numerics, Ratings, Accounts],
        [Quality] = [Root, Interactions, Features, Catalog, Ratings, Accounts, Data],
        [Catalog] = [Root, Accounts, Data],
        [Accounts] = [Root, Data],
        [Clients] = [Root, Accounts, Data],
        [Hooks] = [Root, Accounts, Data],
        [PersonalData] = [Root, Accounts, Catalog, Ratings, Data],
        [Ratings] = [Root, Catalog, Accounts, Data, TextFiles],
        [Data] = [Root, Catalog, Ratings, Accounts, Clients, Hooks, Quality, Training, Serving, Jobs, Bulk, Traffic, Idempotency],
        ["Core.Data.Sqlite"] = [Root, Data, Catalog, Ratings, Accounts, Limits],
        ["Core.Data.Postgres"] = [Root, Data, Catalog, Ratings, Accounts, Limits, Background],
        [SampleData] = [Root, Catalog, Ratings, Accounts, Data, Numerics, TextFiles, Interactions],
        [Root] = [Root],
        ["Web"] = ["Web.Commands"],
        ["Web.Auth"] = [Root, Accounts, Clients, Data, Limits],
        ["Web.Api"] = [.. CoreFeatures, Auth, "Web.Hosting"],
        ["Web.Components"] = [.. CoreFeatures, Auth],
        ["Web.Hosting"] = [.. CoreFeatures, Auth, "Web.Api", "Web.Components"],
        ["Web.Commands"] = [.. CoreFeatures, "Web.Hosting"],
    }.ToDictionary(row => row.Key, row => (IReadOnlySet<string>)row.Value.ToHashSet());

    /// <summary>Files whose one task is to name everything.</summary>
    private static readonly string[] Registries = ["FilmRec.Core/CoreServices.cs", "FilmRec.Core/Data/DataRegistration.cs", "FilmRec.Web/Program.cs"];

    /// <summary>One line for each arrow that is not allowed.</summary>
    public static IEnumerable<string> Violations(IEnumerable<SourceFile> sources)
        => from file in sources
           where !Registries.Contains(file.Path) && !file.Path.Contains("/Migrations/", StringComparison.Ordinal)
           let home = HomeOf(file.Path)
           from target in Targets(file.Text).Distinct()
           where target != home && !Allowed[home].Contains(target)
           select $"{file.Path}: {home} must not name {target}";

    private static string HomeOf(string path)
    {
        string name = path[..path.LastIndexOf('/')].Replace('/', '.')["FilmRec.".Length..];
        return Known(name) is { } home && (home != Root || name == Root)
            ? home
            : throw new InvalidOperationException($"{path}: this folder has no row in the table of arrows; add one.");
    }

    private static IEnumerable<string> Targets(string text)
        => NameOfOurs().Matches(text)
            .Where(match => !match.Groups["declaration"].Success)
            .Select(match => Known(match.Groups["name"].Value))
            .OfType<string>();

    private static string? Known(string name)
    {
        for (string? candidate = name; candidate is not null; candidate = candidate.Contains('.', StringComparison.Ordinal) ? candidate[..candidate.LastIndexOf('.')] : null)
        {
            if (Allowed.ContainsKey(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    [GeneratedRegex(@"(?<declaration>(?:@?namespace)\s+)?\bFilmRec\.(?<name>(?:Core|Web)(?:\.[A-Z]\w*)*)(?!\.styles\.css)")]
    private static partial Regex NameOfOurs();
}
