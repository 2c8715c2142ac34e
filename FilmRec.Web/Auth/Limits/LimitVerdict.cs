namespace FilmRec.Web.Auth.Limits;

/// <summary>Whether a request may go on, and what is left.</summary>
/// <param name="Policy">Name for the RateLimit headers.</param>
/// <param name="RetryAfter">Until the window ends.</param>
public readonly record struct LimitVerdict(bool Granted, string Policy, int Limit, int Remaining, TimeSpan RetryAfter)
{
    /// <summary>True when this server has given out its share and should ask the others before it goes on.</summary>
    public bool IsOpen => Granted && (Open is not null || Other is not null);

    internal LimitCounter? Open { get; init; }

    /// <summary>The how manieth request of this server it was.</summary>
    internal int Number { get; init; }

    // A second limit on the same request that is open too.
    internal LimitCounter? Other { get; init; }
    internal int OtherNumber { get; init; }

    /// <summary>Of two limits on one request, the one that bites first.</summary>
    public LimitVerdict And(LimitVerdict other)
    {
        var first = Granted != other.Granted ? (Granted ? other : this) : Remaining <= other.Remaining ? this : other;
        var second = first == this ? other : this;
        return second.Open is null ? first : first with { Other = second.Open, OtherNumber = second.Number };
    }

    internal static LimitVerdict Unlimited { get; } = new(true, "none", int.MaxValue, int.MaxValue, TimeSpan.Zero);
}
