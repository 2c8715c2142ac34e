using FilmRec.Core.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FilmRec.Core.Clients;

/// <summary>A viewer whom only a service client knows, by a name of its own. Nobody can log in as them.</summary>
public sealed class ExternalViewer(string clientId, string externalId, int viewerId)
{
    public const int ExternalIdLength = 200;

    public string ClientId { get; private init; } = clientId;

    /// <summary>What the client calls them; compared character by character.</summary>
    public string ExternalId { get; private init; } = externalId;
    public int ViewerId { get; private init; } = viewerId;
}

internal sealed class ExternalViewerConfiguration : IEntityTypeConfiguration<ExternalViewer>
{
    public void Configure(EntityTypeBuilder<ExternalViewer> viewer)
    {
        viewer.ToTable("external_viewers");
        viewer.HasKey(v => new { v.ClientId, v.ExternalId });
        viewer.Property(v => v.ClientId).HasMaxLength(ServiceClient.ClientIdLength);
        viewer.Property(v => v.ExternalId).HasMaxLength(ExternalViewer.ExternalIdLength);
        viewer.Property(v => v.ViewerId).HasColumnName("user_id");
        viewer.HasIndex(v => v.ViewerId).IsUnique();
        viewer.HasOne<ServiceClient>().WithMany().HasForeignKey(v => v.ClientId).OnDelete(DeleteBehavior.Restrict);
        viewer.HasOne<Account>().WithMany().HasForeignKey(v => v.ViewerId).OnDelete(DeleteBehavior.Cascade);
    }
}
