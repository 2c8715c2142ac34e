using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FilmRec.Core.Accounts;

/// <summary>A refresh token, stored as a hash. It works once; a second use ends its whole family.</summary>
public sealed class RefreshToken(string tokenHash, int viewerId, Guid family, DateTimeOffset createdAt, DateTimeOffset expiresAt)
{
    /// <summary>SHA-256 of the token in hexadecimal digits.</summary>
    public string TokenHash { get; private init; } = tokenHash;
    public int ViewerId { get; private init; } = viewerId;

    /// <summary>All tokens that descend from one login: the id of its <see cref="Session"/>.</summary>
    public Guid Family { get; private init; } = family;
    public DateTimeOffset FamilyStartedAt { get; init; } = createdAt;
    public DateTimeOffset CreatedAt { get; private init; } = createdAt;
    public DateTimeOffset ExpiresAt { get; private init; } = expiresAt;
    public DateTimeOffset? UsedAt { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }
}

internal sealed class RefreshTokenConfiguration : IEntityTypeConfiguration<RefreshToken>
{
    public void Configure(EntityTypeBuilder<RefreshToken> token)
    {
        token.ToTable("refresh_tokens");
        token.HasKey(t => t.TokenHash);
        token.Property(t => t.TokenHash).HasMaxLength(64);
        token.Property(t => t.ViewerId).HasColumnName("user_id");
        token.HasOne<Account>().WithMany().HasForeignKey(t => t.ViewerId).OnDelete(DeleteBehavior.Cascade);
        token.HasIndex(t => t.Family);
        token.HasIndex(t => t.ViewerId);
        token.HasIndex(t => t.ExpiresAt);
    }
}
