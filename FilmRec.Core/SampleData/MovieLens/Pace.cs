using System.Globalization;

namespace FilmRec.Core.SampleData.MovieLens;

/// <summary>How fast a phase goes and how long it will take: "215,000/s, 0:35 left".</summary>
internal sealed class Pace(TimeProvider clock)
{
    private readonly long _started = clock.GetTimestamp();

    public string Describe(long done, long total)
    {
        double seconds = clock.GetElapsedTime(_started).TotalSeconds;
        if (seconds < 0.5 || done == 0)
        {
            return "";
        }

        double perSecond = done / seconds;
        var left = TimeSpan.FromSeconds(Math.Max(0, total - done) / perSecond);
        string rate = string.Create(CultureInfo.InvariantCulture, $"{perSecond:N0}/s");
        return left < TimeSpan.FromSeconds(1) ? rate : string.Create(CultureInfo.InvariantCulture, $"{rate}, {(int)left.TotalMinutes}:{left.Seconds:00} left");
    }
}
