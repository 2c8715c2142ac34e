using FilmRec.Core;
using FilmRec.Web.Auth.Limits;
using FilmRec.Web.Auth.Tokens;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;

namespace FilmRec.Web.Auth;

internal static class AuthRegistration
{
    /// <summary>Registers who may do what: bearer tokens on the API, the cookie on pages, and the policies.</summary>
    /// <exception cref="CannotContinueException">A setting of section Jwt is missing or unfit.</exception>
    public static IServiceCollection AddFilmRecAuth(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(JwtOptions.From(configuration));
        services.AddSingleton<SigningKey>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<RememberedTokens>();
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, BearerSetup>();
        services.AddSingleton(RateLimitOptions.From(configuration));
        services.AddSingleton<FixedWindows>();
        services.AddSingleton<LimitExchange>();
        services.AddHostedService(all => all.GetRequiredService<LimitExchange>());
        services.AddSingleton(all => new RequestLimits(all.GetRequiredService<RateLimitOptions>(), all.GetRequiredService<FixedWindows>(), all.GetRequiredService<LimitExchange>()));
        services.AddSingleton<LoginCheck>();
        services.AddSingleton<HalfLogin>();
        services.AddSingleton<ClientCheck>();
        services.AddAuthentication(Schemes.ByAddress)
            .AddPolicyScheme(Schemes.ByAddress, displayName: null, options => options.ForwardDefaultSelector = SchemeFor)
            .AddCookie(Schemes.Cookie, PageCookie.Configure)
            .AddJwtBearer(Schemes.Bearer);
        services.AddAuthorization(Policies.Add);
        services.AddScoped<AuthenticationStateProvider, RecheckedAuthenticationState>();
        return services;
    }

    private static string SchemeFor(HttpContext context) => context.Request.Path.StartsWithSegments("/api") ? Schemes.Bearer : Schemes.Cookie;
}
