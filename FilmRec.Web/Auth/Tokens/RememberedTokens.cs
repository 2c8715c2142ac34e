using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FilmRec.Web.Auth.Tokens;

/// <summary>Checks a token's signature, issuer and audience once: they cannot change. Whether it is current is asked every time, and so is the account behind it.</summary>
/// <remarks>Only tokens that were found good are remembered, bounded in number and until they end, so that whoever tries tokens fills nothing.</remarks>
internal sealed class RememberedTokens : TokenHandler, IDisposable
{
    private const int MostTokens = 4096;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private readonly JsonWebTokenHandler _inner = new() { MapInboundClaims = false };
    private readonly MemoryCache _good = new(new MemoryCacheOptions { SizeLimit = MostTokens });

    public override int MaximumTokenSizeInBytes
    {
        get => _inner.MaximumTokenSizeInBytes;
        set => _inner.MaximumTokenSizeInBytes = value;
    }

    public override SecurityToken ReadToken(string token) => _inner.ReadToken(token);

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        if (_good.TryGetValue(token, out TokenValidationResult? known) && known is not null && IsCurrent(known.SecurityToken, validationParameters))
        {
            return known;
        }

        var result = await _inner.ValidateTokenAsync(token, validationParameters); // says what is wrong with one that has ended meanwhile, too
        if (result.IsValid)
        {
            _good.Set(token, result, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Longest });
        }

        return result;
    }

    public override Task<TokenValidationResult> ValidateTokenAsync(SecurityToken token, TokenValidationParameters validationParameters)
        => _inner.ValidateTokenAsync(token, validationParameters);

    public void Dispose() => _good.Dispose();

    private static bool IsCurrent(SecurityToken token, TokenValidationParameters parameters)
        => parameters.LifetimeValidator(token.ValidFrom, token.ValidTo, token, parameters);
}
