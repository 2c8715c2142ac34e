using FilmRec.Core.Limits;

namespace FilmRec.Core.Data.Sqlite;

/// <summary>SQLite serves one server: what that has counted is all there is.</summary>
internal sealed class SqliteCountExchange : ICountExchange
{
    public bool IsShared => false;

    public Task<IReadOnlyList<LimitCount>> ExchangeAsync(long minute, IReadOnlyCollection<LimitCount> mine, CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<LimitCount>>([]);
}
