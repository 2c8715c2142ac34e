namespace FilmRec.Core.Clients;

/// <summary>A client that an administrator wants to register.</summary>
/// <param name="Name">For people: 1 to 60 characters in one line.</param>
/// <param name="Scopes">Some of <see cref="ClientScopes.All"/>, at least one.</param>
public sealed record NewClient(string Name, IReadOnlyCollection<string> Scopes)
{
    /// <summary>What is wrong with it, by property; empty when nothing is.</summary>
    public IReadOnlyDictionary<string, string> FindProblems()
    {
        var problems = new Dictionary<string, string>();
        if (Name.Trim() is { Length: 0 or > ServiceClient.NameLength } || Name.Any(c => char.IsControl(c) || char.IsSurrogate(c)))
        {
            problems[nameof(Name)] = $"Give the client a name of 1 to {ServiceClient.NameLength} characters in one line.";
        }

        if (Scopes.Count == 0)
        {
            problems[nameof(Scopes)] = $"Choose at least one scope: {string.Join(", ", ClientScopes.All)}.";
        }
        else if (Scopes.Any(scope => !ClientScopes.All.Contains(scope)))
        {
            problems[nameof(Scopes)] = $"One of the scopes does not exist. There are {string.Join(", ", ClientScopes.All)}.";
        }

        return problems;
    }
}

/// <summary>A client in a list for administrators.</summary>
/// <param name="Viewers">How many viewers it has named.</param>
public sealed record ClientRow(
    string ClientId, string Name, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset SecretChangedAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt, int Viewers);

/// <param name="Next">Cursor of the older ones; null on the last page.</param>
public sealed record ClientPage(IReadOnlyList<ClientRow> Clients, string? Next, int Total);

/// <summary>How an administrator's act about a client ended: one of the records in here.</summary>
public abstract record ClientAct
{
    private ClientAct()
    {
    }

    /// <summary>It is done.</summary>
    /// <param name="Secret">A new secret, known here and now only; null where none was made.</param>
    public sealed record Done(ClientRow Client, string? Secret) : ClientAct
    {
        /// <summary>Without the secret, which must not reach a log by accident.</summary>
        public override string ToString() => $"{nameof(Done)} {Client.ClientId}";
    }

    /// <summary>Who asks is no administrator at this moment.</summary>
    public sealed record NotAllowed : ClientAct;

    /// <summary>There is no such client.</summary>
    public sealed record Unknown : ClientAct;

    /// <summary>The client was revoked, which is for good.</summary>
    public sealed record Revoked : ClientAct;

    /// <summary>What was asked for breaks the rules.</summary>
    /// <param name="Problems">By property of <see cref="NewClient"/>.</param>
    public sealed record Invalid(IReadOnlyDictionary<string, string> Problems) : ClientAct;
}
