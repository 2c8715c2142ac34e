namespace FilmRec.Tests.Support;

public enum DatabaseKind
{
    Sqlite,
    Postgres,
}
