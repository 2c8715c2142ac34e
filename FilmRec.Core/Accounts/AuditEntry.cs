using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FilmRec.Core.Accounts;

/// <summary>Who did what when, for actions that an administrator may have to explain. Never changed, never holds secrets.</summary>
public sealed class AuditEntry(DateTimeOffset at, int? viewerId, string action, string subject)
{
    public long AuditId { get; private init; }
    public DateTimeOffset At { get; private init; } = at;

    /// <summary>Who acted; null for the program itself. Kept as a number when the account is gone.</summary>
    public int? ViewerId { get; private init; } = viewerId;

    /// <summary>Dotted verb: "training.started".</summary>
    public string Action { get; private init; } = action;

    /// <summary>What it was done to: "run 12".</summary>
    public string Subject { get; private init; } = subject;

    /// <summary>The viewer whom it was about, if it was about one. Kept as a number when the account is gone.</summary>
    public int? AboutViewerId { get; init; }
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("audit_log");
        entry.HasKey(e => e.AuditId);
        entry.Property(e => e.ViewerId).HasColumnName("user_id");
        entry.Property(e => e.Action).HasMaxLength(64);
        entry.Property(e => e.Subject).HasMaxLength(400);
        entry.Property(e => e.AboutViewerId).HasColumnName("about_user_id");
        entry.HasIndex(e => e.At);
        entry.HasIndex(e => new { e.ViewerId, e.AuditId });
        entry.HasIndex(e => new { e.AboutViewerId, e.AuditId });
        entry.HasIndex(e => new { e.Action, e.AuditId });
    }
}
