using System.Security.Cryptography;
using FilmRec.Core.Ratings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace FilmRec.Web.Components.Pages.Welcome;

/// <summary>Keeps the answers of somebody without an account in their browser, sealed so that nobody else can write or read them, until they register or log in.</summary>
/// <remarks>Bounded: 50 ratings and 100 films that were not seen, some 1.5 kB. What does not make sense is nothing.</remarks>
public sealed class AnswerCookie(IDataProtectionProvider protection, TimeProvider clock)
{
    public const string Name = "FilmRec.Answers";
    private const byte Version = 1;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    private readonly IDataProtector _seal = protection.CreateProtector("FilmRec.Welcome.Answers");

    public WelcomeAnswers Read(HttpRequest request) => Open(request.Cookies[Name]) ?? WelcomeAnswers.None;

    /// <summary>Null where this is nothing that this site has sealed, or too old.</summary>
    public WelcomeAnswers? Open(string? sealedAnswers)
    {
        if (sealedAnswers is not { Length: > 0 and <= 4000 })
        {
            return null;
        }

        try
        {
            return Parse(_seal.Unprotect(WebEncoders.Base64UrlDecode(sealedAnswers)));
        }
        catch (Exception e) when (e is CryptographicException or FormatException or EndOfStreamException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    public string Seal(WelcomeAnswers answers) => WebEncoders.Base64UrlEncode(_seal.Protect(Bytes(answers)));

    public void Keep(HttpContext context, WelcomeAnswers answers)
    {
        if (answers.AreNone)
        {
            context.Response.Cookies.Delete(Name, Options(context));
            return;
        }

        var options = Options(context);
        options.MaxAge = Lifetime;
        context.Response.Cookies.Append(Name, Seal(answers), options);
    }

    private static CookieOptions Options(HttpContext context)
        => new() { HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax, IsEssential = true, Path = "/" };

    private byte[] Bytes(WelcomeAnswers answers)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Version);
        writer.Write(clock.GetUtcNow().ToUnixTimeSeconds());
        writer.Write((byte)answers.Rated.Length);
        foreach (var (movieId, half) in answers.Rated.Zip(answers.HalfStars))
        {
            writer.Write7BitEncodedInt(movieId);
            writer.Write(half);
        }

        writer.Write((byte)answers.NotSeen.Length);
        foreach (int movieId in answers.NotSeen)
        {
            writer.Write7BitEncodedInt(movieId);
        }

        writer.Flush();
        return stream.ToArray();
    }

    private WelcomeAnswers? Parse(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        if (reader.ReadByte() != Version || reader.ReadInt64() < (clock.GetUtcNow() - Lifetime).ToUnixTimeSeconds())
        {
            return null;
        }

        var answers = WelcomeAnswers.None;
        for (int left = reader.ReadByte(); left > 0; left--)
        {
            answers = answers.With(reader.Read7BitEncodedInt(), Stars.OfHalfStars(reader.ReadByte()));
        }

        int[] notSeen = new int[Math.Min((int)reader.ReadByte(), WelcomeAnswers.MostNotSeen)];
        for (int n = 0; n < notSeen.Length; n++)
        {
            notSeen[n] = reader.Read7BitEncodedInt();
        }

        return answers.WithNotSeen(notSeen);
    }
}
