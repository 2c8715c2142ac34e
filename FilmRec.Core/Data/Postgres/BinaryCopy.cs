using Npgsql;
using NpgsqlTypes;

namespace FilmRec.Core.Data.Postgres;

internal static class BinaryCopy
{
    public static async ValueTask WriteOrNullAsync<T>(this NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type, CancellationToken cancellationToken)
        where T : struct
    {
        if (value is { } present)
        {
            await copy.WriteAsync(present, type, cancellationToken);
        }
        else
        {
            await copy.WriteNullAsync(cancellationToken);
        }
    }

    public static async ValueTask WriteOrNullAsync(this NpgsqlBinaryImporter copy, string? text, CancellationToken cancellationToken)
    {
        if (text is not null)
        {
            await copy.WriteAsync(text, NpgsqlDbType.Text, cancellationToken);
        }
        else
        {
            await copy.WriteNullAsync(cancellationToken);
        }
    }
}
