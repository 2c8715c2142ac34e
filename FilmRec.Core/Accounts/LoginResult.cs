namespace FilmRec.Core.Accounts;

/// <summary>How an attempt to log in ended: one of the records in here.</summary>
public abstract record LoginResult
{
    private LoginResult()
    {
    }

    /// <summary>Everything was right.</summary>
    public sealed record Entered(AccountStanding Standing) : LoginResult;

    /// <summary>The name is unknown, the password is wrong or was never set, or the account is locked, by an administrator or for a while after too many failures. Nobody is told which.</summary>
    public sealed record Refused : LoginResult;

    /// <summary>The password is right, and the account asks for a code, too.</summary>
    public sealed record CodeNeeded(int ViewerId, string SecurityStamp) : LoginResult;

    /// <summary>The password is right, and the code is not, or was used before.</summary>
    public sealed record WrongCode : LoginResult;
}
