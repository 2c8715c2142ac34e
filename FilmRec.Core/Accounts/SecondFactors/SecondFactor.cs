using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FilmRec.Core.Accounts.SecondFactors;

/// <summary>A viewer's second factor: codes from an app (TOTP, RFC 6238). Without a row, a password is enough.</summary>
/// <param name="protectedSecret">Readable with the key ring only.</param>
/// <param name="lastStep">The latest half minute whose code was used: no code up to it works again.</param>
public sealed class SecondFactor(int viewerId, string protectedSecret, DateTimeOffset since, long lastStep)
{
    public int ViewerId { get; private init; } = viewerId;
    public string ProtectedSecret { get; private init; } = protectedSecret;
    public DateTimeOffset Since { get; private init; } = since;
    public long LastStep { get; private set; } = lastStep;
}

/// <summary>Stands in for a code from the app, once: its row goes with its use.</summary>
/// <param name="codeHash">SHA-256 in hexadecimal digits.</param>
public sealed class RecoveryCode(int viewerId, string codeHash)
{
    public int ViewerId { get; private init; } = viewerId;
    public string CodeHash { get; private init; } = codeHash;
}

internal sealed class SecondFactorConfiguration : IEntityTypeConfiguration<SecondFactor>, IEntityTypeConfiguration<RecoveryCode>
{
    private const int LongestProtectedSecret = 1000;
    private const int HashLength = 64;

    public void Configure(EntityTypeBuilder<SecondFactor> factor)
    {
        factor.ToTable("second_factors");
        factor.HasKey(f => f.ViewerId);
        factor.Property(f => f.ViewerId).HasColumnName("user_id").ValueGeneratedNever();
        factor.Property(f => f.ProtectedSecret).HasMaxLength(LongestProtectedSecret);
        factor.HasOne<Account>().WithOne().HasForeignKey<SecondFactor>(f => f.ViewerId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<RecoveryCode> code)
    {
        code.ToTable("recovery_codes");
        code.HasKey(c => new { c.ViewerId, c.CodeHash });
        code.Property(c => c.ViewerId).HasColumnName("user_id");
        code.Property(c => c.CodeHash).HasMaxLength(HashLength);
        code.HasOne<Account>().WithMany().HasForeignKey(c => c.ViewerId).OnDelete(DeleteBehavior.Cascade);
    }
}
