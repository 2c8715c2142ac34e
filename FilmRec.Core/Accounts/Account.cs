using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FilmRec.Core.Accounts;

/// <summary>A viewer's account. Imported and sample viewers have no password and no mail, so nobody can log in as them.</summary>
public sealed class Account : IdentityUser<int>
{
    public const int UserNameLength = 50;
    public const int EmailLength = 100;
    public const int LockReasonLength = 200;

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Grows by one in the same transaction as every change of what this viewer has rated, watched, listed, hidden or prefers.</summary>
    public long ProfileVersion { get; private set; }

    /// <summary>Roughly, to a few minutes; null when nobody has logged in since it was made.</summary>
    public DateTimeOffset? LastSeenAt { get; private set; }

    /// <summary>Set while an administrator keeps the account closed, until one opens it again. Not the short rest after wrong passwords, which is Identity's.</summary>
    public DateTimeOffset? LockedAt { get; private set; }

    /// <summary>Why it is closed, for other administrators.</summary>
    public string? LockReason { get; private set; }

    public Origin Origin { get; init; }
    public string? OriginKey { get; init; }
}

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.ToTable("users", table => table.HasCheckConstraint("ck_users_username", "username <> ''"));
        account.Property(a => a.Id).HasColumnName("user_id");
        account.Property(a => a.UserName).HasColumnName("username").HasMaxLength(Account.UserNameLength).IsRequired();
        account.Property(a => a.NormalizedUserName).HasColumnName("normalized_username").HasMaxLength(Account.UserNameLength).IsRequired();
        account.Property(a => a.Email).HasMaxLength(Account.EmailLength);
        account.Property(a => a.NormalizedEmail).HasMaxLength(Account.EmailLength);
        account.Property(a => a.PasswordHash).HasMaxLength(255);
        account.Property(a => a.SecurityStamp).HasMaxLength(64);
        account.Property(a => a.ConcurrencyStamp).HasMaxLength(64);
        account.Property(a => a.PhoneNumber).HasMaxLength(32);
        account.Property(a => a.Origin).HasConversion<string>().HasMaxLength(16);
        account.Property(a => a.OriginKey).HasMaxLength(64);
        account.Property(a => a.LockReason).HasMaxLength(Account.LockReasonLength);
        account.HasIndex(a => a.LockedAt);
        account.HasIndex(a => a.NormalizedUserName).IsUnique().HasDatabaseName("ix_users_normalized_username");
        account.HasIndex(a => a.NormalizedEmail).IsUnique().HasDatabaseName("ix_users_normalized_email");
        account.HasIndex(a => new { a.Origin, a.OriginKey }).IsUnique();
    }
}
