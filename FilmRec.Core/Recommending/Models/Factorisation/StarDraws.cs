namespace FilmRec.Core.Recommending.Models.Factorisation;

/// <summary>The draws that are kept, laid out so that a viewer is folded in with one Gram matrix and stars are one inner product a film.</summary>
/// <param name="traits">F traits of each film.</param>
/// <param name="factors">k.</param>
/// <param name="draws">S.</param>
internal sealed class StarDraws(FilmTraits traits, int factors, int draws)
{
    private readonly StarLayout _layout = new(traits.Count, factors, draws);
    private readonly TastePrior[] _priors = new TastePrior[draws];
    private readonly float[] _noise = new float[draws];
    private readonly float[] _drawn = new float[traits.Values.Length / traits.Count * new StarLayout(traits.Count, factors, draws).DrawnWidth];
    private readonly float[] _expected = new float[traits.Values.Length / traits.Count * new StarLayout(traits.Count, factors, draws).ExpectedWidth];

    /// <summary>Keeps what all viewers have in common.</summary>
    public void Keep(int draw, TastePrior prior, float noise) => (_priors[draw], _noise[draw]) = (prior, noise);

    /// <summary>Keeps what was drawn for a film: with it a viewer's known ratings are read.</summary>
    /// <param name="film">Bias and factors, [1 + k].</param>
    public void KeepDrawn(int draw, int row, ReadOnlySpan<float> film)
    {
        var drawn = _drawn.AsSpan(row * _layout.DrawnWidth, _layout.DrawnWidth);
        traits.Of(row).CopyTo(drawn);
        drawn[_layout.Bias(draw)] = film[0];
        film[1..].CopyTo(drawn[_layout.Drawn(draw)..]);
    }

    /// <summary>Keeps what was expected of a film before it was drawn: with it stars are predicted, which needs far fewer draws for the same precision.</summary>
    /// <param name="film">Bias and factors, [1 + k].</param>
    public void KeepExpected(int draw, int row, ReadOnlySpan<float> film)
    {
        var expected = _expected.AsSpan(row * _layout.ExpectedWidth, _layout.ExpectedWidth);
        traits.Of(row).CopyTo(expected);
        expected[_layout.MeanBias] += film[0] / draws;
        film[1..].CopyTo(expected[_layout.Expected(draw)..]);
    }

    public StarPosterior Finish(float level, float noiseFreedom)
        => new(_layout, level, noiseFreedom, _priors, _noise, _drawn, _expected);
}

/// <summary>Where what stands in a film's two rows.</summary>
/// <param name="Traits">F.</param>
/// <param name="Factors">k.</param>
/// <param name="Draws">S.</param>
internal readonly record struct StarLayout(int Traits, int Factors, int Draws)
{
    /// <summary>Unknowns of a viewer.</summary>
    public int Tastes => Traits + Factors;

    /// <summary>[traits, a bias of each draw, factors of each draw].</summary>
    public int DrawnWidth => Traits + Draws * (1 + Factors);

    /// <summary>[traits, mean bias, factors of each draw].</summary>
    public int ExpectedWidth => Traits + 1 + Draws * Factors;

    public int MeanBias => Traits;

    public int Bias(int draw) => Traits + draw;

    public int Drawn(int draw) => Traits + Draws + draw * Factors;

    public int Expected(int draw) => Traits + 1 + draw * Factors;
}

/// <summary>All that a model keeps.</summary>
/// <param name="Layout">Of the films' rows.</param>
/// <param name="Level">μ: mean of all ratings, in stars.</param>
/// <param name="NoiseFreedom">ν.</param>
/// <param name="Priors">Of viewers' tastes, one a draw.</param>
/// <param name="Noise">ᾱ, one a draw.</param>
/// <param name="Drawn">Row-major, [films × <see cref="StarLayout.DrawnWidth"/>].</param>
/// <param name="Expected">Row-major, [films × <see cref="StarLayout.ExpectedWidth"/>].</param>
internal sealed record StarPosterior(StarLayout Layout, float Level, float NoiseFreedom, TastePrior[] Priors, float[] Noise, float[] Drawn, float[] Expected);
