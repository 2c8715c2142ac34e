namespace FilmRec.Core.Recommending.Models.Blend;

/// <summary>Searches the weights that rank best: one weight at a time, up and down in steps that grow smaller, for all slices together and for each.</summary>
/// <remarks>
/// NDCG itself is what is searched for: a likelihood of the films that were hidden, tried first, cares for the whole tail of the list and loses at its top.
/// A step must gain more than <see cref="BlendOptions.Caution"/> asks, so that few viewers change little. Deterministic.
/// </remarks>
internal static class BlendFit
{
    private static readonly float[] Steps = [0.4f, 0.2f, 0.1f];
    private const int MostRounds = 3;

    // Enough to settle what the others leave open: films that nobody has rated, viewers of whom nothing is known.
    private const float Least = 0.01f;

    /// <param name="cases">May be few or none: the weights then stay what they start from.</param>
    /// <param name="caution">As <see cref="BlendOptions.Caution"/>.</param>
    /// <param name="threads">Threads at most; the weights do not depend on them.</param>
    /// <param name="progress">Told after every round.</param>
    /// <param name="cancellationToken">Looked at for every step.</param>
    public static BlendWeights Search(
        IReadOnlyList<BlendCase> cases, float caution, int threads, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        int slices = BlendWeights.Slices;
        float[] units = [.. BlendParts.Start.SelectMany(start => Enumerable.Repeat(start, slices))];
        if (cases.Count == 0)
        {
            return Weights(units);
        }

        double best = Judge(units);
        for (int size = 0; size < Steps.Length; size++)
        {
            bool moved = true;
            for (int round = 0; round < MostRounds && moved; round++)
            {
                moved = Round(Steps[size]);
                progress.Report(new WorkProgress("Weighing the parts", size, Steps.Length, FormattableString.Invariant($"NDCG@100 {best:0.0000}")));
            }
        }

        return Weights(units);

        bool Round(float step)
        {
            bool moved = false;
            for (int part = 0; part < BlendParts.Start.Count; part++)
            {
                moved |= Move(part * slices, slices, step) || Move(part * slices, slices, -step);
                for (int slice = 0; slice < slices; slice++)
                {
                    moved |= Move(part * slices + slice, 1, step) || Move(part * slices + slice, 1, -step);
                }
            }

            return moved;
        }

        // As long as it gains.
        bool Move(int first, int count, float step)
        {
            bool moved = false;
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                float[] other = [.. units];
                for (int n = first; n < first + count; n++)
                {
                    other[n] = Math.Max(Least, other[n] + step);
                }

                double value = Judge(other);
                if (!(value > best))
                {
                    return moved;
                }

                (units, best, moved) = (other, value, true);
            }
        }

        double Judge(float[] candidate)
        {
            var weights = Weights(candidate);
            double[] values = new double[cases.Count];
            Parallel.For(0, cases.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, n => values[n] = cases[n].Judge(weights));
            double distance = 0;
            for (int n = 0; n < candidate.Length; n++)
            {
                double change = candidate[n] - BlendParts.Start[n / slices];
                distance += change * change / slices;
            }

            return values.Sum() / values.Length - caution * distance;
        }
    }

    private static BlendWeights Weights(float[] units)
        => new([.. units.Select((unit, n) => unit / BlendParts.Sizes[n / BlendWeights.Slices])]);
}
