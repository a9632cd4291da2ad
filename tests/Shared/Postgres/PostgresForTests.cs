#if !BENCHMARK
namespace TurfMap.Tests;

/// <summary>One private PostgreSQL for all tests of a run, started when the first one asks, with databases to copy.</summary>
public sealed class PostgresForTests : IDisposable
{
    private readonly Lock starting = new();
    private readonly Dictionary<string, string> prepared = [];
    private PostgresCluster? cluster;

    internal PostgresCluster Cluster
    {
        get
        {
            lock (starting)
                return cluster ??= PostgresCluster.StartOrSkip("fsync=off");
        }
    }

    /// <summary>
    /// A database of a test's own that holds what was prepared under a name: filled once, given a connection to it, and then only copied.
    /// </summary>
    internal string CopyDatabase(string name, Action<string> fill)
    {
        string? template;
        lock (prepared)
            if (!prepared.TryGetValue(name, out template))
            {
                template = Cluster.CreateDatabase();
                fill(Cluster.Connection(template) + ";Pooling=false");
                prepared[name] = template;
            }
        return Cluster.CreateDatabase(template);
    }

    public void Dispose() => cluster?.Dispose();
}
#endif
