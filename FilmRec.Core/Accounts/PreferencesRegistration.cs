using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Core.Accounts;

public static class PreferencesRegistration
{
    /// <summary>Registers <see cref="PreferenceBook"/>.</summary>
    public static IServiceCollection AddPreferences(this IServiceCollection services) => services.AddSingleton<PreferenceBook>();
}
