using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Core.Recommending.Evaluation.Protocols;

/// <summary>Somebody else has divided the ratings: models learn from one file and are asked for what viewers liked in another, in the whole catalogue or among given movies.</summary>
public static class GivenFiles
{
    public const string ProtocolName = "given";
    public const string OneVersusMany = "one-versus-n";

    /// <param name="training">What models learn from.</param>
    /// <param name="test">Over the same viewers and movies.</param>
    /// <param name="positiveHalfStars">From where on a rating of the test means "liked", 1 … 10.</param>
    /// <exception cref="ArgumentException">Nobody liked anything in the test.</exception>
    public static IProtocol Of(TrainingData training, RatingMatrix test, int positiveHalfStars)
    {
        List<Asked> asked = [];
        for (int viewer = 0; viewer < test.Viewers.Count; viewer++)
        {
            var stars = test.HalfStarsOf(viewer);
            List<int> wanted = [];
            for (int n = 0; n < stars.Length; n++)
            {
                if (stars[n] >= positiveHalfStars)
                {
                    wanted.Add(test.ColumnsOf(viewer)[n]);
                }
            }

            if (wanted.Count > 0)
            {
                asked.Add(new Asked(viewer, [.. wanted]));
            }
        }

        return new KnownViewers(ProtocolName, "of a given test file", training, [.. asked], (data, options) => new StrongGeneralisation(data, options));
    }

    /// <param name="training">What models learn from.</param>
    /// <param name="candidates">One movie to find for each, among others.</param>
    /// <exception cref="ArgumentException">There are no lists.</exception>
    /// <remarks>He et al., "Neural Collaborative Filtering" (WWW 2017), section 4.1. Krichene and Rendle (KDD 2020) show how far such figures can be from those of a full ranking.</remarks>
    public static IProtocol Of(TrainingData training, IReadOnlyList<CandidateList> candidates)
        => new KnownViewers(
            OneVersusMany, "whose one held-out film is ranked among given ones", training,
            [.. candidates.Select(list => new Asked(list.Viewer, [list.Wanted], list.Movies))], (data, options) => new StrongGeneralisation(data, options));

    /// <summary>A rating that stands in both files and so would be known and asked for at once; null where there is none.</summary>
    public static (int Viewer, int Movie)? Overlap(RatingMatrix training, RatingMatrix test)
    {
        for (int viewer = 0; viewer < test.Viewers.Count; viewer++)
        {
            foreach (int movie in test.ColumnsOf(viewer))
            {
                if (training.ColumnsOf(viewer).BinarySearch(movie) >= 0)
                {
                    return (viewer, movie);
                }
            }
        }

        return null;
    }
}
