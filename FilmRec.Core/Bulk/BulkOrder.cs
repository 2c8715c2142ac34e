namespace FilmRec.Core.Bulk;

/// <summary>Lines that a client has sent.</summary>
/// <param name="File">Their name in the spool.</param>
/// <param name="Lines">How many.</param>
/// <param name="SentAt">When; ratings that tell no moment are of then.</param>
public sealed record BulkOrder(string ClientId, string File, long Lines, DateTimeOffset SentAt);

/// <summary>What came of them.</summary>
public sealed record BulkOutcome(long Accepted, long Refused);
