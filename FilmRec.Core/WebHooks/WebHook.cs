using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FilmRec.Core.WebHooks;

/// <summary>An address of somebody else that is told when something happens here.</summary>
public sealed class WebHook(string url, string events, string protectedSecret, DateTimeOffset createdAt, int createdBy)
{
    public const int UrlLength = 500;

    public int HookId { get; private init; }
    public string Url { get; private init; } = url;

    /// <summary>Some of <see cref="HookEvents.All"/>, between spaces.</summary>
    public string Events { get; private init; } = events;

    /// <summary>The secret that signs, encrypted with the key ring: unlike a password it must be read again.</summary>
    public string ProtectedSecret { get; private init; } = protectedSecret;
    public DateTimeOffset CreatedAt { get; private init; } = createdAt;

    /// <summary>The administrator, by number; their account may be gone.</summary>
    public int CreatedBy { get; private init; } = createdBy;
    public int FailuresInARow { get; private set; }

    /// <summary>Set after too many failures in a row; nothing is sent until an administrator resumes it.</summary>
    public DateTimeOffset? PausedAt { get; private set; }
}

internal sealed class WebHookConfiguration : IEntityTypeConfiguration<WebHook>
{
    public void Configure(EntityTypeBuilder<WebHook> hook)
    {
        hook.ToTable("web_hooks");
        hook.HasKey(h => h.HookId);
        hook.Property(h => h.Url).HasMaxLength(WebHook.UrlLength);
        hook.Property(h => h.Events).HasMaxLength(300);
        hook.Property(h => h.ProtectedSecret).HasMaxLength(1000);
        hook.Property(h => h.FailuresInARow).HasColumnName("failures_in_a_row");
    }
}
