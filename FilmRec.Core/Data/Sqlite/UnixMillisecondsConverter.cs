using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace FilmRec.Core.Data.Sqlite;

/// <summary>Moments as milliseconds since 1970 in UTC.</summary>
internal sealed class UnixMillisecondsConverter()
    : ValueConverter<DateTimeOffset, long>(moment => moment.ToUnixTimeMilliseconds(), milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
