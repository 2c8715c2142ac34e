using FilmRec.Core.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FilmRec.Core.Idempotency;

/// <summary>A request that came with a key of its caller, and the first answer to it.</summary>
/// <param name="owner">Whose key it is: "viewer 12", "client shop-3f9a". The same key of two callers is two keys.</param>
/// <param name="fingerprint">SHA-256 over method, address and body, in hexadecimal digits.</param>
/// <param name="claimId">Of the one server that is answering it.</param>
public sealed class IdempotentRequest(string owner, string key, string fingerprint, Guid claimId, DateTimeOffset createdAt)
{
    public const int KeyLength = 255;
    public const int OwnerLength = 120;

    public string Owner { get; private init; } = owner;
    public string Key { get; private init; } = key;

    /// <summary>The viewer among the owners; the row goes with their account.</summary>
    public int? ViewerId { get; init; }
    public string Fingerprint { get; private set; } = fingerprint;
    public Guid ClaimId { get; private set; } = claimId;

    /// <summary>When the key came first. What the act writes down as "now" is this moment, so that repeating it writes the same.</summary>
    public DateTimeOffset CreatedAt { get; private set; } = createdAt;

    /// <summary>When somebody began to answer; null while nobody does.</summary>
    public DateTimeOffset? ClaimedAt { get; private set; } = createdAt;

    /// <summary>Null until it is answered.</summary>
    public int? Status { get; private set; }
    public string? ContentType { get; private set; }
    public string? Location { get; private set; }
    public byte[]? Body { get; private set; }

    /// <summary>Another server goes on where the last one stopped.</summary>
    internal void Claim(Guid claimId, DateTimeOffset now) => (ClaimId, ClaimedAt) = (claimId, now);

    /// <summary>The key is so old that it counts as a new one.</summary>
    internal void Restart(string fingerprint, Guid claimId, DateTimeOffset now)
        => (Fingerprint, ClaimId, CreatedAt, ClaimedAt, Status, ContentType, Location, Body) = (fingerprint, claimId, now, now, null, null, null, null);
}

internal sealed class IdempotentRequestConfiguration : IEntityTypeConfiguration<IdempotentRequest>
{
    public void Configure(EntityTypeBuilder<IdempotentRequest> request)
    {
        request.ToTable("idempotent_requests");
        request.HasKey(r => new { r.Owner, r.Key });
        request.Property(r => r.Owner).HasMaxLength(IdempotentRequest.OwnerLength);
        request.Property(r => r.Key).HasMaxLength(IdempotentRequest.KeyLength);
        request.Property(r => r.ViewerId).HasColumnName("user_id");
        request.Property(r => r.Fingerprint).HasMaxLength(64);
        request.Property(r => r.ClaimId).IsConcurrencyToken(); // of two who find it abandoned, one gets it
        request.Property(r => r.ContentType).HasMaxLength(100);
        request.Property(r => r.Location).HasMaxLength(200);
        request.HasOne<Account>().WithMany().HasForeignKey(r => r.ViewerId).OnDelete(DeleteBehavior.Cascade);
        request.HasIndex(r => r.CreatedAt);
        request.HasIndex(r => r.ViewerId);
    }
}
