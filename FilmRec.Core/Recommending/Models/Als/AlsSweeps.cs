using System.Numerics.Tensors;
using FilmRec.Core.Numerics;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.Als;

/// <summary>Both sides of ALS while they are trained.</summary>
/// <remarks>Memory: 4·k bytes a viewer and a movie, 5 bytes a rating for each direction; the direction by viewer is the matrix's own where no rating is left out.</remarks>
internal sealed class AlsSweeps : IDisposable
{
    // One after the other, because a movie may have as many ratings as there are viewers.
    private const int MoviesAtATime = 2;
    private const int ViewersAtATime = 16;

    private readonly AlsFeedback _byViewer;
    private readonly AlsFeedback _byMovie;
    private readonly AlsOptions _options;
    private readonly int _threads;
    private readonly float[] _viewers;
    private readonly float[] _movies;
    private readonly double[] _losses;
    private readonly RidgeWorkspace[] _workspaces;

    /// <param name="ratings">viewers × movies.</param>
    /// <param name="options">Valid ones.</param>
    /// <param name="settings">Seed and threads; nothing depends on the threads.</param>
    public AlsSweeps(RatingMatrix ratings, AlsOptions options, TrainingSettings settings)
    {
        (_options, _threads) = (options, settings.Threads);
        _byViewer = AlsFeedback.ByViewer(ratings, options);
        _byMovie = _byViewer.Turn(ratings.Movies.Count);
        _viewers = new float[(long)_byViewer.Rows * options.Factors];
        _movies = new float[(long)_byMovie.Rows * options.Factors];
        _losses = new double[Math.Max(_byViewer.Rows, _byMovie.Rows)];
        _workspaces = [.. Enumerable.Range(0, settings.Threads).Select(_ => new RidgeWorkspace(options.Factors))];
        GaussianNoise.Fill(_movies, options.InitialLength / Math.Sqrt(options.Factors), settings.Seed);
    }

    /// <summary>The movies' factors, in the same basis as those of the viewers: row-major, [movies × k].</summary>
    public ReadOnlySpan<float> Movies => _movies;

    /// <summary>The viewers' factors, [viewers × k].</summary>
    public ReadOnlySpan<float> Viewers => _viewers;

    /// <summary>Solves all viewers, then all movies.</summary>
    /// <returns>Σ c·(x·y − t)² over the ratings + α₀·Σ (x·y)² over all pairs + the ridges of both sides.</returns>
    /// <exception cref="ArithmeticException">Numbers overflowed.</exception>
    public double Run(CancellationToken cancellationToken)
    {
        var movies = Finish(cancellationToken);
        RowLoop.Run(_byViewer.Rows, ViewersAtATime, _workspaces, (row, work) =>
        {
            var x = _viewers.AsSpan(row * _options.Factors, _options.Factors);
            work.Failed |= !movies.Solve(_byViewer.ColumnsOf(row), _byViewer.CodesOf(row), work, x, out double _);
            _losses[row] = movies.RidgeOf(_byViewer.CodesOf(row)) * (double)TensorPrimitives.SumOfSquares<float>(x);
        }, cancellationToken);
        double loss = TensorPrimitives.Sum<double>(_losses.AsSpan(0, _byViewer.Rows));

        // Each movie's smallest loss holds all that depends on it, so together they lack only the viewers' ridges.
        var viewers = Hold(_viewers, cancellationToken);
        RowLoop.Run(_byMovie.Rows, MoviesAtATime, _workspaces, (row, work) => work.Failed |= !viewers.Solve(
            _byMovie.ColumnsOf(row), _byMovie.CodesOf(row), work, _movies.AsSpan(row * _options.Factors, _options.Factors), out _losses[row]), cancellationToken);
        loss += TensorPrimitives.Sum<double>(_losses.AsSpan(0, _byMovie.Rows));
        if (!double.IsFinite(loss) || Array.Exists(_workspaces, work => work.Failed))
        {
            throw new ArithmeticException("ALS could not solve its equations: numbers overflowed. Raise the regularisation.");
        }

        return loss;
    }

    /// <summary>The equation of any viewer. The movies change their basis.</summary>
    public AlsEquation Finish(CancellationToken cancellationToken) => Hold(_movies, cancellationToken);

    public void Dispose() => Array.ForEach(_workspaces, work => work.Dispose());

    private AlsEquation Hold(float[] factors, CancellationToken cancellationToken)
        => new(factors, AlsBasis.Turn(factors, _options.Factors, _threads, cancellationToken), _options);
}
