using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;
using TurfMap.Formats;

namespace TurfMap.Storage.GeoPackage;

/// <summary>Loads many rows with one prepared statement; a row whose key stands already takes its place. Fills the spatial index beside the triggers, which cost ten times as much.</summary>
internal static class BulkInsert
{
    public static long Run(
        SqliteConnection connection, SqliteTransaction transaction, string table, string[] columns, IEnumerable<object?[]> rows, IEnumerable<Geometry?>? geometries, long batch)
    {
        using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        var all = geometries is null ? columns : [.. columns, "geom"];
        insert.CommandText = $"INSERT INTO {table} ({string.Join(", ", all)}, batch) VALUES ({string.Join(", ", all.Select(column => "@" + column))}, @batch) ON CONFLICT DO NOTHING RETURNING fid";
        var values = all.Select(column => insert.Parameters.Add(new SqliteParameter("@" + column, null))).ToArray();
        insert.Parameters.AddWithValue("@batch", batch);
        using var supersede = Supersede(connection, transaction, table, batch, insert);
        using var index = geometries is null ? null : Index(connection, transaction, table);

        if (index is not null)
            connection.Run(RTree.DropInsertTrigger(table), transaction);
        using var shapes = geometries?.GetEnumerator();
        var count = 0L;
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                values[i].Value = row[i] ?? DBNull.Value;
            var geometry = shapes is not null && shapes.MoveNext() ? shapes.Current : null;
            if (shapes is not null)
                values[^1].Value = geometry is null ? DBNull.Value : GeoPackageGeometry.Write(geometry, 4326);
            if (insert.ExecuteScalar() is not long fid)
            {
                supersede.ExecuteNonQuery();
                fid = (long)insert.ExecuteScalar()!;
            }
            if (geometry is { IsEmpty: false })
                Put(index!, fid, geometry.EnvelopeInternal);
            count++;
        }
        if (index is not null)
            connection.Run(RTree.CreateInsertTrigger(table), transaction);
        return count;
    }

    /// <summary>The statement that makes room: the standing row with the same key leaves.</summary>
    private static SqliteCommand Supersede(SqliteConnection connection, SqliteTransaction transaction, string table, long batch, SqliteCommand insert)
    {
        var key = Array.Find(Schema.KeptTables, kept => kept.Table == table).Key.Split(", ");
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"UPDATE {table} SET superseded_by = @batch WHERE superseded_by IS NULL AND {string.Join(" AND ", key.Select(column => $"{column} IS @{column}"))}";
        foreach (var column in key)
            if (insert.Parameters.Contains("@" + column))
                command.Parameters.Add(insert.Parameters["@" + column]);
        command.Parameters.AddWithValue("@batch", batch);
        return command;
    }

    private static SqliteCommand Index(SqliteConnection connection, SqliteTransaction transaction, string table)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO rtree_{table}_geom VALUES (@id, @minx, @maxx, @miny, @maxy)";
        foreach (var name in new[] { "@id", "@minx", "@maxx", "@miny", "@maxy" })
            command.Parameters.Add(new SqliteParameter(name, null));
        return command;
    }

    private static void Put(SqliteCommand index, long fid, Envelope box)
    {
        object[] values = [fid, box.MinX, box.MaxX, box.MinY, box.MaxY];
        for (var i = 0; i < values.Length; i++)
            index.Parameters[i].Value = values[i];
        index.ExecuteNonQuery();
    }
}
