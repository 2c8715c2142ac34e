using System.Buffers;
using System.Numerics.Tensors;
using FilmRec.Core.Numerics;

namespace FilmRec.Core.Recommending.Models.Factorisation;

/// <summary>Turns what is known of a viewer into tastes: the equation of training, solved once for each draw.</summary>
internal sealed class StarFoldIn
{
    // How noisy a viewer rates is found together with the tastes of the first draw; from everybody's noise on, so many turns come within a hundredth of it.
    private const int NoiseTurns = 4;

    private readonly StarPosterior _posterior;
    private readonly float[][] _roots;

    /// <exception cref="ArithmeticException">A precision is not positive definite.</exception>
    public StarFoldIn(StarPosterior posterior)
    {
        _posterior = posterior;
        _roots = new float[posterior.Priors.Length][];
        for (int draw = 0; draw < _roots.Length; draw++)
        {
            _roots[draw] = [.. posterior.Priors[draw].Precision];
            if (!Cholesky.Factor(_roots[draw], posterior.Layout.Tastes))
            {
                throw new ArithmeticException("A precision of tastes is not positive definite.");
            }
        }
    }

    /// <summary>The vector whose inner product with a film's expected row, added to the level, is the viewer's stars.</summary>
    /// <param name="known">Only ratings are read.</param>
    /// <param name="direction">Out: [<see cref="StarLayout.ExpectedWidth"/>].</param>
    /// <remarks>n ratings cost n·(F + S·(k + 1))²/2 multiply-adds, and each draw about (F + k)³ besides. Work space is rented.</remarks>
    public void Solve(ReadOnlySpan<KnownRating> known, Span<float> direction)
    {
        var layout = _posterior.Layout;
        direction.Clear();
        direction[layout.MeanBias] = 1;
        using var panel = new RowPanel(layout.DrawnWidth + 1);
        using var system = new TasteSystem(layout.Tastes);
        int count = Gather(known, panel);
        float alpha = _posterior.Noise[0];
        for (int draw = 0; draw < layout.Draws; draw++)
        {
            ReadOnlySpan<float> tastes = _posterior.Priors[draw].Mean;
            if (count > 0 && Solve(panel, system, draw, count, ref alpha))
            {
                tastes = system.Solution;
            }

            for (int trait = 0; trait < layout.Traits; trait++)
            {
                direction[trait] += tastes[trait] / layout.Draws;
            }

            for (int factor = 0; factor < layout.Factors; factor++)
            {
                direction[layout.Expected(draw) + factor] = tastes[layout.Traits + factor] / layout.Draws;
            }
        }
    }

    /// <summary>Takes a film's stars apart by the ratings that they rest on.</summary>
    /// <remarks>
    /// With P = αZᵀZ + Λ the tastes are a = m + P⁻¹·αZᵀ(y − Zm), so a film z gets z·m from nobody in particular and α·(zᵀP⁻¹zᵢ)·(yᵢ − zᵢ·m) from rating i.
    /// The stars that the viewer will give vary by the law of total variance: within a draw by zᵀP⁻¹z + 1/α, and between the draws.
    /// </remarks>
    public StarAccount? Explain(ReadOnlySpan<KnownRating> known, int movie, Span<float> contributions)
    {
        var layout = _posterior.Layout;
        contributions.Clear();
        using var panel = new RowPanel(layout.DrawnWidth + 1);
        using var system = new TasteSystem(layout.Tastes);
        float[] rented = ArrayPool<float>.Shared.Rent(3 * layout.Tastes);
        try
        {
            int count = Gather(known, panel);
            float alpha = _posterior.Noise[0];
            (double start, double within, double sum, double squares) = (0, 0, 0, 0);
            var film = rented.AsSpan(0, layout.Tastes);
            var pull = rented.AsSpan(layout.Tastes, layout.Tastes);
            var row = rented.AsSpan(2 * layout.Tastes, layout.Tastes);
            var expected = _posterior.Expected.AsSpan(movie * layout.ExpectedWidth, layout.ExpectedWidth);
            for (int draw = 0; draw < layout.Draws; draw++)
            {
                if (count == 0 || !Solve(panel, system, draw, count, ref alpha))
                {
                    return null;
                }

                var prior = _posterior.Priors[draw];
                expected[..layout.Traits].CopyTo(film);
                expected.Slice(layout.Expected(draw), layout.Factors).CopyTo(film[layout.Traits..]);
                start += _posterior.Level + expected[layout.MeanBias] + TensorPrimitives.Dot(film, prior.Mean);
                film.CopyTo(pull);
                system.Spread(pull);
                for (int n = 0; n < known.Length; n++)
                {
                    if (known[n].Signal == Signal.Rating)
                    {
                        float surprise = known[n].HalfStars / 2f - _posterior.Level - ReadDrawn(known[n].Movie, draw, row) - TensorPrimitives.Dot(row, prior.Mean);
                        contributions[n] += alpha / layout.Draws * TensorPrimitives.Dot(pull, row) * surprise;
                    }
                }

                double stars = ReadDrawn(movie, draw, film) + TensorPrimitives.Dot(film, system.Solution);
                (sum, squares) = (sum + stars, squares + stars * stars);
                film.CopyTo(pull);
                system.Spread(pull);
                within += TensorPrimitives.Dot(pull, film) + 1 / alpha;
            }

            double between = layout.Draws > 1 ? (squares - sum * sum / layout.Draws) / (layout.Draws - 1) : 0;
            return new StarAccount((float)(start / layout.Draws), (float)Math.Sqrt(within / layout.Draws + Math.Max(0, between)));
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    /// <summary>Traits and factors of a film as one draw has them; returns its bias.</summary>
    private float ReadDrawn(int movie, int draw, Span<float> row)
    {
        var layout = _posterior.Layout;
        var drawn = _posterior.Drawn.AsSpan(movie * layout.DrawnWidth, layout.DrawnWidth);
        drawn[..layout.Traits].CopyTo(row);
        drawn.Slice(layout.Drawn(draw), layout.Factors).CopyTo(row[layout.Traits..]);
        return drawn[layout.Bias(draw)];
    }

    private int Gather(ReadOnlySpan<KnownRating> known, RowPanel panel)
    {
        int width = _posterior.Layout.DrawnWidth;
        int count = 0;
        panel.Begin();
        foreach (var rating in known)
        {
            if (rating.Signal == Signal.Rating)
            {
                var row = panel.Next();
                _posterior.Drawn.AsSpan(rating.Movie * width, width).CopyTo(row);
                row[width] = rating.HalfStars / 2f - _posterior.Level;
                count++;
            }
        }

        panel.Flush();
        return count;
    }

    private bool Solve(RowPanel panel, TasteSystem system, int draw, int count, ref float alpha)
    {
        double freedom = _posterior.NoiseFreedom;
        int turns = draw == 0 ? NoiseTurns : 0;
        for (int turn = 0; turn <= turns; turn++)
        {
            double squares = Divide(panel.Gram, system, draw);
            if (!system.Prepare(alpha, _posterior.Priors[draw]))
            {
                return false;
            }

            system.Solve();
            if (turn < turns)
            {
                double residual = system.Residual(squares);
                alpha = (float)((freedom + count) / (freedom / _posterior.Noise[draw] + residual + system.Spread(alpha, _roots[draw])));
            }
        }

        return true;
    }

    /// <summary>Takes one draw's ZᵀZ and Zᵀy out of the Gram matrix of all, and returns yᵀy; y is what the draw's biases leave of the stars.</summary>
    private double Divide(ReadOnlySpan<float> gram, TasteSystem system, int draw)
    {
        var layout = _posterior.Layout;
        int width = layout.DrawnWidth + 1;
        int bias = layout.Bias(draw);
        int factors = layout.Drawn(draw);
        var stars = gram.Slice(layout.DrawnWidth * width, width);
        for (int i = 0; i < layout.Traits; i++)
        {
            gram.Slice(i * width, i + 1).CopyTo(system.Gram[(i * layout.Tastes)..]);
            system.Right[i] = stars[i] - gram[bias * width + i];
        }

        for (int i = 0; i < layout.Factors; i++)
        {
            var row = gram.Slice((factors + i) * width, width);
            var own = system.Gram.Slice((layout.Traits + i) * layout.Tastes, layout.Tastes);
            row[..layout.Traits].CopyTo(own);
            row.Slice(factors, i + 1).CopyTo(own[layout.Traits..]);
            system.Right[layout.Traits + i] = stars[factors + i] - row[bias];
        }

        return (double)stars[^1] - 2.0 * stars[bias] + gram[bias * width + bias];
    }
}
