using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FilmRec.Core.Clients;

/// <summary>A program of somebody else that uses the API in its own name, or in the name of viewers whom only it knows.</summary>
public sealed class ServiceClient(string clientId, string name, string secretHash, string stamp, string scopes, DateTimeOffset createdAt, int createdBy)
{
    public const int ClientIdLength = 40;
    public const int NameLength = 60;

    /// <summary>Public, made from the name: "shop-3f9a0c51d2e7".</summary>
    public string ClientId { get; private init; } = clientId;
    public string Name { get; private init; } = name;

    /// <summary>SHA-256 of the secret in hexadecimal digits. The secret itself is known to nobody here.</summary>
    public string SecretHash { get; private set; } = secretHash;

    /// <summary>Stands in every token; changes with the secret, so that what the old one got ends too.</summary>
    public string Stamp { get; private set; } = stamp;

    /// <summary>Some of <see cref="ClientScopes.All"/>, between spaces.</summary>
    public string Scopes { get; private init; } = scopes;
    public DateTimeOffset CreatedAt { get; private init; } = createdAt;

    /// <summary>The administrator, by number; their account may be gone.</summary>
    public int CreatedBy { get; private init; } = createdBy;
    public DateTimeOffset SecretChangedAt { get; private set; } = createdAt;

    /// <summary>Roughly, to a quarter of an hour; null before the first token.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    /// <summary>Set for good when an administrator has ended this client. Its viewers and what they rated stay.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }
}

internal sealed class ServiceClientConfiguration : IEntityTypeConfiguration<ServiceClient>
{
    public void Configure(EntityTypeBuilder<ServiceClient> client)
    {
        client.ToTable("service_clients");
        client.HasKey(c => c.ClientId);
        client.Property(c => c.ClientId).HasMaxLength(ServiceClient.ClientIdLength);
        client.Property(c => c.Name).HasMaxLength(ServiceClient.NameLength);
        client.Property(c => c.SecretHash).HasMaxLength(64);
        client.Property(c => c.Stamp).HasMaxLength(64);
        client.Property(c => c.Scopes).HasMaxLength(200);
        client.HasIndex(c => new { c.CreatedAt, c.ClientId });
    }
}
