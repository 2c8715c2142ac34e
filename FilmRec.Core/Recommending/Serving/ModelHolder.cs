namespace FilmRec.Core.Recommending.Serving;

/// <summary>The live models in memory. Reading costs nothing; a swap is seen by the next request, and requests under way finish with what they took.</summary>
public sealed class ModelHolder
{
    private volatile LiveModelSet _current = LiveModelSet.None;

    public LiveModelSet Current => _current;

    /// <summary>True once the database has been asked for live models, even if there was none: the catalogue's own order serves then.</summary>
    public bool IsReady { get; private set; }

    public void Swap(LiveModelSet models)
    {
        _current = models;
        IsReady = true;
    }
}
