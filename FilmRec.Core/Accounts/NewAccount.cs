namespace FilmRec.Core.Accounts;

/// <summary>What somebody typed to get an account. Nothing is trimmed or changed.</summary>
public sealed record NewAccount(string UserName, string Email, string Password)
{
    /// <summary>Without the password, which must not reach a log by accident.</summary>
    public override string ToString() => $"{nameof(NewAccount)} {UserName}";
}

public enum AccountField
{
    UserName,
    Email,
    Password,
}

/// <summary>One sentence about one field that says what to do.</summary>
public sealed record FieldProblem(AccountField Field, string Text);

/// <summary>How a registration ended: one of the records in here.</summary>
public abstract record RegistrationResult
{
    private RegistrationResult()
    {
    }

    /// <summary>The account exists and can log in.</summary>
    public sealed record Registered(int ViewerId, string UserName, string Email, DateTimeOffset CreatedAt) : RegistrationResult;

    /// <summary>Somebody else has this name or mail address.</summary>
    public sealed record Taken(IReadOnlyList<FieldProblem> Problems) : RegistrationResult;

    /// <summary>The rules for names, mail addresses or passwords forbid it.</summary>
    public sealed record Refused(IReadOnlyList<FieldProblem> Problems) : RegistrationResult;

    /// <summary>It was allowed when it began and is no longer: somebody else became the first administrator meanwhile.</summary>
    public sealed record Closed : RegistrationResult;
}
