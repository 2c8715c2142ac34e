using System.Text.RegularExpressions;

namespace FilmRec.Web.Auth;

/// <summary>A rough name for what somebody uses, from what it says of itself: enough to recognise one's own session.</summary>
internal static partial class ClientName
{
    // The first that is named wins: most browsers claim to be several others too.
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Vivaldi/", "Vivaldi"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "Chromebook"), ("Mac OS X", "Mac"), ("Linux", "Linux"),
    ];

    /// <summary>"Firefox on Windows"; "A browser" where nothing is known.</summary>
    public static string OfBrowser(HttpContext context)
    {
        string agent = context.Request.Headers.UserAgent.ToString();
        return (Find(Browsers, agent), Find(Systems, agent)) switch
        {
            ({ } browser, { } system) => $"{browser} on {system}",
            ({ } browser, null) => browser,
            (null, { } system) => $"A browser on {system}",
            _ => "A browser",
        };
    }

    /// <summary>"curl", "okhttp"; "An app or script" where nothing is known.</summary>
    public static string OfProgram(HttpContext context)
        => ProductName().Match(context.Request.Headers.UserAgent.ToString()) is { Success: true, Value: not "Mozilla" } product ? product.Value : "An app or script";

    private static string? Find((string Sign, string Name)[] known, string agent)
        => known.FirstOrDefault(one => agent.Contains(one.Sign, StringComparison.Ordinal)).Name;

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9._-]{1,39}")]
    private static partial Regex ProductName();
}
