using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FilmRec.Core.Accounts;

/// <summary>
/// That an account was deleted, and when: nothing of whom. A model's row names the last one that had happened before its data were read, so that
/// everybody can see which deletions have not reached it. The numbers grow in the order of the commits, because deletions queue.
/// </summary>
public sealed class Erasure(DateTimeOffset at)
{
    public int ErasureId { get; private init; }
    public DateTimeOffset At { get; private init; } = at;
}

internal sealed class ErasureConfiguration : IEntityTypeConfiguration<Erasure>
{
    public void Configure(EntityTypeBuilder<Erasure> erasure)
    {
        erasure.ToTable("erasures");
        erasure.HasKey(e => e.ErasureId);
    }
}
