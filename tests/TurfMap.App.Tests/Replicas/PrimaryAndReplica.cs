using Npgsql;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Replicas;

/// <summary>The tests that stop, hold back and promote servers, one after another on the same two.</summary>
[CollectionDefinition(nameof(PrimaryAndReplica))]
public sealed class OnPrimaryAndReplica : ICollectionFixture<PrimaryAndReplica>;

/// <summary>A primary with a city, and its streaming replica.</summary>
public sealed class PrimaryAndReplica : IAsyncLifetime
{
    internal PostgresCluster Primary { get; private set; } = null!;

    internal PostgresCluster Replica { get; private set; } = null!;

    internal string Database { get; private set; } = "";

    /// <summary>Both, as a store is named.</summary>
    internal string Both => $"Host=127.0.0.1:{Primary.Port},127.0.0.1:{Replica.Port};Username=postgres;Database={Database}";

    public async ValueTask InitializeAsync()
    {
        Primary = PostgresCluster.StartOrSkip();
        Database = Primary.CreateDatabase();
        await Node.FillAsync(Primary.Connection(Database));
        Replica = Primary.Replicate();
    }

    public ValueTask DisposeAsync()
    {
        Replica?.Dispose();
        Primary?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>How many programs are connected to the city on the replica.</summary>
    internal long ConnectionsToReplica() => (long)Replica.Execute($"SELECT count(*) FROM pg_stat_activity WHERE datname = '{Database}'")!;

    /// <summary>How often a table was read on the replica so far.</summary>
    internal long ReadsOnReplica(string table)
    {
        using var connection = new NpgsqlConnection(Replica.Connection(Database) + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(
            $"SELECT seq_scan + coalesce(idx_scan, 0) FROM pg_stat_user_tables WHERE relname = '{table}'",
            connection
        );
        return (long)command.ExecuteScalar()!;
    }
}
