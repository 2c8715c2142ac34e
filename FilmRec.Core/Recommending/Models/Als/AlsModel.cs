using System.Buffers;
using System.Numerics.Tensors;
using FilmRec.Core.Numerics;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.Als;

/// <summary>Movie factors and the equation that turns a viewer's ratings into viewer factors. No viewer is kept: everybody is folded in.</summary>
/// <remarks>Memory: 4·k + 4 bytes a movie, 8·k² besides; nothing a viewer. A movie that nobody rated in training scores 0, below what is liked.</remarks>
public sealed class AlsModel : IExplainer
{
    public const string Name = "als";
    private const int Layout = 1;

    private readonly AlsEquation _equation;

    internal AlsModel(Vocabulary movies, AlsEquation equation, AlsOptions options)
        => (Movies, _equation, Options) = (movies, equation, options);

    public string Kind => Name;
    public Vocabulary Movies { get; }

    /// <summary>What it was trained with.</summary>
    public AlsOptions Options { get; }

    /// <summary>Movie factors Y, row-major, [movies × <see cref="AlsOptions.Factors"/>].</summary>
    public ReadOnlySpan<float> Factors => _equation.Factors;

    /// <summary>Viewer factors x from what is known: the equation of training, solved for one more viewer. Zeros where nothing carries weight.</summary>
    /// <param name="known">By movie row, ascending, may be empty.</param>
    /// <param name="x">Out: [k].</param>
    /// <remarks>O(n·k² + k³) time; work space is rented.</remarks>
    public void FoldIn(ReadOnlySpan<KnownRating> known, Span<float> x)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(x.Length, Options.Factors);
        using var work = new Work(known, Options);
        _equation.Solve(work.Columns, work.Confidences, work.Pulls, work.System, x);
    }

    /// <inheritdoc/>
    /// <remarks>score = x·yᵢ, near 1 for what the viewer surely likes. O(movies·k) beyond <see cref="FoldIn"/>.</remarks>
    public void Score(ReadOnlySpan<KnownRating> known, Span<float> scores)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scores.Length, Movies.Count);
        float[] x = ArrayPool<float>.Shared.Rent(Options.Factors);
        FoldIn(known, x.AsSpan(0, Options.Factors));
        RowProducts.Multiply(Factors, x.AsSpan(0, Options.Factors), scores);
        ArrayPool<float>.Shared.Return(x);
    }

    /// <inheritdoc/>
    /// <remarks>score = Σⱼ cⱼ·tⱼ·yᵢᵀA⁻¹yⱼ (Hu, Koren and Volinsky, section 5), so the contributions add up to the score.</remarks>
    public void Explain(ReadOnlySpan<KnownRating> known, int movie, Span<float> contributions)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(contributions.Length, known.Length);
        int k = Options.Factors;
        using var work = new Work(known, Options);
        contributions.Clear();
        if (!_equation.Factor(work.Columns, work.Confidences, work.System))
        {
            return;
        }

        float[] rented = ArrayPool<float>.Shared.Rent(k);
        var w = rented.AsSpan(0, k);
        Factors.Slice(movie * k, k).CopyTo(w);
        Cholesky.Solve(work.System, w);
        for (int n = 0; n < known.Length; n++)
        {
            contributions[n] = work.Pulls[n] * TensorPrimitives.Dot(Factors.Slice(known[n].Movie * k, k), w);
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    public void Save(Stream stream)
    {
        using var writer = new ModelWriter(stream, Name, Layout);
        writer.Write(Movies);
        writer.Write(Options.Factors);
        writer.Write(Options.Sweeps);
        writer.Write(Options.Regularisation);
        writer.Write(Options.RidgeExponent);
        writer.Write(Options.UnobservedWeight);
        writer.Write(Options.PositiveHalfStars);
        writer.Write(Options.LowConfidence);
        writer.Write(Options.LowTarget);
        writer.Write(Options.InitialLength);
        writer.Write(Factors);
        writer.Finish();
    }

    /// <exception cref="InvalidDataException">It is not a whole ALS model.</exception>
    public static AlsModel Load(Stream stream)
    {
        using var reader = new ModelReader(stream, Name, Layout);
        var movies = reader.ReadVocabulary();
        var options = new AlsOptions
        {
            Factors = reader.ReadInt(1, AlsOptions.MaximumFactors),
            Sweeps = reader.ReadInt(),
            Regularisation = reader.ReadFloat(),
            RidgeExponent = reader.ReadFloat(),
            UnobservedWeight = reader.ReadFloat(),
            PositiveHalfStars = reader.ReadInt(),
            LowConfidence = reader.ReadFloat(),
            LowTarget = reader.ReadFloat(),
            InitialLength = reader.ReadFloat(),
        };
        try
        {
            options.Validate();
        }
        catch (ArgumentOutOfRangeException wrong)
        {
            throw new InvalidDataException($"The ALS model's options make no sense: {wrong.Message}", wrong);
        }

        long size = (long)movies.Count * options.Factors;
        ModelReader.Require(size <= Array.MaxLength, "The ALS model is larger than this program can hold.");
        float[] factors = reader.ReadFloats((int)size);
        reader.Finish();
        return new AlsModel(movies, new AlsEquation(factors, movies.Count, options, 1, CancellationToken.None), options);
    }

    /// <summary>Rented work space for one viewer, filled with what is known of them.</summary>
    private readonly ref struct Work
    {
        private readonly int _count;
        private readonly int _k;
        private readonly int[] _columns;
        private readonly float[] _weights;
        private readonly float[] _system;

        public Work(ReadOnlySpan<KnownRating> known, AlsOptions options)
        {
            (_count, _k) = (known.Length, options.Factors);
            _columns = ArrayPool<int>.Shared.Rent(_count);
            _weights = ArrayPool<float>.Shared.Rent(2 * _count);
            _system = ArrayPool<float>.Shared.Rent(_k * _k);
            for (int n = 0; n < _count; n++)
            {
                _columns[n] = known[n].Movie;
                _weights[n] = options.ConfidenceOf(known[n].HalfStars);
                _weights[_count + n] = _weights[n] * options.TargetOf(known[n].HalfStars);
            }
        }

        public ReadOnlySpan<int> Columns => _columns.AsSpan(0, _count);
        public ReadOnlySpan<float> Confidences => _weights.AsSpan(0, _count);
        public ReadOnlySpan<float> Pulls => _weights.AsSpan(_count, _count);
        public Span<float> System => _system.AsSpan(0, _k * _k);

        public void Dispose()
        {
            ArrayPool<int>.Shared.Return(_columns);
            ArrayPool<float>.Shared.Return(_weights);
            ArrayPool<float>.Shared.Return(_system);
        }
    }
}
