namespace FilmRec.Web.Auth.Limits;

/// <summary>How much of one limit has been used in the window that goes on: here, and by what is known on the other servers.</summary>
/// <param name="id">By which the servers know it.</param>
internal sealed class LimitCounter(Guid id)
{
    private int _used;
    private int _others;
    private int _limit = int.MaxValue;
    private int _share = int.MaxValue;
    private int _published;

    public Guid Id => id;
    public int Used => Volatile.Read(ref _used);
    public int Limit => Volatile.Read(ref _limit);
    public int Others => Volatile.Read(ref _others);

    /// <summary>Counts one request.</summary>
    /// <returns>The how manieth it is on this server.</returns>
    public int Next(int limit, int servers)
    {
        if (Volatile.Read(ref _limit) != limit)
        {
            Volatile.Write(ref _limit, limit);
            Divide(servers);
        }

        int used = Interlocked.Increment(ref _used);
        if (used < 0)
        {
            Volatile.Write(ref _used, used = int.MaxValue / 2); // counted past the end of the numbers: stays refused
        }

        return used;
    }

    /// <summary>True for a request up to which this server may go without asking.</summary>
    public bool IsWithinShare(int number) => number <= Volatile.Read(ref _share);

    /// <summary>Takes in what the others have used together. It only grows within a window.</summary>
    public void Learn(int others) => Volatile.Write(ref _others, Math.Max(others, Volatile.Read(ref _others)));

    /// <summary>Gives this server its part of what is left, to be used before it asks again.</summary>
    public void Divide(int servers)
    {
        long used = Used;
        long left = Math.Max(0, Limit - used - Others);
        Volatile.Write(ref _share, servers <= 1 ? int.MaxValue : (int)Math.Min(int.MaxValue, used + (left / servers)));
    }

    /// <summary>What to tell the others: null where nothing has changed, or too little for it to matter.</summary>
    public int? Unpublished()
    {
        int used = Math.Min(Used, Limit);
        return used != _published && (long)used * 20 >= Limit ? _published = used : null;
    }

    /// <summary>Tells it once more: what was told did not arrive.</summary>
    public void Unpublish() => _published = 0;
}
