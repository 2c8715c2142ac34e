using FilmRec.Core.Ratings;

namespace FilmRec.Core.Data;

/// <summary>How the statements of <see cref="ISignalReader"/> tell what a row is: half stars, or one of these numbers.</summary>
internal static class SignalCode
{
    public const int Watch = 11;
    public const int Watchlist = 12;
    public const int Hidden = 13;

    public static ViewerSignal Read(int movieId, int code, long unixSeconds)
    {
        uint at = (uint)Math.Clamp(unixSeconds, 0, uint.MaxValue);
        return code switch
        {
            Watch => new ViewerSignal(movieId, SignalKind.Watch, 0, at),
            Watchlist => new ViewerSignal(movieId, SignalKind.Watchlist, 0, at),
            Hidden => new ViewerSignal(movieId, SignalKind.Hidden, 0, at),
            _ => new ViewerSignal(movieId, SignalKind.Rating, (byte)code, at),
        };
    }
}
