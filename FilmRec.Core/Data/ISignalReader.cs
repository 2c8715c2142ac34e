using FilmRec.Core.Ratings;

namespace FilmRec.Core.Data;

/// <summary>What every recommendation reads of a viewer: one statement, in the words of each database, without tracking and translating.</summary>
public interface ISignalReader
{
    /// <summary>The viewer's profile version, a look-up by primary key; null for an unknown viewer.</summary>
    Task<long?> ReadVersionAsync(int viewerId, CancellationToken cancellationToken);

    /// <summary>All that is known of a viewer, of one moment; null for an unknown viewer.</summary>
    Task<ViewerSignals?> ReadAsync(int viewerId, CancellationToken cancellationToken);
}
