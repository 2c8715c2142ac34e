using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FilmRec.Core.Accounts;

/// <summary>What a viewer told us about their taste in words rather than in stars.</summary>
public sealed class ViewerPreferences(int viewerId)
{
    public int ViewerId { get; private init; } = viewerId;

    /// <summary>Genre names, in the viewer's order.</summary>
    public List<string> FavouriteGenres { get; init; } = [];

    /// <summary>Genre names that are never recommended.</summary>
    public List<string> AvoidedGenres { get; init; } = [];

    /// <summary>First years: 1980 stands for 1980 to 1989.</summary>
    public List<int> PreferredDecades { get; init; } = [];
}

internal sealed class ViewerPreferencesConfiguration : IEntityTypeConfiguration<ViewerPreferences>
{
    public void Configure(EntityTypeBuilder<ViewerPreferences> preferences)
    {
        preferences.ToTable("user_preferences");
        preferences.HasKey(p => p.ViewerId);
        preferences.Property(p => p.ViewerId).HasColumnName("user_id").ValueGeneratedNever();
        preferences.HasOne<Account>().WithOne().HasForeignKey<ViewerPreferences>(p => p.ViewerId).OnDelete(DeleteBehavior.Cascade);
    }
}
