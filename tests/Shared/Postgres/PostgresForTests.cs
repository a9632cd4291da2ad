#if !BENCHMARK
namespace TurfMap.Tests;

/// <summary>One private PostgreSQL for all tests of a run, started when the first one asks.</summary>
public sealed class PostgresForTests : IDisposable
{
    private readonly Lock starting = new();
    private PostgresCluster? cluster;

    internal PostgresCluster Cluster
    {
        get
        {
            lock (starting)
                return cluster ??= PostgresCluster.StartOrSkip("fsync=off");
        }
    }

    public void Dispose() => cluster?.Dispose();
}
#endif
