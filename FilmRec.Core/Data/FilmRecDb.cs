using FilmRec.Core.Accounts;
using FilmRec.Core.Accounts.Resets;
using FilmRec.Core.Accounts.SecondFactors;
using FilmRec.Core.Bulk;
using FilmRec.Core.Catalog;
using FilmRec.Core.Clients;
using FilmRec.Core.Idempotency;
using FilmRec.Core.Jobs;
using FilmRec.Core.Quality;
using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Core.Recommending.Training;
using FilmRec.Core.Recommending.Training.Schedules;
using FilmRec.Core.Traffic;
using FilmRec.Core.WebHooks;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Data;

/// <summary>The tables of FilmRec. Features see only this; which database lies beneath is decided in this folder.</summary>
public abstract class FilmRecDb(DbContextOptions options)
    : IdentityDbContext<Account, IdentityRole<int>, int>(options), IDataProtectionKeyContext
{
    public DbSet<Movie> Movies => Set<Movie>();
    public DbSet<Genre> Genres => Set<Genre>();
    public DbSet<MovieGenre> MovieGenres => Set<MovieGenre>();
    public DbSet<Tag> Tags => Set<Tag>();
    public DbSet<Rating> Ratings => Set<Rating>();
    public DbSet<Watch> WatchHistory => Set<Watch>();
    public DbSet<WatchlistMovie> Watchlist => Set<WatchlistMovie>();
    public DbSet<HiddenMovie> HiddenMovies => Set<HiddenMovie>();
    public DbSet<ViewerPreferences> Preferences => Set<ViewerPreferences>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<RefreshToken> RefreshTokens => Set<RefreshToken>();
    public DbSet<SecondFactor> SecondFactors => Set<SecondFactor>();
    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();
    public DbSet<PasswordReset> PasswordResets => Set<PasswordReset>();
    public DbSet<AdministratorInvitation> AdministratorInvitations => Set<AdministratorInvitation>();
    public DbSet<ServiceClient> ServiceClients => Set<ServiceClient>();
    public DbSet<ExternalViewer> ExternalViewers => Set<ExternalViewer>();
    public DbSet<WebHook> WebHooks => Set<WebHook>();
    public DbSet<HookDelivery> WebHookDeliveries => Set<HookDelivery>();
    public DbSet<AuditEntry> AuditLog => Set<AuditEntry>();
    public DbSet<Erasure> Erasures => Set<Erasure>();
    public DbSet<TrainingRun> TrainingRuns => Set<TrainingRun>();
    public DbSet<TrainingSchedule> TrainingSchedules => Set<TrainingSchedule>();
    public DbSet<StoredModel> Models => Set<StoredModel>();
    public DbSet<ModelPart> ModelParts => Set<ModelPart>();
    public DbSet<RecommendationLogEntry> RecommendationLog => Set<RecommendationLogEntry>();
    public DbSet<RecommendationFeedback> RecommendationFeedback => Set<RecommendationFeedback>();
    public DbSet<StoredQualityReport> QualityReports => Set<StoredQualityReport>();
    public DbSet<DataJob> Jobs => Set<DataJob>();
    public DbSet<BulkResultPart> BulkResults => Set<BulkResultPart>();
    public DbSet<IdempotentRequest> IdempotentRequests => Set<IdempotentRequest>();
    public DbSet<TrafficMinute> Traffic => Set<TrafficMinute>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseSnakeCaseNamingConvention();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(FilmRecDb).Assembly);
        NameIdentityTables(builder);
    }

    // The naming convention leaves names alone that Identity sets itself.
    private static void NameIdentityTables(ModelBuilder builder)
    {
        builder.Entity<IdentityRole<int>>(role =>
        {
            role.ToTable("roles");
            role.HasIndex(r => r.NormalizedName).IsUnique().HasDatabaseName("ix_roles_normalized_name");
            role.HasData(Accounts.Roles.Rows);
        });
        builder.Entity<IdentityUserRole<int>>().ToTable("user_roles");
        builder.Entity<IdentityUserClaim<int>>().ToTable("user_claims");
        builder.Entity<IdentityUserLogin<int>>().ToTable("user_logins");
        builder.Entity<IdentityUserToken<int>>().ToTable("user_tokens");
        builder.Entity<IdentityRoleClaim<int>>().ToTable("role_claims");
    }
}
