using System.Globalization;

namespace FilmRec.Core.Idempotency;

/// <summary>Whose key it is.</summary>
/// <param name="Name">Told apart from every other owner by this.</param>
/// <param name="ViewerId">The viewer, if it is one.</param>
public sealed record RequestOwner(string Name, int? ViewerId)
{
    public static RequestOwner Viewer(int viewerId) => new(string.Create(CultureInfo.InvariantCulture, $"viewer {viewerId}"), viewerId);

    public static RequestOwner Client(string clientId) => new($"client {clientId}", null);
}

/// <summary>The right to answer a request, and the duty to say what came of it.</summary>
/// <param name="FirstAt">When the key came first.</param>
public sealed record RequestClaim(string Owner, string Key, Guid ClaimId, DateTimeOffset FirstAt);

/// <summary>An answer as it is repeated.</summary>
public sealed record StoredAnswer(int Status, string? ContentType, string? Location, byte[] Body);

/// <summary>What a key leads to.</summary>
public abstract record ClaimOutcome
{
    private ClaimOutcome()
    {
    }

    /// <summary>Carry the request out.</summary>
    public sealed record Claimed(RequestClaim Claim) : ClaimOutcome;

    /// <summary>It was carried out before: repeat this.</summary>
    public sealed record Answered(StoredAnswer Answer) : ClaimOutcome;

    /// <summary>It is being carried out.</summary>
    /// <param name="RetryAfter">When it will have an answer, or be free again.</param>
    public sealed record InFlight(TimeSpan RetryAfter) : ClaimOutcome;

    /// <summary>The key belongs to another request.</summary>
    public sealed record Different : ClaimOutcome;
}
