using System.Buffers;
using System.ComponentModel;
using System.Numerics.Tensors;
using FilmRec.Core.Catalog;
using FilmRec.Core.Numerics;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>A movie that is like another.</summary>
/// <param name="Similarity">−1 … 1; comparable within one list.</param>
public sealed record SimilarMovie(MovieCard Movie, float Similarity);

/// <summary>Finds movies that are like one: those that the same people chose, or, where nobody has rated it yet, those that are described alike.</summary>
public sealed class SimilarMovies
{
    public const int MaximumLimit = 100;

    // Movies that left the catalogue a moment ago are still alike; so many more are looked for.
    private const int Spare = 20;

    private readonly ModelHolder _models;
    private readonly MovieCatalog _catalog;
    private readonly CatalogCache _cache;

    internal SimilarMovies(ModelHolder models, MovieCatalog catalog, CatalogCache cache) => (_models, _catalog, _cache) = (models, catalog, cache);

    /// <summary>The most similar first; empty where no live model knows anything of the movie.</summary>
    /// <param name="movieId">Like which.</param>
    /// <param name="limit">1 … <see cref="MaximumLimit"/>.</param>
    /// <param name="cancellationToken">Of the request.</param>
    /// <remarks>movies·k multiply-adds, kept for half a minute; one query for cards that are not in memory.</remarks>
    public async Task<IReadOnlyList<SimilarMovie>> FindAsync(int movieId, int limit, CancellationToken cancellationToken)
    {
        var list = await ReadAsync(movieId, limit, cancellationToken);
        int count = Math.Min(list.MovieIds.Length, limit + Spare);
        var cards = (await _catalog.CardsAsync(list.MovieIds.AsSpan(0, count).ToArray(), cancellationToken)).ToDictionary(card => card.MovieId);
        return [.. Enumerable.Range(0, count).Where(n => cards.ContainsKey(list.MovieIds[n])).Take(limit)
            .Select(n => new SimilarMovie(cards[list.MovieIds[n]], list.Similarities[n]))];
    }

    /// <summary>The same by id alone, without a query: some more than asked for, because one or the other may have left the catalogue.</summary>
    public async Task<IReadOnlyList<int>> FindIdsAsync(int movieId, int limit, CancellationToken cancellationToken)
        => [.. (await ReadAsync(movieId, limit, cancellationToken)).MovieIds.Take(limit + Spare)];

    private ValueTask<SimilarList> ReadAsync(int movieId, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaximumLimit);
        var live = _models.Current;
        return _cache.GetAsync(
            FormattableString.Invariant($"similar/{live.Number}/{movieId}"), CatalogCache.Shortly, _ => ValueTask.FromResult(Find(live, movieId, MaximumLimit + Spare)), cancellationToken);
    }

    internal static SimilarList Find(LiveModelSet live, int movieId, int count)
    {
        if (live.Space is { } space && space.Model.Movies.TryRowOf(movieId, out int row) && space.Knows(row))
        {
            float[] unit = new float[space.Factors];
            space.CopyUnit(movieId, unit);
            return Best(space.Model.Movies, row, count, other => space.Knows(other) ? space.CosineTo(other, unit) * space.TrustOf(other) : float.NegativeInfinity);
        }

        if (live.Content is { } content && content.Movies.TryRowOf(movieId, out row) && content.Of(row).ContainsAnyExcept(0f))
        {
            return Best(content.Movies, row, count, other => TensorPrimitives.Dot(content.Of(row), content.Of(other)));
        }

        return new SimilarList([], []);
    }

    private static SimilarList Best(Vocabulary movies, int row, int count, Func<int, float> similarity)
    {
        float[] rented = ArrayPool<float>.Shared.Rent(movies.Count);
        var similarities = rented.AsSpan(0, movies.Count);
        for (int other = 0; other < similarities.Length; other++)
        {
            similarities[other] = similarity(other);
        }

        int[] best = new int[count];
        best = best[..TopRanked.Select(similarities, [row], best)];
        int known = best.Length;
        while (known > 0 && similarities[best[known - 1]] <= 0) // unlike is not like
        {
            known--;
        }

        var list = new SimilarList([.. best.Take(known).Select(movies.IdOf)], [.. best.Take(known).Select(other => rented[other])]);
        ArrayPool<float>.Shared.Return(rented);
        return list;
    }
}

/// <summary>Ids of similar movies, most similar first, and how similar.</summary>
[ImmutableObject(true)]
internal sealed record SimilarList(int[] MovieIds, float[] Similarities);
