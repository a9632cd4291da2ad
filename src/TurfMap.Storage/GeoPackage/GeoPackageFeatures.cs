using Microsoft.Data.Sqlite;
using SQLitePCL;
using TurfMap.Domain.Changes;
using TurfMap.Formats;

namespace TurfMap.Storage.GeoPackage;

/// <summary>
/// Reads one feature table of a GeoPackage that somebody brought. The file is not trusted: it is opened read only, and only plain tables
/// are read.
/// </summary>
public sealed class GeoPackageFeatures : IFeatureReader
{
    private readonly SqliteConnection connection;
    private readonly string fileName;
    private readonly string table;
    private readonly string geometryColumn;
    private readonly string[] columns;
    private readonly long length;

    private GeoPackageFeatures(SqliteConnection connection, string fileName, long length, string table, string geometryColumn, string? crs)
    {
        (this.connection, this.fileName, this.length, this.table, this.geometryColumn, DeclaredCrs) = (
            connection,
            fileName,
            length,
            table,
            geometryColumn,
            crs
        );
        columns = [.. connection.List("SELECT name FROM pragma_table_info(@table)", row => row.GetString(0), ("@table", table))];
    }

    /// <inheritdoc/>
    public FileFormat Format => FileFormat.GeoPackage;

    /// <inheritdoc/>
    public string? DeclaredCrs { get; }

    /// <inheritdoc/>
    public IReadOnlyList<FormatNote> Notes { get; } = [];

    /// <inheritdoc/>
    public long NoteCount => 0;

    /// <inheritdoc/>
    public long BytesRead { get; private set; }

    /// <summary>Opens a feature table; when none is named, the only one.</summary>
    public static GeoPackageFeatures Open(string path, string? table = null)
    {
        var name = Path.GetFileName(path);
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = $"file:{Uri.EscapeDataString(Path.GetFullPath(path)).Replace("%2F", "/")}?immutable=1",
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
            }.ToString()
        );
        try
        {
            connection.Open();
            connection.Run("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA query_only = ON;");
            raw.sqlite3_limit(connection.Handle, raw.SQLITE_LIMIT_ATTACHED, 0);
            var tables = connection.List(
                """
                SELECT g.table_name, g.column_name, upper(g.geometry_type_name), s.organization, s.organization_coordsys_id, s.definition
                    FROM gpkg_geometry_columns g
                JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id
                JOIN sqlite_master m ON m.name = g.table_name AND m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%'
                """,
                row =>
                    (
                        Table: row.GetString(0),
                        Column: row.GetString(1),
                        Type: row.GetString(2),
                        Crs: Crs(row.GetString(3), row.GetInt64(4), row.GetString(5))
                    )
            );
            // Points and lines beside the areas (centres, labels) are not what is asked for.
            if (table is null && tables.Exists(one => !IsThin(one.Type)))
                tables.RemoveAll(one => IsThin(one.Type));
            var chosen =
                table is null && tables.Count == 1
                    ? tables[0]
                    : tables.Find(one => string.Equals(one.Table, table, StringComparison.OrdinalIgnoreCase));
            if (chosen.Table is null)
                throw new RefusedException(
                    Refusal.Invalid,
                    tables.Count == 0
                        ? $"{name} holds no table of features."
                        : $"{name} holds several layers: {string.Join(", ", tables.Select(one => one.Table))}. Name one with --table."
                );
            return new(connection, name, new FileInfo(path).Length, chosen.Table, chosen.Column, chosen.Crs);
        }
        catch (SqliteException wrong)
        {
            connection.Dispose();
            throw Unreadable(name, wrong);
        }
        catch (RefusedException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<Feature> Read(CancellationToken cancel = default)
    {
        var fields = columns.Where(column => column != geometryColumn).ToArray();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {string.Join(", ", fields.Append(geometryColumn).Select(Quote))} FROM {Quote(table)}";
        using var stop = cancel.Register(() => raw.sqlite3_interrupt(connection.Handle));
        using var rows = Guarded(() => command.ExecuteReader());
        for (var number = 1L; Guarded(rows.Read); number++)
        {
            cancel.ThrowIfCancellationRequested();
            yield return Guarded(() => Shape(rows, fields, number));
        }
        BytesRead = length;
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private static Feature Shape(SqliteDataReader rows, string[] fields, long number)
    {
        var values = new Dictionary<string, object?>(fields.Length, StringComparer.Ordinal);
        for (var i = 0; i < fields.Length; i++)
            values[fields[i]] = rows.GetValue(i) switch
            {
                DBNull => null,
                byte[] => null,
                var value => value,
            };
        return new Feature(
            number,
            rows.IsDBNull(fields.Length) ? null : GeoPackageGeometry.Read((byte[])rows.GetValue(fields.Length)),
            values
        );
    }

    private T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException wrong)
        {
            throw Unreadable(fileName, wrong);
        }
        catch (InvalidCastException)
        {
            throw new UnreadableException(
                fileName,
                $"{fileName}: column {geometryColumn} of table {table} holds something that is no geometry. Export the layer again."
            );
        }
    }

    private static string? Crs(string organization, long code, string definition) =>
        string.Equals(organization, "EPSG", StringComparison.OrdinalIgnoreCase) ? $"EPSG:{code}"
        : definition is "undefined" or "" ? null
        : definition;

    private static bool IsThin(string type) =>
        type.Contains("POINT", StringComparison.Ordinal) || type.Contains("LINE", StringComparison.Ordinal);

    private static string Quote(string name) => '"' + name.Replace("\"", "\"\"") + '"';

    private static UnreadableException Unreadable(string name, SqliteException wrong) =>
        new(
            name,
            wrong.SqliteErrorCode switch
            {
                26 => $"{name} is not a GeoPackage. Export the layer again as GeoPackage, GeoJSON or Shapefile.",
                11 => $"{name} is damaged. Copy it again from where it came.",
                1 => $"{name} is a database, but not a GeoPackage: it lacks the list of its layers. Export the layer again as GeoPackage.",
                _ => $"{name} cannot be read (database error {wrong.SqliteErrorCode}). Copy it again from where it came.",
            }
        );
}
