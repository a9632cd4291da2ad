using System.Data.Common;
using NetTopologySuite.Geometries;
using SavedRows = TurfMap.Domain.Importing.SavedRows;

namespace TurfMap.Storage.Sql;

/// <summary>How new a reading must be.</summary>
/// <param name="AtLeast">The change that must be in it. A replica that has not come so far is passed over.</param>
/// <param name="MayBeReplica">Whether a replica may answer. What a write is decided on may not.</param>
internal readonly record struct Freshness(long AtLeast, bool MayBeReplica)
{
    /// <summary>The newest state there is.</summary>
    public static Freshness Newest { get; } = new(0, false);
}

/// <summary>What the embedded file and the server do in their own ways; all else is written once on top of it.</summary>
internal abstract class Engine : IDisposable
{
    /// <summary>Where the store lies, for people; without passwords.</summary>
    public abstract string Location { get; }

    /// <summary>Reads in one consistent state of the store.</summary>
    public abstract Task<T> ReadAsync<T>(Func<Session, T> work, Freshness freshness, CancellationToken cancel);

    /// <summary>Reads a list in one consistent state of the store.</summary>
    public Task<IReadOnlyList<T>> ListAsync<T>(Func<Session, List<T>> work, Freshness freshness, CancellationToken cancel) =>
        ReadAsync<IReadOnlyList<T>>(work, freshness, cancel);

    /// <summary>Runs work in one transaction, alone among the writers; nothing stays when it throws.</summary>
    /// <exception cref="CommitUnknownException">The connection was cut while the end of the transaction was on its way.</exception>
    public abstract Task<T> WriteAsync<T>(Func<Session, T> work, CancellationToken cancel);

    /// <summary>Sends a value the way this engine keeps it.</summary>
    public abstract void Bind(DbCommand command, string name, object? value);

    /// <summary>
    /// Saves many rows of a kept table; a row whose key stands already takes its place. Values stand in the order of the columns.
    /// </summary>
    public abstract long Save(Session session, Table table, string[] columns, IEnumerable<object?[]> rows, long batch);

    /// <summary>The same, but a row that stands exactly so already is left as it is, with the batch that wrote it.</summary>
    public abstract SavedRows Merge(Session session, Table table, string[] columns, IEnumerable<object?[]> rows, long batch);

    /// <summary>Puts rows with all their columns and their own numbers into an empty table, as they stood in another store.</summary>
    public abstract long Copy(Session session, Table table, IEnumerable<object?[]> rows);

    /// <summary>How a shape is asked for.</summary>
    public abstract string SelectShape(string column);

    /// <summary>A shape as it was asked for.</summary>
    public abstract Geometry ReadShape(DbDataReader row, int column);

    /// <summary>The values of the row on which a reader stands.</summary>
    public virtual Cells CellsOf(DbDataReader row) => new ReaderCells(this, row);

    /// <summary>
    /// Reads parts of one state of the store side by side, where the engine can; otherwise as one part, on the session that is there.
    /// </summary>
    /// <param name="session">What has been read from so far; its state is what is read.</param>
    /// <param name="parts">How many parts there may be at most.</param>
    /// <param name="work">Reads one part of so many.</param>
    public virtual IReadOnlyList<T> ReadParts<T>(Session session, int parts, Func<Session, int, int, T> work) => [work(session, 0, 1)];

    /// <summary>How this engine writes its schema down.</summary>
    public abstract ISchemaDialect Dialect { get; }

    /// <summary>Brings up what the engine keeps beside the tables that a change touched, within its transaction.</summary>
    public virtual void Derive(Session session, IEnumerable<Table> touched) { }

    /// <summary>
    /// Keeps a mark of what an import wrote, by which damage shows; without a batch, of every import, as all was written anew.
    /// </summary>
    public virtual void Seal(Session session, long? batch) { }

    /// <summary>What was written before does not lie beside the store any longer than a reader needs it.</summary>
    /// <remarks>A server frees such bytes when it likes.</remarks>
    public virtual Task EraseJournalAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Damage that only this engine can have: one sentence for each finding.</summary>
    public abstract IEnumerable<string> Check(Session session, CancellationToken cancel);

    /// <summary>Brings a store of an earlier program up to this one; answers with the names of the steps.</summary>
    public abstract IReadOnlyList<string> Upgrade();

    /// <summary>Copies the store as of one moment into a file of its own kind; false when its kind is no file.</summary>
    public virtual bool TryCopyTo(string path) => false;

    /// <summary>Makes the store a thing that can be handed on: for a file, one file without a log beside it.</summary>
    public virtual void Settle() { }

    /// <inheritdoc/>
    public abstract void Dispose();
}

/// <summary>The connection was cut while a change was being kept: it may have been kept or not.</summary>
internal sealed class CommitUnknownException(string sentence, Exception inner) : Exception(sentence, inner);

/// <summary>Statements on one connection, within one transaction.</summary>
internal sealed class Session(Engine engine, DbConnection connection, DbTransaction? transaction)
{
    public Engine Engine => engine;

    public DbConnection Connection => connection;

    public DbTransaction? Transaction => transaction;

    /// <summary>Whether a statement may take as long as it needs, as indexes of a large import do.</summary>
    public bool IsPatient { get; init; }

    public int Run(string sql, params (string Name, object? Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    public T? Scalar<T>(string sql, params (string Name, object? Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteScalar() is { } value and not DBNull ? (T)value : default;
    }

    public List<T> List<T>(string sql, Func<DbDataReader, T> shape, params (string Name, object? Value)[] parameters) =>
        [.. Stream(sql, shape, parameters)];

    /// <summary>Rows one after another; nothing else may be asked on this session meanwhile.</summary>
    public IEnumerable<T> Stream<T>(string sql, Func<DbDataReader, T> shape, params (string Name, object? Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return shape(reader);
    }

    public DbCommand Command(string sql, params (string Name, object? Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        if (IsPatient)
            command.CommandTimeout = 0;
        foreach (var (name, value) in parameters)
            engine.Bind(command, name, value);
        return command;
    }
}
