using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FilmRec.Core.Accounts;

/// <summary>How a session proves itself.</summary>
public enum SessionKind
{
    /// <summary>A cookie.</summary>
    Browser,

    /// <summary>Access and refresh tokens.</summary>
    Api,
}

/// <summary>One login that has not ended. Cookies and tokens name it; they are worth nothing once this row is gone.</summary>
/// <param name="client">A rough name, "Firefox on Windows": enough to recognise one's own, and not an address.</param>
public sealed class Session(Guid sessionId, int viewerId, SessionKind kind, string client, DateTimeOffset startedAt)
{
    public const int ClientLength = 60;

    public Guid SessionId { get; private init; } = sessionId;
    public int ViewerId { get; private init; } = viewerId;
    public SessionKind Kind { get; private init; } = kind;
    public string Client { get; private init; } = client;
    public DateTimeOffset StartedAt { get; private init; } = startedAt;

    /// <summary>To a few minutes.</summary>
    public DateTimeOffset LastSeenAt { get; private set; } = startedAt;
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.ToTable("sessions");
        session.HasKey(s => s.SessionId);
        session.Property(s => s.SessionId).ValueGeneratedNever();
        session.Property(s => s.ViewerId).HasColumnName("user_id");
        session.Property(s => s.Kind).HasConversion<string>().HasMaxLength(16);
        session.Property(s => s.Client).HasMaxLength(Session.ClientLength);
        session.HasOne<Account>().WithMany().HasForeignKey(s => s.ViewerId).OnDelete(DeleteBehavior.Cascade);
        session.HasIndex(s => new { s.ViewerId, s.LastSeenAt });
        session.HasIndex(s => s.LastSeenAt);
    }
}
