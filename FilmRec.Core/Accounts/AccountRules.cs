using System.Text.RegularExpressions;
using FilmRec.Core.Accounts.Passwords;

namespace FilmRec.Core.Accounts;

/// <summary>What a new account may be called and where it may be reached.</summary>
public static partial class AccountRules
{
    public const int ShortestName = 3;
    public const int LongestName = 40;

    /// <summary>All that is wrong with a new account, as sentences for the person who typed it.</summary>
    internal static List<FieldProblem> ProblemsOf(NewAccount wanted)
        => [.. Found(AccountField.UserName, NameProblem(wanted.UserName)), .. Found(AccountField.Email, EmailProblem(wanted.Email)),
            .. Found(AccountField.Password, PasswordRules.ProblemOf(wanted.Password, wanted.UserName))];

    public static string? NameProblem(string name)
    {
        if (name.Length is < ShortestName or > LongestName)
        {
            return $"Choose a name of {ShortestName} to {LongestName} characters.";
        }

        return NamePattern().IsMatch(name) ? null : "Use only letters from a to z, digits, dots, hyphens and underscores.";
    }

    public static string? EmailProblem(string email)
    {
        if (email.Length > Account.EmailLength)
        {
            return $"Use an address of at most {Account.EmailLength} characters.";
        }

        if (email.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c)))
        {
            return "An address has no spaces or special characters: check it.";
        }

        return email.Split('@') switch
        {
            [""] => "Enter your mail address.",
            [_] => "The @ is missing.",
            ["", _] => "Something is missing before the @.",
            [_, ""] => "Something is missing after the @.",
            [_, var host] when host.StartsWith('.') || host.EndsWith('.') || host.Contains("..", StringComparison.Ordinal) => "The part after the @ is not complete: check its dots.",
            [_, _] => null,
            _ => "An address has one @ only.",
        };
    }

    private static IEnumerable<FieldProblem> Found(AccountField field, string? problem) => problem is null ? [] : [new FieldProblem(field, problem)];

    [GeneratedRegex(@"\A[A-Za-z0-9._-]+\z")]
    private static partial Regex NamePattern();
}
