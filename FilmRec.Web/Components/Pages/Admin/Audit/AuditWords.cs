using FilmRec.Core.Accounts;

namespace FilmRec.Web.Components.Pages.Admin.Audit;

/// <summary>What the verbs of the audit log mean, as the rest of a sentence that begins with who acted.</summary>
internal static class AuditWords
{
    /// <summary>The program itself, or somebody at the command line.</summary>
    public const string Program = "FilmRec";

    /// <summary>Where the sentence says "{0}", the viewer whom it was about.</summary>
    private const string About = "{0}";

    private static readonly Dictionary<string, (string Name, string Phrase, bool ShowsSubject)> Acts = new(StringComparer.Ordinal)
    {
        ["administrator.first"] = ("First administrator", "became the first administrator", false),
        ["administrator.created"] = ("Administrator made at the command line", "was made an administrator at the command line", false),
        ["role.given"] = ("Role given", $"made {About} an administrator", false),
        ["role.taken"] = ("Role taken", $"took the administrator's role from {About}", false),
        ["viewer.locked"] = ("Viewer locked", $"locked {About}", false),
        ["viewer.unlocked"] = ("Viewer unlocked", $"unlocked {About}", false),
        ["viewer.signed-out"] = ("Viewer signed out", $"signed {About} out everywhere", false),
        ["login.locked"] = ("Account rests after failures", $"let {About} rest for five minutes after five wrong passwords or codes", false),
        ["password.reset-link"] = ("Reset link made", $"made a link for a new password for {About}", false),
        ["password.reset"] = ("Password set by a link", "set a new password by a link", false),
        ["second-factor.on"] = ("Second factor switched on", "switched on a second factor", false),
        ["second-factor.off"] = ("Second factor switched off", "switched off their second factor", false),
        ["second-factor.codes"] = ("Recovery codes renewed", "made new recovery codes", false),
        ["second-factor.removed"] = ("Second factor taken away", $"switched off the second factor of {About}", false),
        ["viewer.deleted"] = ("Viewer deleted", $"deleted {About}", false),
        ["viewer.deleted-by-client"] = ("Viewer deleted by their app", $"deleted {About}, as the app asked that had named them", false),
        ["client.registered"] = ("App registered", "registered", true),
        ["client.secret-changed"] = ("App's secret changed", "changed the secret of", true),
        ["client.revoked"] = ("App revoked", "revoked", true),
        ["hook.added"] = ("Web hook added", "added", true),
        ["hook.deleted"] = ("Web hook deleted", "deleted", true),
        ["hook.resumed"] = ("Web hook resumed", "resumed", true),
        ["hook.tested"] = ("Web hook tested", "sent a test to", true),
        ["account.deleted"] = ("Own account deleted", "deleted their own account", false),
        ["training.started"] = ("Training started", "started training", true),
        ["training.cancelled"] = ("Training cancelled", "cancelled training", true),
        ["schedule.created"] = ("Training schedule made", "made training", true),
        ["schedule.changed"] = ("Training schedule changed", "changed training", true),
        ["schedule.deleted"] = ("Training schedule deleted", "deleted training", true),
        ["job.started"] = ("Data job started", "started", true),
        ["job.cancelled"] = ("Data job cancelled", "cancelled", true),
        ["model.published"] = ("Model published", "published", true),
        ["audit.exported"] = ("Audit log exported", "exported the audit log", false),
    };

    /// <summary>Verbs with their names, for a choice.</summary>
    public static IEnumerable<(string Action, string Name)> Choices => Acts.Select(act => (act.Key, act.Value.Name));

    /// <summary>"boss", "viewer 12" when the account is gone, or the program.</summary>
    public static string Actor(AuditLine line) => Named(line.ViewerId, line.ViewerName) ?? Program;

    /// <summary>"boss locked marta: writes insults", for lines of text.</summary>
    public static string Sentence(AuditLine line) => $"{Actor(line)} {Before(line)}{AboutOf(line)}{After(line)}".TrimEnd();

    /// <summary>From the verb up to the viewer whom it was about, or all of it.</summary>
    internal static string Before(AuditLine line)
    {
        if (!Acts.TryGetValue(line.Action, out var act))
        {
            return $"{line.Action.Replace('.', ' ').Replace('-', ' ')} {line.Subject}".TrimEnd(); // an act that has no phrase yet
        }

        return act.ShowsSubject ? $"{act.Phrase} {line.Subject}".TrimEnd() : act.Phrase.Split(About)[0];
    }

    /// <summary>The viewer whom it was about, where the sentence names them; else null.</summary>
    internal static string? AboutOf(AuditLine line)
        => Acts.TryGetValue(line.Action, out var act) && act.Phrase.Contains(About, StringComparison.Ordinal) ? Named(line.AboutViewerId, line.AboutName) ?? line.Subject : null;

    /// <summary>What comes after the viewer: the rest of the phrase, and a reason where one was given.</summary>
    internal static string After(AuditLine line)
    {
        if (!Acts.TryGetValue(line.Action, out var act) || act.ShowsSubject || act.Phrase.Split(About) is not [_, var rest])
        {
            return "";
        }

        int reason = line.Subject.IndexOf(": ", StringComparison.Ordinal);
        return rest + (reason < 0 ? "" : line.Subject[reason..]);
    }

    private static string? Named(int? viewerId, string? name) => viewerId is null ? null : name ?? $"viewer {viewerId}";
}
