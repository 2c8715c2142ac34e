using FilmRec.Core;
using FilmRec.Core.SampleData;

namespace FilmRec.Web.Commands;

/// <summary>Says in words how much sample data there is, and what else goes with it.</summary>
internal static class SamplePresenceText
{
    public static string Of(DataPresence presence)
    {
        string sample = $"sample data ({Figure.Of(presence.SampleMovies)} films, {Figure.Of(presence.SampleViewers)} viewers, {Figure.Of(presence.SampleRatings)} ratings)";
        return presence.RatingsOfSampleByOthers switch
        {
            0 => sample,
            1 => $"{sample} and 1 rating that a registered viewer gave to these films",
            var others => $"{sample} and {Figure.Of(others)} ratings that registered viewers gave to these films",
        };
    }
}
