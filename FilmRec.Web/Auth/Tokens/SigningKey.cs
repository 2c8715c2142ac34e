using System.Security.Cryptography;
using FilmRec.Core;
using Microsoft.IdentityModel.Tokens;

namespace FilmRec.Web.Auth.Tokens;

/// <summary>The one key that signs access tokens: configured, or made once in the data folder for its owner alone. While keys are changed, the one before it checks them too.</summary>
internal sealed class SigningKey(JwtOptions jwt, FilmRecOptions filmRec)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lazy<SymmetricSecurityKey> _key = new(() => new SymmetricSecurityKey(jwt.KeyBytes() ?? ReadOrMake(filmRec)));

    /// <exception cref="CannotContinueException">The file cannot be read or made.</exception>
    public SymmetricSecurityKey Value => _key.Value;

    /// <summary>What a token's signature may have been made with: <see cref="Value"/>, and the key before it where one is configured.</summary>
    public IReadOnlyList<SecurityKey> Believed => field ??= jwt.PreviousKeyBytes() is { } previous ? [Value, new SymmetricSecurityKey(previous)] : [Value];

    public static string FileOf(FilmRecOptions filmRec) => Path.Combine(filmRec.KeyFolder, "jwt.key");

    private static byte[] ReadOrMake(FilmRecOptions filmRec)
    {
        string file = FileOf(filmRec);
        try
        {
            if (!File.Exists(file))
            {
                using var turn = TakeTurn(filmRec);
                if (!File.Exists(file))
                {
                    Make(file);
                }
            }

            byte[] key = File.ReadAllBytes(file);
            return key.Length >= JwtOptions.FewestKeyBytes
                ? key
                : throw new CannotContinueException($"The signing key {file} is damaged: delete it and start again; everybody who uses the API then logs in once more.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotContinueException($"The signing key {file} cannot be read or made ({e.Message.TrimEnd('.')}): give this user the right to read and write there, or set Jwt__Key.", e);
        }
    }

    // A locked file, which the system releases when a process dies. Moving without overwriting would not do: it looks first and moves then.
    private static FileStream TakeTurn(FilmRecOptions filmRec)
    {
        Directory.CreateDirectory(filmRec.FullDataFolder);
        string path = Path.Combine(filmRec.FullDataFolder, $".{nameof(SigningKey)}.lock");
        long started = Environment.TickCount64;
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Environment.TickCount64 - started < Patience.TotalMilliseconds)
            {
                Thread.Sleep(20); // once in the life of a data folder, before anything is served
            }
        }
    }

    // Written under another name and moved: nobody ever reads half a key.
    private static void Make(string file)
    {
        string folder = Path.GetDirectoryName(file)!; // a file in KeyFolder
        string draft = $"{file}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
            options.UnixCreateMode = OwnerOnly;
        }

        using (var stream = new FileStream(draft, options))
        {
            stream.Write(RandomNumberGenerator.GetBytes(JwtOptions.FewestKeyBytes));
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file);
    }
}
