using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FilmRec.Core.Recommending.Training;

/// <summary>Where a trained model stands in its life: candidate → live → retired, or refused by the gate.</summary>
public enum ModelState
{
    Candidate,
    Live,
    Retired,
    Refused,
}

/// <summary>The row of one trained model. One model of a kind is live at most; the database keeps it so.</summary>
public sealed class StoredModel(string kind, int runId, string sha256, long bytes, DateTimeOffset createdAt)
{
    public int ModelId { get; private init; }
    public string Kind { get; private init; } = kind;
    public ModelState State { get; internal init; } = ModelState.Candidate;
    public int RunId { get; private init; } = runId;

    /// <summary>SHA-256 of the file in hexadecimal digits; also its name in the model folder.</summary>
    public string Sha256 { get; private init; } = sha256;
    public long Bytes { get; private init; } = bytes;

    /// <summary>Fingerprint of the training data: counts and newest rating.</summary>
    public string DataFingerprint { get; init; } = "";

    /// <summary>The last <see cref="Accounts.Erasure"/> that had happened when the training data were read: nothing of those up to it is in the model.</summary>
    public int CleanUpToErasure { get; init; }

    /// <summary>Metrics on held-out viewers, as a JSON array of {name, mean, half_width}.</summary>
    public string Metrics { get; init; } = "[]";

    /// <summary>The <see cref="ModelReport"/> as JSON; null for models of the time before there were any.</summary>
    public string? Report { get; init; }

    /// <summary>Why the gate refused it, or null.</summary>
    public string? Verdict { get; init; }
    public DateTimeOffset CreatedAt { get; private init; } = createdAt;
    public DateTimeOffset? PublishedAt { get; private init; }
}

/// <summary>A slice of a model's file, for servers that do not share a disk.</summary>
public sealed class ModelPart(int modelId, int partNumber, byte[] content)
{
    public const int MaximumBytes = 4 * 1024 * 1024;

    public int ModelId { get; private init; } = modelId;
    public int PartNumber { get; private init; } = partNumber;
    public byte[] Content { get; private init; } = content;
}

internal sealed class StoredModelConfiguration : IEntityTypeConfiguration<StoredModel>
{
    public void Configure(EntityTypeBuilder<StoredModel> model)
    {
        model.ToTable("models");
        model.HasKey(m => m.ModelId);
        model.Property(m => m.Kind).HasMaxLength(32);
        model.Property(m => m.State).HasConversion<string>().HasMaxLength(16);
        model.Property(m => m.Sha256).HasMaxLength(64);
        model.Property(m => m.DataFingerprint).HasMaxLength(200);
        model.Property(m => m.Verdict).HasMaxLength(1000);
        model.HasOne<TrainingRun>().WithMany().HasForeignKey(m => m.RunId).OnDelete(DeleteBehavior.Restrict);
        model.HasIndex(m => m.Kind).IsUnique().HasFilter("state = 'Live'").HasDatabaseName("ix_models_one_live_of_a_kind");
        model.HasIndex(m => new { m.State, m.Kind });
    }
}

internal sealed class ModelPartConfiguration : IEntityTypeConfiguration<ModelPart>
{
    public void Configure(EntityTypeBuilder<ModelPart> part)
    {
        part.ToTable("model_parts");
        part.HasKey(p => new { p.ModelId, p.PartNumber });
        part.HasOne<StoredModel>().WithMany().HasForeignKey(p => p.ModelId).OnDelete(DeleteBehavior.Cascade);
    }
}
