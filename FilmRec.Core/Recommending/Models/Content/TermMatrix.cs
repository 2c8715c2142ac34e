using System.Numerics.Tensors;

namespace FilmRec.Core.Recommending.Models.Content;

/// <summary>Movies × terms in compressed rows.</summary>
/// <param name="Terms">How many terms there are.</param>
/// <param name="Starts">Where each movie begins, [movies + 1].</param>
/// <param name="Columns">Term numbers, ascending within a movie.</param>
/// <param name="Weights">Of the same entries.</param>
internal sealed record TermMatrix(int Terms, int[] Starts, int[] Columns, float[] Weights)
{
    public int Movies => Starts.Length - 1;

    /// <summary>y = A·x.</summary>
    /// <param name="x">Row-major, [terms × k].</param>
    /// <param name="k">Columns of x.</param>
    /// <param name="y">Out: [movies × k].</param>
    public void Multiply(ReadOnlySpan<float> x, int k, Span<float> y)
    {
        y.Clear();
        for (int movie = 0; movie < Movies; movie++)
        {
            var row = y.Slice(movie * k, k);
            for (int n = Starts[movie]; n < Starts[movie + 1]; n++)
            {
                TensorPrimitives.MultiplyAdd(x.Slice(Columns[n] * k, k), Weights[n], row, row);
            }
        }
    }

    /// <summary>y = Aᵀ·x.</summary>
    /// <param name="x">Row-major, [movies × k].</param>
    /// <param name="k">Columns of x.</param>
    /// <param name="y">Out: [terms × k].</param>
    public void MultiplyTurned(ReadOnlySpan<float> x, int k, Span<float> y)
    {
        y.Clear();
        for (int movie = 0; movie < Movies; movie++)
        {
            var row = x.Slice(movie * k, k);
            for (int n = Starts[movie]; n < Starts[movie + 1]; n++)
            {
                var term = y.Slice(Columns[n] * k, k);
                TensorPrimitives.MultiplyAdd(row, Weights[n], term, term);
            }
        }
    }
}
