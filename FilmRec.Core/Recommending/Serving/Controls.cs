using System.Buffers;
using System.Numerics.Tensors;
using FilmRec.Core.Numerics;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>What the viewer wants of the list besides the best scores: less known movies, variety, what they told in words.</summary>
internal readonly struct Controls
{
    /// <summary>Among so many of the best scores the list is chosen; with no control at all the scores alone decide.</summary>
    public const int Candidates = 500;

    private readonly float _novelty;
    private readonly float _diversity;
    private readonly Wishes? _wishes;

    /// <param name="request">Says how much novelty and diversity.</param>
    /// <param name="wishes">Null where they are in the scores already.</param>
    public Controls(RecommendationRequest request, Wishes? wishes)
        => (_novelty, _diversity, _wishes) = ((float)request.Novelty, (float)request.Diversity, wishes is { AreNone: false } ? wishes : null);

    /// <summary>True where the list is simply that of the best scores.</summary>
    public bool AreNone => _novelty == 0 && _diversity == 0 && _wishes is null;

    /// <summary>Chooses from the candidates.</summary>
    /// <param name="live">Knows which movies are alike.</param>
    /// <param name="served">Whose rows these are.</param>
    /// <param name="candidates">Rows, best score first.</param>
    /// <param name="scores">By row.</param>
    /// <param name="best">Out: rows, in the order of the list.</param>
    /// <returns>How many were chosen.</returns>
    /// <remarks>
    /// Relevance is the score, brought to 0 … 1 over the candidates, times the weight of the wishes, times 1 − novelty · (1 − rarity): rarity is the self-information of a movie's
    /// ratings, 0 for the most rated movie and 1 for one that nobody rated. The order is by relevance, or with diversity by <see cref="DiverseSelection"/>.
    /// </remarks>
    public int Choose(LiveModelSet live, ServedModel served, Span<int> candidates, ReadOnlySpan<float> scores, Span<int> best)
    {
        if (candidates.IsEmpty)
        {
            return 0;
        }

        float[] rented = ArrayPool<float>.Shared.Rent(candidates.Length);
        var relevance = rented.AsSpan(0, candidates.Length);
        FillRelevance(served, candidates, scores, relevance);
        int chosen;
        if (_diversity == 0)
        {
            int[] order = ArrayPool<int>.Shared.Rent(best.Length);
            chosen = TopRanked.Select(relevance, [], order.AsSpan(0, best.Length)); // ties by score
            Take(candidates, order.AsSpan(0, chosen), best);
            ArrayPool<int>.Shared.Return(order);
        }
        else
        {
            chosen = Diversify(live, served, candidates, relevance, best);
        }

        ArrayPool<float>.Shared.Return(rented);
        return chosen;
    }

    private void FillRelevance(ServedModel served, ReadOnlySpan<int> candidates, ReadOnlySpan<float> scores, Span<float> relevance)
    {
        float lowest = scores[candidates[^1]];
        float range = scores[candidates[0]] - lowest;
        for (int n = 0; n < candidates.Length; n++)
        {
            int row = candidates[n];
            float suits = range > 0 ? (scores[row] - lowest) / range : 1;
            relevance[n] = suits * (_wishes?.WeightOf(row) ?? 1) * (1 - _novelty * (1 - served.Rarity[row]));
        }
    }

    private int Diversify(LiveModelSet live, ServedModel served, ReadOnlySpan<int> candidates, Span<float> relevance, Span<int> best)
    {
        // The weights of the wishes lead beyond 1; variety is weighed against numbers of 0 … 1.
        float most = TensorPrimitives.Max<float>(relevance);
        if (most > 0)
        {
            TensorPrimitives.Divide(relevance, most, relevance);
        }

        int factors = live.Space?.Factors ?? 0;
        float[] vectors = ArrayPool<float>.Shared.Rent(candidates.Length * factors);
        ulong[] genres = ArrayPool<ulong>.Shared.Rent(candidates.Length);
        for (int n = 0; n < candidates.Length; n++)
        {
            live.Space?.CopyUnit(served.Model.Movies.IdOf(candidates[n]), vectors.AsSpan(n * factors, factors));
            genres[n] = served.Facts.Genres[candidates[n]];
        }

        int[] order = ArrayPool<int>.Shared.Rent(best.Length);
        int chosen = DiverseSelection.Select(
            relevance, vectors.AsSpan(0, candidates.Length * factors), factors, genres.AsSpan(0, candidates.Length), _diversity, order.AsSpan(0, best.Length));
        Take(candidates, order.AsSpan(0, chosen), best);
        ArrayPool<int>.Shared.Return(order);
        ArrayPool<ulong>.Shared.Return(genres);
        ArrayPool<float>.Shared.Return(vectors);
        return chosen;
    }

    private static void Take(ReadOnlySpan<int> candidates, ReadOnlySpan<int> order, Span<int> best)
    {
        for (int n = 0; n < order.Length; n++)
        {
            best[n] = candidates[order[n]];
        }
    }
}
