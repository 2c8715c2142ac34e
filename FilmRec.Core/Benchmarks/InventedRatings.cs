using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Benchmarks;

/// <summary>Ratings that look like MovieLens to a trainer: who rates how much, how popular films are, and a taste behind it all.</summary>
/// <remarks>
/// Activity is 20 plus a log-normal number with the median and mean of MovieLens-20M (68 and 144 for a viewer), scaled to the shape; popularity is a Zipf–Mandelbrot law whose head and tail fit it.
/// Viewers and films belong to a few tastes; a viewer takes most films from their own tastes, and gives them more stars.
/// Memory: the result, 5 bytes a rating, and little beside.
/// </remarks>
public static class InventedRatings
{
    private const int Tastes = 24;
    private const double Loyalty = 0.6;
    private const double Deviation = 1.378;
    private const double Fewest = 20.0 / 144;
    private const double Exponent = 1.9;
    private const double Head = 200.0 / 26_744;

    /// <param name="shape">Has so many ratings exactly.</param>
    /// <param name="seed">The same seed gives the same ratings.</param>
    /// <param name="progress">Told now and then.</param>
    /// <param name="cancellationToken">Looked at for every thousand viewers.</param>
    public static RatingMatrix Create(BenchShape shape, int seed, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        var dice = new Dice((ulong)seed);
        int[] starts = Starts(shape, ref dice);
        int[] tasteOf = new int[shape.Movies];
        var draws = Draws(shape, tasteOf, ref dice);
        int[] columns = new int[shape.Ratings];
        byte[] halfStars = new byte[shape.Ratings];
        int[] seenBy = new int[shape.Movies];
        for (int viewer = 0; viewer < shape.Viewers; viewer++)
        {
            if (viewer % 1000 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress.Report(new WorkProgress("Inventing ratings", starts[viewer], shape.Ratings));
            }

            int first = dice.Below(Tastes);
            int second = dice.Below(Tastes);
            var own = columns.AsSpan(starts[viewer]..starts[viewer + 1]);
            Choose(own, viewer + 1, seenBy, draws, first, second, ref dice);
            own.Sort();
            for (int n = 0; n < own.Length; n++)
            {
                int taste = tasteOf[own[n]];
                int liking = (taste == first ? 2 : 0) + (taste == second ? 1 : 0);
                halfStars[starts[viewer] + n] = (byte)Math.Clamp(3 + liking + dice.Below(3) + dice.Below(4), 1, 10);
            }
        }

        progress.Report(new WorkProgress("Inventing ratings", shape.Ratings, shape.Ratings));
        return new RatingMatrix(Ids(shape.Viewers), Ids(shape.Movies), starts, columns, halfStars, null);
    }

    /// <summary>Draws films until enough different ones are there.</summary>
    private static void Choose(Span<int> own, int mark, int[] seenBy, AliasTable[] draws, int first, int second, ref Dice dice)
    {
        int count = 0;
        for (int misses = 0; count < own.Length;)
        {
            double share = dice.Share();
            int movie = misses > own.Length ? dice.Below(seenBy.Length)
                : draws[share > Loyalty ? Tastes : share < Loyalty * 2 / 3 ? first : second].Draw(ref dice);
            if (seenBy[movie] == mark)
            {
                misses++;
                continue;
            }

            seenBy[movie] = mark;
            own[count++] = movie;
        }
    }

    /// <summary>Where each viewer's ratings begin.</summary>
    private static int[] Starts(BenchShape shape, ref Dice dice)
    {
        double mean = (double)shape.Ratings / shape.Viewers;
        int most = shape.Movies / 2;
        double[] wanted = new double[shape.Viewers];
        for (int viewer = 0; viewer < wanted.Length; viewer++)
        {
            wanted[viewer] = Fewest * mean + (1 - Fewest) * mean * Math.Exp(Deviation * dice.Normal() - Deviation * Deviation / 2);
        }

        // The tail is cut off and chance has its say, so the rest is scaled until all ratings are given.
        double scale = 1;
        for (int round = 0; round < 20; round++)
        {
            scale *= shape.Ratings / wanted.Sum(value => Math.Min(most, scale * value));
        }

        int[] starts = new int[shape.Viewers + 1];
        double sum = 0;
        for (int viewer = 0; viewer < wanted.Length; viewer++)
        {
            sum += Math.Min(most, scale * wanted[viewer]);
            starts[viewer + 1] = (int)Math.Clamp(Math.Round(sum), (double)shape.Ratings - (long)most * (wanted.Length - viewer - 1), Math.Min(shape.Ratings, (double)starts[viewer] + most));
        }

        return starts;
    }

    /// <summary>One table for each taste, and one for all films together.</summary>
    private static AliasTable[] Draws(BenchShape shape, int[] tasteOf, ref Dice dice)
    {
        int[] ranks = [.. Enumerable.Range(0, shape.Movies)];
        double[] weights = new double[shape.Movies];
        for (int movie = 0; movie < shape.Movies; movie++)
        {
            int other = movie + dice.Below(shape.Movies - movie);
            (ranks[movie], ranks[other]) = (ranks[other], ranks[movie]);
            weights[movie] = Math.Pow(ranks[movie] + Head * shape.Movies + 1, -Exponent);
            tasteOf[movie] = dice.Below(Tastes);
        }

        return [.. Enumerable.Range(0, Tastes + 1).Select(taste =>
            new AliasTable([.. weights.Select((weight, movie) => taste == Tastes || tasteOf[movie] == taste ? weight : 0)]))];
    }

    private static Vocabulary Ids(int count) => new([.. Enumerable.Range(1, count)]);
}
