using System.Text;
using FilmRec.Core.Posters;
using Microsoft.Extensions.Caching.Memory;

namespace FilmRec.Web.Hosting;

/// <summary>Drawn posters by their hash, as UTF-8. Bounded by bytes; what is pushed out is simply drawn again.</summary>
internal sealed class PosterCache : IDisposable
{
    private const long MostBytes = 16L * 1024 * 1024;

    private readonly MemoryCache _drawn = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    /// <param name="subject">What to draw.</param>
    /// <param name="hash">Of the subject; computed by the caller, who needs it anyway.</param>
    public byte[] Find(PosterSubject subject, string hash)
    {
        if (!_drawn.TryGetValue<byte[]>(hash, out var svg) || svg is null)
        {
            svg = Encoding.UTF8.GetBytes(PosterArtist.Draw(subject));
            _drawn.Set(hash, svg, new MemoryCacheEntryOptions { Size = svg.Length });
        }

        return svg;
    }

    public void Dispose() => _drawn.Dispose();
}
