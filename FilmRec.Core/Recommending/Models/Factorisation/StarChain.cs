using System.Numerics.Tensors;
using FilmRec.Core.Numerics;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.Factorisation;

/// <summary>The state of the sampler.</summary>
internal sealed class StarChain : IDisposable
{
    private const int ViewerSide = 0;
    private const int FilmSide = 1;
    private const int ViewerPriorSide = 2;
    private const int FilmPriorSide = 3;

    // Middle of the scale; only where there is not one rating to take a mean of.
    private const double NeutralStars = 2.75;

    // Where the chain starts; it forgets this within a few sweeps.
    private const float FirstPrecision = 5;
    private const float FirstNoise = 1.4f;
    private const double FirstFactor = 0.3;

    private readonly RatingMatrix _ratings;
    private readonly RatingsByFilm _byFilm;
    private readonly FilmTraits _traits;
    private readonly StarFactorsOptions _options;
    private readonly int _seed;
    private readonly int _k;
    private readonly float _level;
    private readonly float[] _tastes; // [viewers × (F + k)]
    private readonly float[] _films; // bias and factors, [films × (1 + k)]
    private readonly float[] _noise; // α by viewer
    private readonly StarDraws _draws;
    private readonly StarBuffers[] _buffers;
    private TastePrior _viewerPrior;
    private TastePrior _filmPrior;

    public StarChain(RatingMatrix ratings, RatingsByFilm byFilm, FilmTraits traits, StarFactorsOptions options, TrainingSettings settings)
    {
        (_ratings, _byFilm, _traits, _options, _seed, _k) = (ratings, byFilm, traits, options, settings.Seed, options.Factors);
        double sum = 0;
        foreach (byte halfStars in ratings.HalfStars)
        {
            sum += halfStars / 2.0;
        }

        _level = (float)(ratings.Count > 0 ? sum / ratings.Count : NeutralStars);
        _tastes = new float[ratings.Viewers.Count * (traits.Count + _k)];
        _films = new float[byFilm.Films * (1 + _k)];
        GaussianNoise.Fill(_films, FirstFactor, settings.Seed);
        for (int film = 0; film < byFilm.Films; film++)
        {
            _films[film * (1 + _k)] = 0;
        }

        _noise = new float[ratings.Viewers.Count];
        Array.Fill(_noise, FirstNoise);
        Noise = FirstNoise;
        _viewerPrior = TastePrior.Independent(traits.Count + _k, FirstPrecision);
        _filmPrior = TastePrior.Independent(1 + _k, FirstPrecision);
        _draws = new StarDraws(traits, _k, options.Draws);
        _buffers = [.. Enumerable.Range(0, settings.Threads).Select(_ => new StarBuffers(traits.Count + _k, 1 + _k))];
    }

    /// <summary>ᾱ: precision of the noise of a viewer like others.</summary>
    public float Noise { get; private set; }

    /// <param name="sweep">From 0.</param>
    /// <param name="draw">Which draw to keep this one as, or −1.</param>
    /// <param name="cancellationToken">Looked at every few rows.</param>
    public void Sweep(int sweep, int draw, CancellationToken cancellationToken)
    {
        RowLoop.Run(_ratings.Viewers.Count, _buffers, (viewer, buffers) => DrawViewer(sweep, viewer, buffers), cancellationToken);
        RequireSolved();
        var chance = new SeededNormals(_seed, sweep, ViewerPriorSide, 0);
        _viewerPrior = TastePrior.Draw(_tastes, _traits.Count + _k, _options.PriorVariance, ref chance);
        if (_noise.Length > 0)
        {
            Noise = TensorPrimitives.Sum<float>(_noise) / _noise.Length;
        }

        if (draw >= 0)
        {
            _draws.Keep(draw, _viewerPrior, Noise);
        }

        RowLoop.Run(_byFilm.Films, _buffers, (film, buffers) => DrawFilm(sweep, draw, film, buffers), cancellationToken);
        RequireSolved();
        chance = new SeededNormals(_seed, sweep, FilmPriorSide, 0);
        _filmPrior = TastePrior.Draw(_films, 1 + _k, _options.PriorVariance, ref chance);
    }

    public StarFactorsModel Model() => new(_ratings.Movies, _draws.Finish(_level, _options.NoiseFreedom));

    public void Dispose() => Array.ForEach(_buffers, buffers => buffers.Dispose());

    private void DrawViewer(int sweep, int viewer, StarBuffers buffers)
    {
        int size = _traits.Count + _k;
        var (panel, system) = (buffers.ViewerPanel, buffers.ViewerSystem);
        var columns = _ratings.ColumnsOf(viewer);
        var halfStars = _ratings.HalfStarsOf(viewer);
        panel.Begin();
        for (int n = 0; n < columns.Length; n++)
        {
            var row = panel.Next();
            _traits.Of(columns[n]).CopyTo(row);
            var film = _films.AsSpan(columns[n] * (1 + _k), 1 + _k);
            film[1..].CopyTo(row[_traits.Count..]);
            row[size] = halfStars[n] / 2f - _level - film[0];
        }

        panel.Flush();
        double squares = StarBuffers.Divide(panel, system, size);
        var chance = new SeededNormals(_seed, sweep, ViewerSide, viewer);
        if (!system.Prepare(_noise[viewer], _viewerPrior))
        {
            system.Failed = true;
            return;
        }

        system.Draw(ref chance);
        system.Solution.CopyTo(_tastes.AsSpan(viewer * size, size));

        // α given the rest is a gamma variable: its prior counts as ν ratings with everybody's noise.
        double freedom = _options.NoiseFreedom;
        double rate = (freedom / Noise + system.Residual(squares)) / 2;
        _noise[viewer] = (float)(chance.Gamma(Math.Max(1, (freedom + columns.Length) / 2)) / rate);
    }

    private void DrawFilm(int sweep, int draw, int film, StarBuffers buffers)
    {
        int size = 1 + _k;
        int tastes = _traits.Count + _k;
        var (panel, system) = (buffers.FilmPanel, buffers.FilmSystem);
        var viewers = _byFilm.ViewersOf(film);
        var halfStars = _byFilm.HalfStarsOf(film);
        var traits = _traits.Of(film);
        panel.Begin();
        for (int n = 0; n < viewers.Length; n++)
        {
            // Rows are scaled by the root of the viewer's precision, so that the Gram matrix comes out weighted.
            float root = MathF.Sqrt(_noise[viewers[n]]);
            var taste = _tastes.AsSpan(viewers[n] * tastes, tastes);
            var row = panel.Next();
            row[0] = root;
            TensorPrimitives.Multiply(taste[_traits.Count..], root, row[1..size]);
            row[size] = root * (halfStars[n] / 2f - _level - TensorPrimitives.Dot(taste[.._traits.Count], traits));
        }

        panel.Flush();
        StarBuffers.Divide(panel, system, size);
        if (!system.Prepare(1, _filmPrior))
        {
            system.Failed = true;
            return;
        }

        var chance = new SeededNormals(_seed, sweep, FilmSide, film);
        if (draw >= 0)
        {
            system.Solve();
            _draws.KeepExpected(draw, film, system.Solution);
        }

        system.Draw(ref chance);
        system.Solution.CopyTo(_films.AsSpan(film * size, size));
        if (draw >= 0)
        {
            _draws.KeepDrawn(draw, film, system.Solution);
        }
    }

    private void RequireSolved()
    {
        if (_buffers.Any(buffers => buffers.Failed))
        {
            throw new ArithmeticException("Predicted stars could not be learnt: numbers overflowed. Raise the prior variance.");
        }
    }
}
