using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FilmRec.Core.Traffic;

/// <summary>What one server answered within one minute. Says how much and how fast, never who.</summary>
public sealed class TrafficMinute(DateTimeOffset minute, string host)
{
    /// <summary>Its first moment.</summary>
    public DateTimeOffset Minute { get; private init; } = minute;

    /// <summary>Machine and process.</summary>
    public string Host { get; private init; } = host;
    public long Requests { get; private set; }

    /// <summary>Answers with a status of 500 or more.</summary>
    public long Errors { get; private set; }

    /// <summary>Recommendations that were answered.</summary>
    public long Recommendations { get; private set; }

    /// <summary>Ratings that viewers gave or changed.</summary>
    public long Ratings { get; private set; }

    /// <summary>Different people who were logged in and asked for something.</summary>
    public int Viewers { get; private set; }

    /// <summary>Answers by time, as <see cref="AnswerTimes"/> writes them.</summary>
    public string Times { get; private set; } = "";

    internal void Add(TrafficCounts counts)
    {
        Requests += counts.Requests;
        Errors += counts.Errors;
        Recommendations += counts.Recommendations;
        Ratings += counts.Ratings;
        Viewers = Math.Max(Viewers, counts.Viewers);
        long[] times = AnswerTimes.Parse(Times);
        AnswerTimes.Add(times, counts.Times);
        Times = AnswerTimes.Write(times);
    }
}

internal sealed class TrafficMinuteConfiguration : IEntityTypeConfiguration<TrafficMinute>
{
    public void Configure(EntityTypeBuilder<TrafficMinute> minute)
    {
        minute.ToTable("traffic");
        minute.HasKey(m => new { m.Minute, m.Host });
        minute.Property(m => m.Host).HasMaxLength(200);
        minute.Property(m => m.Times).HasMaxLength(1000);
    }
}
