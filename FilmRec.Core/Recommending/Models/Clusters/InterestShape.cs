using FilmRec.Core.Recommending.Features;

namespace FilmRec.Core.Recommending.Models.Clusters;

/// <summary>How standardised interests become the point that K-means sees.</summary>
/// <param name="Clip">Deviations beyond which a feature counts no further.</param>
/// <param name="EraWeight">What mean release year and mean popularity weigh beside 1 for the share of a genre.</param>
internal readonly record struct InterestShape(float Clip, float EraWeight)
{
    /// <param name="interests">In and out: standardised features from <see cref="ViewerFeatureSpace.FirstInterest"/> on.</param>
    public void Apply(Span<float> interests)
    {
        foreach (ref float value in interests)
        {
            value = Math.Clamp(value, -Clip, Clip);
        }

        interests[ViewerFeatureSpace.MeanYearColumn - ViewerFeatureSpace.FirstInterest] *= EraWeight;
        interests[ViewerFeatureSpace.MeanPopularityColumn - ViewerFeatureSpace.FirstInterest] *= EraWeight;
    }
}
