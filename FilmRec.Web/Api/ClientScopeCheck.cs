using FilmRec.Web.Api.Problems;
using FilmRec.Web.Auth;

namespace FilmRec.Web.Api;

/// <summary>Holds tokens of service clients to their scopes.</summary>
internal static class ClientScopeCheck
{
    /// <summary>Refuses service clients at every endpoint that has no scope, or one that the token has not. After authentication, before authorisation.</summary>
    public static WebApplication UseClientScopes(this WebApplication app)
    {
        app.UseWhen(ApiRoot.IsApi, api => api.Use(async (context, next) =>
        {
            if (Scopes.RefusalOf(context.User, context.GetEndpoint()) is not { } refusal)
            {
                await next(context);
                return;
            }

            if (refusal.Scope is { } scope)
            {
                context.Response.Headers.WWWAuthenticate = $"Bearer error=\"insufficient_scope\", scope=\"{scope}\"";
            }

            await ApiProblems.WriteAsync(context, StatusCodes.Status403Forbidden, refusal.Words);
        }));
        return app;
    }
}
