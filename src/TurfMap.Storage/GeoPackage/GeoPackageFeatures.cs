using Microsoft.Data.Sqlite;
using SQLitePCL;
using TurfMap.Domain.Changes;
using TurfMap.Formats;

namespace TurfMap.Storage.GeoPackage;

/// <summary>
/// Reads one feature table of a GeoPackage that somebody brought. The file is not trusted: it is opened read only, and only plain tables
/// with stored columns are read.
/// </summary>
public sealed class GeoPackageFeatures : IFeatureReader
{
    private const string Contents = "gpkg_contents",
        GeometryColumns = "gpkg_geometry_columns",
        SpatialRefSys = "gpkg_spatial_ref_sys";

    private const int MostLayers = 1_000;

    private readonly ForeignDatabase database;
    private readonly string fileName;
    private readonly string table;
    private readonly string geometryColumn;
    private readonly string[] fields;
    private readonly ReadingLimits limits;
    private readonly long length;

    private GeoPackageFeatures(
        ForeignDatabase database,
        string fileName,
        long length,
        Layer layer,
        string[] fields,
        ReadingLimits limits
    ) =>
        (this.database, this.fileName, this.length, table, geometryColumn, this.fields, this.limits, DeclaredCrs) = (
            database,
            fileName,
            length,
            layer.Table,
            layer.Column,
            fields,
            limits,
            layer.Crs
        );

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
    /// <param name="path">Where the file lies.</param>
    /// <param name="table">The table, when the file holds several.</param>
    /// <param name="name">What the person calls the file; its own name when not given.</param>
    /// <param name="limits">How much the file may ask for; null for the default.</param>
    /// <param name="cancel">Stops the opening: a schema may take long to read.</param>
    public static GeoPackageFeatures Open(
        string path,
        string? table = null,
        string? name = null,
        ReadingLimits? limits = null,
        CancellationToken cancel = default
    )
    {
        name ??= Path.GetFileName(path);
        limits ??= ReadingLimits.Default;
        var database = ForeignDatabase.Open(path, name, limits, cancel);
        try
        {
            foreach (var system in new[] { Contents, GeometryColumns, SpatialRefSys })
                if (database.KindOf(system) is var kind and not TableKind.None)
                    NeedPlain(database, name, system, kind);
            if (database.KindOf(GeometryColumns) == TableKind.None)
                throw new UnreadableException(
                    name,
                    "This is a database, but not a GeoPackage: it lacks the list of its layers. Export the layer again as GeoPackage."
                );
            var layer = Choose(name, table, [.. List(database).Select(layer => (layer, database.KindOf(layer.Table)))]);
            if (database.IsInside(layer.Table))
                throw new RefusedException(
                    Refusal.Invalid,
                    $"{name} cannot be read: {layer.Table} is the inside of an index. Export the layer again."
                );
            var columns = NeedPlain(database, name, layer.Table, TableKind.Plain);
            var geometry =
                columns.FirstOrDefault(column => string.Equals(column, layer.Column, StringComparison.OrdinalIgnoreCase))
                ?? throw new UnreadableException(
                    name,
                    $"The table {layer.Table} has no column {layer.Column}, where its shapes should be. Export the layer again."
                );
            var crs = database.KindOf(SpatialRefSys) == TableKind.None ? null : Crs(database, layer.SrsId);
            return new(
                database,
                name,
                new FileInfo(path).Length,
                layer with
                {
                    Column = geometry,
                    Crs = crs,
                },
                [.. columns.Where(column => column != geometry)],
                limits
            );
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Bounds what SQLite may allocate in this process, all files together: only for a process that has no store open.
    /// </summary>
    public static void LimitMemory(long bytes)
    {
        Batteries_V2.Init();
        raw.sqlite3_hard_heap_limit64(bytes);
    }

    /// <inheritdoc/>
    public IEnumerable<Feature> Read(CancellationToken cancel = default)
    {
        var columns = string.Join(", ", fields.Append(geometryColumn).Select(ForeignDatabase.Quote));
        using var command = new SqliteCommand();
        // An index could hold other values than the table.
        using var rows = database.Read(command, $"SELECT {columns} FROM main.{ForeignDatabase.Quote(table)} NOT INDEXED", cancel);
        for (var number = 1L; database.Guarded(rows.Read); number++)
        {
            cancel.ThrowIfCancellationRequested();
            if (number > limits.MaxFeatures)
                throw new UnreadableException(
                    fileName,
                    $"The file holds more than {limits.MaxFeatures:N0} features. Split it and try again."
                );
            yield return database.Guarded(() => Shape(rows, number));
        }
        BytesRead = length;
    }

    /// <inheritdoc/>
    public void Dispose() => database.Dispose();

    private Feature Shape(SqliteDataReader rows, long number)
    {
        var values = new Dictionary<string, object?>(fields.Length, StringComparer.Ordinal);
        var bytes = 0L;
        for (var i = 0; i < fields.Length; i++)
            values[fields[i]] = raw.sqlite3_column_type(rows.Handle, i) switch
            {
                raw.SQLITE_INTEGER => rows.GetInt64(i),
                raw.SQLITE_FLOAT => rows.GetDouble(i),
                raw.SQLITE_TEXT when Fits(i) => rows.GetString(i),
                _ => null, // blobs beside the shape say nothing to a person
            };
        return new Feature(
            number,
            raw.sqlite3_column_type(rows.Handle, fields.Length) switch
            {
                raw.SQLITE_NULL => null,
                raw.SQLITE_BLOB when Fits(fields.Length) => GeoPackageGeometry.Read(
                    (byte[])rows.GetValue(fields.Length),
                    fileName,
                    number,
                    limits
                ),
                _ => throw new UnreadableException(
                    fileName,
                    $"The column {geometryColumn} of the table {table} holds something that is no geometry. Export the layer again.",
                    feature: number
                ),
            },
            values
        );

        // A short row may have long values that its table gives to every row.
        bool Fits(int column) =>
            (bytes += raw.sqlite3_column_bytes(rows.Handle, column)) <= limits.MaxBytesPerFeature
                ? true
                : throw new UnreadableException(
                    fileName,
                    $"The feature is longer than {limits.MaxBytesPerFeature:N0} bytes. Simplify the shapes where the file was made, or "
                        + "leave long fields out.",
                    feature: number
                );
    }

    private static List<Layer> List(ForeignDatabase database) =>
        database.List(
            $"SELECT table_name, column_name, geometry_type_name, srs_id FROM main.{GeometryColumns} LIMIT {MostLayers}",
            row => new Layer(Text(row, 0), Text(row, 1), Text(row, 2).ToUpperInvariant(), row.IsDBNull(3) ? 0 : row.GetInt64(3))
        );

    private static Layer Choose(string name, string? asked, (Layer Layer, TableKind Kind)[] layers)
    {
        var plain = layers.Where(one => one.Kind == TableKind.Plain).Select(one => one.Layer).ToList();
        // Points and lines beside the areas (centres, labels) are not what is asked for.
        if (asked is null && plain.Exists(layer => !layer.IsThin))
            plain.RemoveAll(layer => layer.IsThin);
        if (asked is null && plain.Count == 1)
            return plain[0];
        if (plain.Find(layer => layer.IsCalled(asked)) is { } named)
            return named;
        var other = Array.Find(layers, one => one.Kind > TableKind.Plain && (asked is null || one.Layer.IsCalled(asked)));
        throw new RefusedException(
            Refusal.Invalid,
            plain.Count > 0 && (asked is null || other.Layer is null)
                ? $"{name} holds several layers: {string.Join(", ", plain.Select(layer => layer.Table))}. Name one with --table."
                : $"{name} holds no table of features{(other.Layer is null ? "." : $": {NotPlain(other.Layer.Table, other.Kind)}")}"
        );
    }

    /// <summary>The names of a table's columns; refuses what is no table, or computes a column when it is asked.</summary>
    private static IReadOnlyList<string> NeedPlain(ForeignDatabase database, string name, string table, TableKind kind)
    {
        if (kind != TableKind.Plain)
            throw new RefusedException(Refusal.Invalid, $"{name} cannot be read: {NotPlain(table, kind)}");
        var columns = database.ListColumns(table);
        return columns.FirstOrDefault(column => !column.IsPlain) is { Name: { } computed }
            ? throw new RefusedException(
                Refusal.Invalid,
                $"{name} cannot be read: the column {computed} of {table} is computed, and only stored values are read. Export the "
                    + "layer again."
            )
            : [.. columns.Select(column => column.Name)];
    }

    private static string NotPlain(string table, TableKind kind) =>
        $"{table} is a {(kind == TableKind.Virtual ? "virtual table" : "view")}, and only plain tables are read. Export the layer again as "
        + "a table.";

    private static string? Crs(ForeignDatabase database, long srsId) =>
        database
            .List(
                $"SELECT organization, organization_coordsys_id, definition FROM main.{SpatialRefSys} WHERE srs_id = @srs LIMIT 1",
                row => Crs(Text(row, 0), row.IsDBNull(1) ? 0 : row.GetInt64(1), Text(row, 2)),
                ("@srs", srsId)
            )
            .FirstOrDefault();

    private static string? Crs(string organization, long code, string definition) =>
        string.Equals(organization, "EPSG", StringComparison.OrdinalIgnoreCase) ? $"EPSG:{code}"
        : definition is "undefined" or "" ? null
        : definition;

    private static string Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? "" : row.GetString(column);

    /// <summary>A line of the list of layers.</summary>
    private sealed record Layer(string Table, string Column, string Type, long SrsId, string? Crs = null)
    {
        public bool IsCalled(string? name) => string.Equals(Table, name, StringComparison.OrdinalIgnoreCase);

        public bool IsThin => Type.Contains("POINT", StringComparison.Ordinal) || Type.Contains("LINE", StringComparison.Ordinal);
    }
}
