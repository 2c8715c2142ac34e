using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FilmRec.Web.Auth.Tokens;

/// <summary>Which tokens the API believes (RFC 8725).</summary>
internal sealed class BearerSetup(JwtOptions jwt, SigningKey key, RememberedTokens tokens, TimeProvider clock) : IConfigureNamedOptions<JwtBearerOptions>
{
    public void Configure(JwtBearerOptions options) => Configure(Schemes.Bearer, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        if (name != Schemes.Bearer)
        {
            return;
        }

        options.MapInboundClaims = false;
        options.SaveToken = false; // nobody asks for it again
        options.TokenHandlers.Clear();
        options.TokenHandlers.Add(tokens);
        options.IncludeErrorDetails = false; // tells those who try tokens what to try next
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidTypes = [JwtConstants.HeaderType],
            // The server's keys and no others, whatever "kid", "jku", "x5u" or "jwk" a token names.
            IssuerSigningKeyResolver = (_, _, _, _) => key.Believed,
            TryAllIssuerSigningKeys = false,
            ValidIssuer = jwt.Issuer,
            ValidAudience = jwt.Audience,
            ValidateIssuerSigningKey = true,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = IsCurrent,
        };
        options.Events = new JwtBearerEvents { OnTokenValidated = CheckAsync };
    }

    private bool IsCurrent(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end + JwtOptions.ClockSkew && notBefore is { } start && start <= now + JwtOptions.ClockSkew;
    }

    // What the library leaves open: it accepts unknown critical headers, lifetimes of decades and tokens without a subject.
    private async Task CheckAsync(TokenValidatedContext context)
    {
        if (context.SecurityToken is not JsonWebToken token || WhatIsWrong(token) is not null || string.IsNullOrEmpty(token.Subject))
        {
            context.Fail("unacceptable token");
            return;
        }

        if (await FindAsync(context.HttpContext, token) is not { } principal)
        {
            context.Fail("no longer valid");
            return;
        }

        context.Principal = principal;
    }

    // Only this server writes tokens, so what names a client was made for one.
    private static async Task<ClaimsPrincipal?> FindAsync(HttpContext context, JsonWebToken token)
    {
        if (token.TryGetPayloadValue(ViewerClaims.Client, out object? _))
        {
            return TextOf(token, ViewerClaims.Client) is { } clientId
                ? await context.RequestServices.GetRequiredService<ClientCheck>().FindAsync(token, clientId, context.RequestAborted)
                : null;
        }

        return SubjectOf(token) is { } viewerId
            && await context.RequestServices.GetRequiredService<LoginCheck>()
                .FindAsync(viewerId, TextOf(token, ViewerClaims.Stamp), SessionOf(token), context.RequestAborted) is { } login
            ? ViewerClaims.Principal(login.Standing, login.SessionId, Schemes.Bearer)
            : null;
    }

    private string? WhatIsWrong(JsonWebToken token)
    {
        if (token.TryGetHeaderValue<object>("crit", out _))
        {
            return "critical headers that nobody here understands";
        }

        if (!token.TryGetPayloadValue(JwtRegisteredClaimNames.Iat, out long _) || token.IssuedAt > clock.GetUtcNow().UtcDateTime + JwtOptions.ClockSkew)
        {
            return "issued at no time, or in the future";
        }

        if (token.ValidTo - token.IssuedAt > jwt.AccessTokenLifetime)
        {
            return "valid for longer than tokens of this server are";
        }

        return string.IsNullOrEmpty(token.Id) ? "without an id" : null;
    }

    private static string? TextOf(JsonWebToken token, string claim) => token.TryGetPayloadValue(claim, out string text) ? text : null;

    private static Guid? SessionOf(JsonWebToken token) => Guid.TryParse(TextOf(token, ViewerClaims.Session), out var id) ? id : null;

    private static int? SubjectOf(JsonWebToken token)
        => int.TryParse(token.Subject, NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : null;
}
