using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Data;

/// <summary>Hands out the derived context of the configured database as the abstract one, which is all that features see.</summary>
internal sealed class AnyProviderFactory<T>(IDbContextFactory<T> inner) : IDbContextFactory<FilmRecDb>
    where T : FilmRecDb
{
    public FilmRecDb CreateDbContext() => inner.CreateDbContext();

    public async Task<FilmRecDb> CreateDbContextAsync(CancellationToken cancellationToken = default)
        => await inner.CreateDbContextAsync(cancellationToken);
}
