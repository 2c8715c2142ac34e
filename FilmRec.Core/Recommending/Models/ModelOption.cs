namespace FilmRec.Core.Recommending.Models;

/// <summary>A number that may be changed before training.</summary>
/// <param name="Name">In kebab-case: "unobserved-weight".</param>
/// <param name="Summary">One sentence for people: what it does and what more of it means.</param>
/// <param name="Default">What training uses unless told otherwise.</param>
/// <param name="Minimum">Smallest value that makes sense.</param>
/// <param name="Maximum">Largest value that makes sense.</param>
/// <param name="Candidates">Values worth trying, ascending; empty where tuning should leave it alone.</param>
public sealed record ModelOption(string Name, string Summary, double Default, double Minimum, double Maximum, IReadOnlyList<double> Candidates);

/// <summary>Ties a <see cref="ModelOption"/> to a property of a kind's options.</summary>
/// <param name="Name">As in <see cref="ModelOption"/>.</param>
/// <param name="Summary">As in <see cref="ModelOption"/>.</param>
/// <param name="Minimum">As in <see cref="ModelOption"/>.</param>
/// <param name="Maximum">As in <see cref="ModelOption"/>.</param>
/// <param name="Candidates">As in <see cref="ModelOption"/>.</param>
/// <param name="Get">Reads it.</param>
/// <param name="Set">Gives a copy with another value.</param>
public sealed record ModelOption<TOptions>(
    string Name, string Summary, double Minimum, double Maximum, IReadOnlyList<double> Candidates,
    Func<TOptions, double> Get, Func<TOptions, double, TOptions> Set)
{
    public ModelOption Of(TOptions defaults) => new(Name, Summary, Get(defaults), Minimum, Maximum, Candidates);
}
