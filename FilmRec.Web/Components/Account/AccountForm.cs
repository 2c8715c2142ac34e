using FilmRec.Core.Accounts;

namespace FilmRec.Web.Components.Account;

/// <summary>What was typed for a new account, and what is wrong with it.</summary>
public sealed class AccountForm
{
    public string? UserName { get; set; }
    public string? Email { get; set; }
    public string? Password { get; set; }

    internal IReadOnlyList<FieldProblem> Problems { get; set; } = [];

    internal NewAccount ToAccount() => new(UserName ?? "", Email ?? "", Password ?? "");

    internal string? ProblemOf(AccountField field) => Problems.FirstOrDefault(problem => problem.Field == field)?.Text;

    /// <summary>True for the first wrong field; without any, for the first.</summary>
    internal bool TakesFocus(AccountField field) => field == (Problems.Count == 0 ? AccountField.UserName : Problems.Min(problem => problem.Field));
}
