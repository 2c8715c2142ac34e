using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FilmRec.Core.WebHooks;

/// <summary>How a delivery stands.</summary>
public enum DeliveryState
{
    /// <summary>Not sent yet, or to be tried again.</summary>
    Waiting,

    /// <summary>The other side answered with 2xx.</summary>
    Delivered,

    /// <summary>All tries failed.</summary>
    GivenUp,
}

/// <summary>One event for one hook, with what became of the last try. Written in the transaction of the event itself.</summary>
public sealed class HookDelivery(Guid deliveryId, int hookId, string @event, string body, DateTimeOffset createdAt)
{
    public const int ErrorLength = 200;
    public const int AnswerLength = 300;

    public Guid DeliveryId { get; private init; } = deliveryId;
    public int HookId { get; private init; } = hookId;
    public string Event { get; private init; } = @event;

    /// <summary>JSON, exactly as it is sent and signed, time after time.</summary>
    public string Body { get; private init; } = body;
    public DateTimeOffset CreatedAt { get; private init; } = createdAt;
    public DeliveryState State { get; private set; }

    /// <summary>Not before this moment. While a server sends it, the moment at which others may take it for dead.</summary>
    public DateTimeOffset NextTryAt { get; private set; } = createdAt;
    public int Tries { get; private set; }
    public DateTimeOffset? LastTryAt { get; private set; }
    public int? LastStatus { get; private set; }
    public int? LastMilliseconds { get; private set; }

    /// <summary>Why there was no answer, in words.</summary>
    public string? LastError { get; private set; }

    /// <summary>How the answer began.</summary>
    public string? LastAnswer { get; private set; }
}

internal sealed class HookDeliveryConfiguration : IEntityTypeConfiguration<HookDelivery>
{
    public void Configure(EntityTypeBuilder<HookDelivery> delivery)
    {
        delivery.ToTable("web_hook_deliveries");
        delivery.HasKey(d => d.DeliveryId);
        delivery.Property(d => d.DeliveryId).ValueGeneratedNever();
        delivery.Property(d => d.Event).HasMaxLength(40);
        delivery.Property(d => d.State).HasConversion<string>().HasMaxLength(16);
        delivery.Property(d => d.LastError).HasMaxLength(HookDelivery.ErrorLength);
        delivery.Property(d => d.LastAnswer).HasMaxLength(HookDelivery.AnswerLength);
        delivery.HasOne<WebHook>().WithMany().HasForeignKey(d => d.HookId).OnDelete(DeleteBehavior.Cascade);
        delivery.HasIndex(d => new { d.State, d.NextTryAt });
        delivery.HasIndex(d => new { d.HookId, d.CreatedAt, d.DeliveryId });
        delivery.HasIndex(d => d.CreatedAt);
    }
}
