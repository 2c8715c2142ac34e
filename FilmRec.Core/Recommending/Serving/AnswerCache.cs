using Microsoft.Extensions.Caching.Memory;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>Answers that were given, to be given again while nothing has changed. Bounded by bytes.</summary>
/// <remarks>It holds no viewer's answer for longer than <see cref="Freshness"/>, and nothing of a set of models once there is a newer one.</remarks>
public sealed class AnswerCache(TimeProvider clock) : IDisposable
{
    /// <summary>Titles and means in an answer are at most this old, as everywhere in the catalogue.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);

    private const long MaximumBytes = 32L << 20;
    private const int Overhead = 400; // key, entry and headers of the arrays, about

    private readonly MemoryCache _answers = new(new MemoryCacheOptions { SizeLimit = MaximumBytes });
    private volatile AnswerState _newest = new(0, 0);

    /// <summary>The answer that was given to this request in this state, or null. Whether the viewer has changed since is for the caller to compare.</summary>
    internal KeptAnswer? Find(int viewerId, RecommendationRequest request, AnswerState state)
    {
        DropWhatIsOlder(state);
        return _answers.TryGetValue(AnswerKey.Of(viewerId, request), out KeptAnswer? kept) && kept is not null && kept.State == state
            && clock.GetElapsedTime(kept.KeptAt) < Freshness
            ? kept
            : null;
    }

    /// <summary>Remembers an answer. Of somebody unknown, whose version is 0 as that of a new viewer, it does no harm: the version is read each time.</summary>
    internal void Keep(int viewerId, RecommendationRequest request, AnswerState state, long profileVersion, ServedAnswer answer)
    {
        DropWhatIsOlder(state);
        var key = AnswerKey.Of(viewerId, request);
        _answers.Set(key, new KeptAnswer(state, profileVersion, clock.GetTimestamp(), answer), new MemoryCacheEntryOptions
        {
            Size = answer.Body.Length + 2 * key.Genres.Length + Overhead,
            AbsoluteExpirationRelativeToNow = Freshness,
        });
    }

    public void Dispose() => _answers.Dispose();

    private void DropWhatIsOlder(AnswerState state)
    {
        if (_newest != state)
        {
            _newest = state;
            _answers.Clear();
        }
    }
}

/// <summary>What an answer depends on besides the viewer and the request.</summary>
/// <param name="Models">Number of the set of live models.</param>
/// <param name="Catalogue">Version of the catalogue.</param>
internal sealed record AnswerState(long Models, long Catalogue);

/// <summary>An answer as it was sent.</summary>
internal sealed record KeptAnswer(AnswerState State, long ProfileVersion, long KeptAt, ServedAnswer Answer);

/// <summary>Who asked for what. Genres in the spelling and order of the request: who asks the same differently gets an answer of their own.</summary>
internal readonly record struct AnswerKey(int ViewerId, int Limit, int? YearFrom, int? YearTo, double Diversity, double Novelty, string Genres)
{
    public static AnswerKey Of(int viewerId, RecommendationRequest request)
        => new(viewerId, request.Limit, request.YearFrom, request.YearTo, request.Diversity, request.Novelty,
            request.Genres.Count + request.AnyGenres.Count + request.ExcludedGenres.Count == 0 && !request.WithAvoided
                ? ""
                : $"{Text(request.Genres)}|{Text(request.AnyGenres)}|{Text(request.ExcludedGenres)}|{request.WithAvoided}");

    // With lengths, so that no name can be taken for two.
    private static string Text(IReadOnlyList<string> names) => string.Concat(names.Select(name => $"{name.Length}:{name}"));
}
