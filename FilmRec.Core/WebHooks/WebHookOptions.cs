using Microsoft.Extensions.Configuration;

namespace FilmRec.Core.WebHooks;

/// <summary>Where web hooks may lead. Section "FilmRec:WebHooks" of the configuration; both lists by index or with commas.</summary>
public sealed class WebHookOptions
{
    public const string Section = "FilmRec:WebHooks";

    /// <summary>"hooks.example.org" for https on port 443, "hooks.example.org:8443" for another port, "http://hooks.example.org" for plain http.
    /// Empty: no hooks at all.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>For development only: "127.0.0.1:9000" lets hooks reach that port of this machine over plain http.</summary>
    public IReadOnlyList<string> AllowedLoopback { get; init; } = [];

    public static WebHookOptions From(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        return new WebHookOptions { AllowedHosts = ListOf(section.GetSection(nameof(AllowedHosts))), AllowedLoopback = ListOf(section.GetSection(nameof(AllowedLoopback))) };
    }

    private static string[] ListOf(IConfigurationSection section)
        => [.. section.GetChildren().Select(child => child.Value).Append(section.Value).OfType<string>()
            .SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
}
