using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace FilmRec.Tests.Support;

/// <summary>Runs a theory once on SQLite and once on PostgreSQL; the latter shows as skipped on a machine without PostgreSQL.</summary>
/// <remarks>The theory's first parameter is the <see cref="DatabaseKind"/>; further values given here follow it.</remarks>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class DatabaseUnderTestAttribute(params object?[] values) : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
        => new(
        [
            new TheoryDataRow([DatabaseKind.Sqlite, .. values]),
            new TheoryDataRow([DatabaseKind.Postgres, .. values]) { Skip = PostgresServer.WhyNot },
        ]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
