using FilmRec.Core.Recommending.Evaluation.Splits;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Core.Recommending.Evaluation.Protocols;

/// <summary>Any protocol, but models are shown a few of the known ratings at most: how well are viewers served who have just arrived?</summary>
/// <param name="whole">The protocol.</param>
/// <param name="most">Ratings shown of each viewer, drawn by the seed.</param>
/// <param name="seed">Of the draw; a viewer's draw depends on nobody else.</param>
public sealed class FewKnown(IProtocol whole, int most, int seed) : IProtocol
{
    public string Name => whole.Name;
    public string About => $"{whole.About}, at most {most} of their ratings shown";
    public int Folds => whole.Folds;
    public int Viewers => whole.Viewers;
    public int HeldOut => whole.HeldOut;
    public int Movies => whole.Movies;
    public bool HasCandidates => whole.HasCandidates;

    public TrainingData TrainingOf(int fold) => whole.TrainingOf(fold);

    public IReadOnlyList<int> PlacesOf(int fold) => whole.PlacesOf(fold);

    /// <inheritdoc/>
    /// <remarks>What is known but not shown is not ranked either, so that the task is the same one with less to go by.</remarks>
    public ViewerCase CaseOf(int place)
    {
        var known = whole.CaseOf(place);
        if (known.Known.Length <= most)
        {
            return known;
        }

        KnownRating[] drawn = [.. known.Known];
        new Random(unchecked((seed * 486_187_739) + place)).Shuffle(drawn);
        return known with { Known = [.. drawn.Take(most).OrderBy(rating => rating.Movie)] };
    }

    public IProtocol Inner(SplitOptions options) => new FewKnown(whole.Inner(options), most, seed);
}
