using System.Data;
using System.Data.Common;
using System.Text.RegularExpressions;
using NetTopologySuite.Geometries;
using Npgsql;
using TurfMap.Domain.Changes;
using TurfMap.Storage.Sql;
using SavedRows = TurfMap.Domain.Importing.SavedRows;

namespace TurfMap.Storage.PostGis;

/// <summary>
/// A city's store in a PostgreSQL database with PostGIS, perhaps with replicas: writes go to the primary, reading may go to any.
/// </summary>
internal sealed partial class PostGisServer : Engine
{
    /// <summary>
    /// Longer in all than a host that broke off is passed over (<c>Host Recheck Seconds</c>), so that one broken connection is no refusal.
    /// </summary>
    private static readonly TimeSpan[] Pauses = [.. new[] { 100, 200, 400, 800 }.Select(pause => TimeSpan.FromMilliseconds(pause))];

    private readonly NpgsqlDataSource all;
    private readonly NpgsqlDataSource primary;
    private readonly NpgsqlDataSource near;
    private readonly string? schema;

    private PostGisServer(NpgsqlConnectionStringBuilder connection)
    {
        schema = connection.SearchPath?.Split(',')[0].Trim() is { Length: > 0 } named ? named : null;
        Location = $"PostgreSQL {connection.Host}, database {connection.Database}{(schema is null ? "" : ", schema " + schema)}";
        if (connection.Host!.Contains(',', StringComparison.Ordinal))
        {
            var hosts = PostGisShapes.With(connection).BuildMultiHost();
            (all, primary, near) = (
                hosts,
                hosts.WithTargetSession(TargetSessionAttributes.Primary),
                hosts.WithTargetSession(TargetSessionAttributes.PreferStandby)
            );
        }
        else
        {
            var builder = PostGisShapes.With(connection);
            // How metrics call the pool; without a name of its own they show the connection, with the user's.
            builder.Name = schema is null ? connection.Database : $"{connection.Database}.{schema}";
            all = primary = near = builder.Build();
        }
    }

    public override string Location { get; }

    /// <summary>Whether a store is named as a connection, such as <c>Host=db;Database=city;Username=turfmap</c>.</summary>
    public static bool IsConnection(string store) => ConnectionWord().IsMatch(store);

    /// <summary>Opens a database, or makes the tables when there are none and it is to be written.</summary>
    public static PostGisServer Open(string store, StoreAccess access)
    {
        NpgsqlConnectionStringBuilder connection;
        try
        {
            // A statement may take as long as it needs; a server that is gone shows by its silence.
            connection = new(store)
            {
                ApplicationName = "TurfMap",
                CommandTimeout = 0,
                KeepAlive = 30,
                TargetSessionAttributes = null,
            };
        }
        catch (ArgumentException wrong)
        {
            throw new RefusedException(
                Refusal.Invalid,
                $"The store's connection is not understood: {wrong.Message.Split('\n')[0].TrimEnd('.')}. Write it as "
                    + "Host=localhost;Database=city;Username=turfmap."
            );
        }
        if (connection.SearchPath is { Length: > 0 } path && !path.Contains("public", StringComparison.OrdinalIgnoreCase))
            connection.SearchPath = path + ",public"; // where PostGIS usually lies
        if (!store.Contains("Host Recheck Seconds", StringComparison.OrdinalIgnoreCase))
            connection.HostRecheckSeconds = 1;
        if (!store.Contains("Keepalive", StringComparison.OrdinalIgnoreCase))
            // a server that is gone without a word is noticed, also by whoever waits patiently
            (connection.TcpKeepAlive, connection.TcpKeepAliveTime, connection.TcpKeepAliveInterval) = (true, 20, 5);
        var server = new PostGisServer(connection);
        try
        {
            server.Prepare(access);
            return server;
        }
        catch (Exception wrong)
        {
            server.Dispose();
            throw PostgresErrors.Of(wrong, server.Location, "could not be opened") ?? wrong;
        }
    }

    public override Task<T> ReadAsync<T>(Func<Session, T> work, Freshness freshness, CancellationToken cancel) =>
        Task.Run(
            async () =>
            {
                for (var attempt = 0; ; attempt++)
                {
                    try
                    {
                        if (freshness.MayBeReplica && near != primary && TryReadNear(work, freshness.AtLeast) is { } found)
                            return found.Value;
                        return Read(primary, work, 0)!.Value.Value;
                    }
                    catch (Exception wrong) when (PostgresErrors.IsPassing(wrong) && attempt < Pauses.Length)
                    {
                        await Task.Delay(Pauses[attempt], cancel);
                    }
                    catch (Exception wrong)
                        when (PostgresErrors.Of(wrong, Location, "could not be read", "Try again in a moment.") is { } refused)
                    {
                        throw refused;
                    }
                }
            },
            cancel
        );

    public override Task<T> WriteAsync<T>(Func<Session, T> work, CancellationToken cancel) =>
        Task.Run(
            async () =>
            {
                try
                {
                    await using var connection = await BeginAsync(cancel);
                    await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancel);
                    var session = new Session(this, connection, transaction) { IsPatient = true };
                    session.Run(Alone);
                    var result = work(session);
                    cancel.ThrowIfCancellationRequested();
                    Commit(transaction);
                    return result;
                }
                catch (Exception wrong) when (PostgresErrors.Of(wrong, Location, "could not be written") is { } refused)
                {
                    throw refused;
                }
            },
            cancel
        );

    public override void Bind(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value switch
        {
            null => DBNull.Value,
            DateTimeOffset moment => moment.ToUniversalTime(),
            _ => value,
        };
        command.Parameters.Add(parameter);
    }

    public override long Save(Session session, Table table, string[] columns, IEnumerable<object?[]> rows, long batch) =>
        BulkCopy.Save(session, table, columns, rows, batch);

    public override SavedRows Merge(Session session, Table table, string[] columns, IEnumerable<object?[]> rows, long batch) =>
        BulkCopy.Merge(session, table, columns, rows, batch);

    public override long Copy(Session session, Table table, IEnumerable<object?[]> rows) => BulkCopy.Copy(session, table, rows);

    public override string SelectShape(string column) => column;

    public override Geometry ReadShape(DbDataReader row, int column) => PostGisShapes.Read(row, column, Location);

    public override ISchemaDialect Dialect => PostGisDialect.All;

    public override IEnumerable<string> Check(Session session, CancellationToken cancel) => ServerCheck.Run(session, cancel);

    public override IReadOnlyList<string> Upgrade()
    {
        try
        {
            return UpgradeAll();
        }
        catch (Exception wrong) when (PostgresErrors.Of(wrong, Location, "could not be brought up") is { } refused)
        {
            throw refused;
        }
    }

    private List<string> UpgradeAll()
    {
        var names = new List<string>();
        using var connection = primary.OpenConnection();
        using var transaction = connection.BeginTransaction();
        var session = new Session(this, connection, transaction) { IsPatient = true };
        session.Run(Alone);
        for (var step = (int)ReadSchema(session) + 1; step <= Steps.Newest; step++)
        {
            session.Run(Steps.Sql(step, PostGisDialect.All));
            names.Add($"Step {step}: {Steps.Names[step]}.");
        }
        transaction.Commit();
        return names;
    }

    public override void Dispose()
    {
        near.Dispose();
        primary.Dispose();
        all.Dispose();
    }

    /// <summary>
    /// One writer at a time for each city, as with a file; kept for the transaction, and never given an end that a power cut could lose.
    /// The server looks whether we are still there: a program that was killed in the middle of a large load must not hold its locks until
    /// the load is through.
    /// </summary>
    private const string Alone = """
        SET LOCAL lock_timeout = '30s'; SET LOCAL statement_timeout = 0;
        SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off';
        SELECT set_config('client_connection_check_interval', '1s', true) WHERE version() LIKE '%linux%';
        SELECT pg_advisory_xact_lock(7461, hashtext(current_schema()));
        """;

    /// <summary>
    /// Whatever stops a replica (it let go of a long reading, replays an upgrade, restarts) is no answer: the primary is asked then.
    /// </summary>
    private (T Value, bool)? TryReadNear<T>(Func<Session, T> work, long atLeast)
    {
        try
        {
            return Read(near, work, atLeast);
        }
        catch (Exception wrong) when (wrong is PostgresException || PostgresErrors.IsPassing(wrong))
        {
            return null;
        }
    }

    /// <summary>Nothing when the replica has not come as far as the change that is asked for.</summary>
    private (T Value, bool)? Read<T>(NpgsqlDataSource source, Func<Session, T> work, long atLeast)
    {
        using var connection = source.OpenConnection();
        using var transaction = connection.BeginTransaction(IsolationLevel.RepeatableRead);
        var session = new Session(this, connection, transaction);
        bool shapesAreKnown;
        using (var command = session.Command($"SET TRANSACTION READ ONLY; {PostGisShapes.Probe}"))
        using (var probe = command.ExecuteReader())
            shapesAreKnown = PostGisShapes.AreKnown(probe);
        if (!shapesAreKnown)
            connection.ReloadTypes();
        if (atLeast > 0 && StampRows.ReadChange(session) < atLeast)
            return null;
        return (work(session), true);
    }

    /// <summary>A connection that answers: those that a restart of the server left broken are passed over.</summary>
    private async Task<NpgsqlConnection> BeginAsync(CancellationToken cancel)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await AliveAsync(cancel);
            }
            catch (Exception wrong) when (PostgresErrors.IsPassing(wrong) && attempt < Pauses.Length)
            {
                await Task.Delay(Pauses[attempt], cancel);
            }
        }
    }

    private async Task<NpgsqlConnection> AliveAsync(CancellationToken cancel)
    {
        var connection = await primary.OpenConnectionAsync(cancel);
        try
        {
            bool shapesAreKnown;
            await using (var alive = new NpgsqlCommand(PostGisShapes.Probe, connection))
            await using (var probe = await alive.ExecuteReaderAsync(cancel))
                shapesAreKnown = PostGisShapes.AreKnown(probe);
            if (!shapesAreKnown)
                await connection.ReloadTypesAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private void Commit(NpgsqlTransaction transaction)
    {
        try
        {
            transaction.Commit();
        }
        catch (Exception wrong) when (PostgresErrors.IsCut(wrong))
        {
            throw new CommitUnknownException(
                $"The connection to {Location} was cut while the change was being kept, and it is not known whether it was.",
                wrong
            );
        }
    }

    private void Prepare(StoreAccess access)
    {
        using var connection = Reachable();
        var session = new Session(this, connection, null);
        if (!Has(session, "setting"))
        {
            if (access == StoreAccess.Read)
                throw new RefusedException(Refusal.NotFound, $"There is no city in {Location} yet. Make one with import or serve.");
            Create();
            return;
        }
        if (!Has(session, "import_batch") || !Has(session, "area"))
            throw new RefusedException(
                Refusal.StoreUnusable,
                $"{Location} holds tables of another program. Name a database or a schema of its own: Search Path=turfmap."
            );
        SchemaAge.Check(Location, ReadSchema(session), access);
    }

    /// <summary>The primary; while it is away, a replica will do to look at what is there.</summary>
    private NpgsqlConnection Reachable()
    {
        try
        {
            return primary.OpenConnection();
        }
        catch (NpgsqlException) when (near != primary)
        {
            return near.OpenConnection();
        }
    }

    private void Create()
    {
        using var connection = primary.OpenConnection();
        using var transaction = connection.BeginTransaction();
        var session = new Session(this, connection, transaction);
        session.Run("SELECT pg_advisory_xact_lock(7460)"); // two programs that make a first store at once
        if (schema is not null)
            session.Run($"CREATE SCHEMA IF NOT EXISTS {new NpgsqlCommandBuilder().QuoteIdentifier(schema)}");
        foreach (var extension in new[] { "postgis", "btree_gist" })
            if (session.Scalar<long>("SELECT count(*) FROM pg_extension WHERE extname = @name", ("@name", extension)) == 0)
                session.Run($"CREATE EXTENSION {extension}");
        if (!Has(session, "setting"))
            for (var step = 1; step <= Steps.Newest; step++)
                session.Run(Steps.Sql(step, PostGisDialect.All));
        transaction.Commit();
    }

    /// <summary>Only in the store's own schema: another on the search path may hold another city.</summary>
    private bool Has(Session session, string table) =>
        session.Scalar<long>(
            "SELECT count(*) FROM pg_tables WHERE schemaname = coalesce(@schema, current_schema()) AND tablename = @table",
            ("@schema", schema),
            ("@table", table)
        ) > 0;

    private static long ReadSchema(Session session) =>
        long.Parse(session.Scalar<string>("SELECT value FROM setting WHERE key = 'schema'") ?? "0");

    [GeneratedRegex(@"(^|;)\s*(Host|Server)\s*=", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex ConnectionWord();
}
