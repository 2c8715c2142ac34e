using System.Buffers;
using FilmRec.Core.Numerics;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.Als;

/// <summary>Movie factors and the equation that turns a viewer's ratings into viewer factors. No viewer is kept: everybody is folded in.</summary>
/// <remarks>Memory: 6·k + 8 bytes a movie, 4·k besides; nothing a viewer. A movie that nobody rated in training scores 0, below what is liked.</remarks>
public sealed class AlsModel : IExplainer
{
    public const string Name = "als";
    private const int Layout = 1;

    private readonly AlsEquation _equation;
    private readonly PackedRows _packed;

    internal AlsModel(Vocabulary movies, AlsEquation equation, AlsOptions options)
        => (Movies, _equation, Options, _packed) = (movies, equation, options, new PackedRows(equation.Factors, options.Factors));

    public string Kind => Name;
    public Vocabulary Movies { get; }

    /// <summary>What it was trained with.</summary>
    public AlsOptions Options { get; }

    /// <summary>Movie factors Y, row-major, [movies × <see cref="AlsOptions.Factors"/>].</summary>
    public ReadOnlySpan<float> Factors => _equation.Factors;

    /// <summary>Viewer factors x from what is known: the equation of training, solved for one more viewer. Zeros where nothing carries weight.</summary>
    /// <param name="known">By movie row, ascending, may be empty.</param>
    /// <param name="x">Out: [k].</param>
    /// <remarks>n ratings cost n²·k/2 + n³/6 multiply-adds, n·k²/2 + k³/6 at most. Work space is rented.</remarks>
    public void FoldIn(ReadOnlySpan<KnownRating> known, Span<float> x)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(x.Length, Options.Factors);
        using var row = new Row(known);
        using var work = new RidgeWorkspace(Options.Factors);
        _equation.Solve(row.Columns, row.Codes, work, x, out _);
    }

    /// <inheritdoc/>
    /// <remarks>score = x·yᵢ, near 1 for what the viewer surely likes. movies·k multiply-adds beyond <see cref="FoldIn"/>.</remarks>
    public void Score(ReadOnlySpan<KnownRating> known, Span<float> scores)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scores.Length, Movies.Count);
        float[] rented = ArrayPool<float>.Shared.Rent(Options.Factors);
        var x = rented.AsSpan(0, Options.Factors);
        FoldIn(known, x);
        _packed.Multiply(x, scores);
        ArrayPool<float>.Shared.Return(rented);
    }

    /// <inheritdoc/>
    /// <remarks>The contributions add up to the score. Costs as much as <see cref="FoldIn"/>, and little for each movie beside it.</remarks>
    public void Explain(ReadOnlySpan<KnownRating> known, ReadOnlySpan<int> movies, Span<float> contributions)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(contributions.Length, movies.Length * known.Length);
        using var row = new Row(known);
        using var work = new RidgeWorkspace(Options.Factors);
        _equation.Explain(row.Columns, row.Codes, movies, work, contributions);
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
        writer.Write(_equation.Spectrum);
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
        float[] spectrum = reader.ReadFloats(options.Factors);
        ModelReader.Require(spectrum.All(value => value >= 0), "The ALS model's spectrum is negative.");
        float[] factors = reader.ReadFloats((int)size);
        reader.Finish();
        return new AlsModel(movies, new AlsEquation(factors, spectrum, options), options);
    }

    /// <summary>What is known of one viewer, in rented arrays.</summary>
    private readonly ref struct Row
    {
        private readonly int _count;
        private readonly int[] _columns;
        private readonly byte[] _codes;

        public Row(ReadOnlySpan<KnownRating> known)
        {
            _count = known.Length;
            _columns = ArrayPool<int>.Shared.Rent(_count);
            _codes = ArrayPool<byte>.Shared.Rent(_count);
            for (int n = 0; n < _count; n++)
            {
                (_columns[n], _codes[n]) = (known[n].Movie, Feedback.CodeOf(known[n]));
            }
        }

        public ReadOnlySpan<int> Columns => _columns.AsSpan(0, _count);
        public ReadOnlySpan<byte> Codes => _codes.AsSpan(0, _count);

        public void Dispose()
        {
            ArrayPool<int>.Shared.Return(_columns);
            ArrayPool<byte>.Shared.Return(_codes);
        }
    }
}
