using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FilmRec.Core.Accounts.Resets;

/// <summary>A link that sets a new password, once.</summary>
/// <param name="tokenHash">SHA-256 of the link's secret in hexadecimal digits.</param>
/// <param name="securityStamp">The account's when it was made: whatever changes that, ends the link.</param>
public sealed class PasswordReset(string tokenHash, int viewerId, string securityStamp, DateTimeOffset createdAt, DateTimeOffset expiresAt)
{
    public string TokenHash { get; private init; } = tokenHash;
    public int ViewerId { get; private init; } = viewerId;
    public string SecurityStamp { get; private init; } = securityStamp;
    public DateTimeOffset CreatedAt { get; private init; } = createdAt;
    public DateTimeOffset ExpiresAt { get; private init; } = expiresAt;
}

internal sealed class PasswordResetConfiguration : IEntityTypeConfiguration<PasswordReset>
{
    public void Configure(EntityTypeBuilder<PasswordReset> reset)
    {
        reset.ToTable("password_resets");
        reset.HasKey(r => r.TokenHash);
        reset.Property(r => r.TokenHash).HasMaxLength(64);
        reset.Property(r => r.ViewerId).HasColumnName("user_id");
        reset.Property(r => r.SecurityStamp).HasMaxLength(64);
        reset.HasOne<Account>().WithMany().HasForeignKey(r => r.ViewerId).OnDelete(DeleteBehavior.Cascade);
        reset.HasIndex(r => r.ViewerId);
        reset.HasIndex(r => r.ExpiresAt);
    }
}
