using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Core.Accounts.PersonalData;

public static class PersonalDataRegistration
{
    /// <summary>Registers what gives viewers everything about them, and what deletes it.</summary>
    public static IServiceCollection AddPersonalData(this IServiceCollection services)
        => services.AddSingleton<PersonalDataExport>().AddSingleton<AccountDeletion>();
}
