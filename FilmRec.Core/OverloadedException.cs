namespace FilmRec.Core;

/// <summary>There is more work than this machine takes on at once. Nothing was done; the same request may succeed a little later.</summary>
public sealed class OverloadedException(string message, TimeSpan retryAfter) : Exception(message)
{
    /// <summary>When another try makes sense; whole seconds.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}
