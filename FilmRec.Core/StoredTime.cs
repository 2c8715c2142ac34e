namespace FilmRec.Core;

/// <summary>Moments as the databases keep them: UTC, from 1970 on, to the millisecond.</summary>
public static class StoredTime
{
    /// <summary>Now, without what the databases would cut off: an answer shows what a later reading will.</summary>
    public static DateTimeOffset GetStoredNow(this TimeProvider clock) => Round(clock.GetUtcNow());

    public static DateTimeOffset Round(DateTimeOffset moment) => DateTimeOffset.FromUnixTimeMilliseconds(moment.ToUnixTimeMilliseconds());

    /// <summary>For ticks from a cursor, which may be forged: any number becomes a moment that the databases accept.</summary>
    public static DateTimeOffset OfTicks(long utcTicks)
        => new(Math.Clamp(utcTicks, DateTimeOffset.UnixEpoch.Ticks, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);
}
