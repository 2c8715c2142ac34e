using FilmRec.Core.Accounts.Mail;
using FilmRec.Core.Accounts.Passwords;
using FilmRec.Core.Accounts.Resets;
using FilmRec.Core.Accounts.SecondFactors;
using FilmRec.Core.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FilmRec.Core.Accounts;

public static class AccountsRegistration
{
    /// <summary>Registers accounts on ASP.NET Core Identity, with bcrypt as its password hasher.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        // For Identity's stores, which want one scoped context; everything else takes the factory.
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<FilmRecDb>>().CreateDbContext());
        services.AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.AddIdentityCore<Account>(Configure).AddRoles<IdentityRole<int>>().AddEntityFrameworkStores<FilmRecDb>();

        services.AddMetrics();
        services.AddSingleton(provider => PasswordHashingOptions.From(configuration, provider.GetService<IHostEnvironment>()));
        services.AddSingleton<BcryptPasswordHasher>();
        services.AddSingleton<IPasswordHasher<Account>>(provider => provider.GetRequiredService<BcryptPasswordHasher>());
        services.AddSingleton<HashingTurns>();
        services.AddSingleton<AccountMetrics>();
        services.AddSingleton<AccountStandings>();
        services.AddSingleton<AccountProfiles>();
        services.AddSingleton<AccountNames>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<ProfileChanges>();
        services.AddSingleton<OpenSessions>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<PasswordChange>();
        services.AddSingleton<EmailChange>();
        services.AddSingleton<ViewerDirectory>();
        services.AddSingleton<ViewerAdministration>();
        services.AddSingleton(SecondFactorOptions.From(configuration));
        services.AddSingleton<SecondFactorCodes>();
        services.AddSingleton<SecondFactorBook>();
        services.AddSingleton(provider => MailOptions.Read(configuration, provider.GetService<IHostEnvironment>()?.IsDevelopment() ?? false));
        services.AddSingleton<IEmailSender>(provider => provider.GetRequiredService<MailOptions>() is { DropsFiles: false } mail
            ? new SmtpEmailSender(mail)
            : ActivatorUtilities.CreateInstance<FileDropEmailSender>(provider));
        services.AddSingleton<Errands>();
        services.AddSingleton<AccountMail>();
        services.AddSingleton<PasswordResets>();
        services.AddSingleton<LoginFailures>();
        services.AddSingleton<Login>();
        services.AddSingleton<Registration>();
        services.AddSingleton<FirstAdministrator>();
        services.AddDataProtection().SetApplicationName("FilmRec").PersistKeysToDbContext<FilmRecDb>();
        return services;
    }

    /// <summary>For servers: clears away what has run out, and does what is left to do after an answer.</summary>
    public static IServiceCollection AddAccountUpkeep(this IServiceCollection services)
        => services.AddHostedService<AccountUpkeep>().AddHostedService(provider => provider.GetRequiredService<Errands>());

    // Names and passwords are judged by AccountRules and PasswordRules; Identity must not judge them a second time by other rules.
    private static void Configure(IdentityOptions identity)
    {
        identity.User.AllowedUserNameCharacters = "";
        identity.User.RequireUniqueEmail = false;
        identity.Password.RequiredLength = PasswordRules.FewestCharacters;
        identity.Password.RequiredUniqueChars = 1;
        identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
    }
}
