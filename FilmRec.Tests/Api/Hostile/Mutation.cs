namespace FilmRec.Tests.Api.Hostile;

/// <summary>One way to spoil a request, and its name for people.</summary>
internal sealed record Mutation(string Name, Action<Draft> Apply)
{
    public override string ToString() => Name;
}

/// <summary>Who sends a request.</summary>
internal enum Caller
{
    Anybody,
    Viewer,
    Administrator,
    Client,
    ClientForViewer,
    Forger,
}

/// <summary>A valid request, what is done to it, and who sends it.</summary>
internal sealed record Attack(Operation Operation, Caller Caller, IReadOnlyList<Mutation> Mutations)
{
    /// <summary>The same with one mutation less, one for each: to find those that matter.</summary>
    public IEnumerable<Attack> Smaller()
        => Mutations.Select((_, left) => this with { Mutations = [.. Mutations.Where((_, i) => i != left)] });

    public override string ToString() => $"{Caller}: {Operation} [{string.Join("; ", Mutations)}]";
}
