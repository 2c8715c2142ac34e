using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FilmRec.Core.Accounts;

/// <summary>A one-time link that makes the first administrator of a fresh installation. Worthless once there is one.</summary>
public sealed class AdministratorInvitation(string tokenHash, DateTimeOffset createdAt)
{
    /// <summary>SHA-256 of the link's secret in hexadecimal digits.</summary>
    public string TokenHash { get; private init; } = tokenHash;
    public DateTimeOffset CreatedAt { get; private init; } = createdAt;
}

internal sealed class AdministratorInvitationConfiguration : IEntityTypeConfiguration<AdministratorInvitation>
{
    public void Configure(EntityTypeBuilder<AdministratorInvitation> invitation)
    {
        invitation.ToTable("administrator_invitations");
        invitation.HasKey(i => i.TokenHash);
        invitation.Property(i => i.TokenHash).HasMaxLength(64);
    }
}
