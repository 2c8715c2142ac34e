namespace FilmRec.Core.Limits;

/// <summary>How much of one limit has been used within one minute.</summary>
/// <param name="Partition">Whose limit, as a hash: nobody is named.</param>
public readonly record struct LimitCount(Guid Partition, int Used);

/// <summary>Tells the other servers of this database how much of its limits each caller has used here, and learns what they have used elsewhere.</summary>
public interface ICountExchange
{
    /// <summary>The row by which a server shows that it is there.</summary>
    static readonly Guid Presence = Guid.Empty;

    /// <summary>False where one server has the database to itself, so that there is nobody to ask.</summary>
    bool IsShared { get; }

    /// <summary>One statement, however many counts go either way.</summary>
    /// <param name="minute">Number of the minute since the beginning of time.</param>
    /// <param name="mine">Counts of this server that have changed; totals, so that repeating does no harm.</param>
    /// <param name="cancellationToken">Of the server.</param>
    /// <returns>What all others together have used, where that has changed within the last seconds; under <see cref="Presence"/> how many others there are.</returns>
    Task<IReadOnlyList<LimitCount>> ExchangeAsync(long minute, IReadOnlyCollection<LimitCount> mine, CancellationToken cancellationToken);
}
