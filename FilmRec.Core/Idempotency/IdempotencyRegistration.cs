using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Core.Idempotency;

public static class IdempotencyRegistration
{
    public static IServiceCollection AddIdempotency(this IServiceCollection services) => services.AddSingleton<RequestLedger>();

    /// <summary>For servers: clears away what has run out.</summary>
    public static IServiceCollection AddIdempotencyUpkeep(this IServiceCollection services) => services.AddHostedService<IdempotencyUpkeep>();
}
