using TurfMap.Domain.Changes;
using TurfMap.Domain.Importing;
using TurfMap.Formats;
using TurfMap.Storage.GeoPackage;
using TurfMap.Storage.Importing;

namespace TurfMap.App.Files;

/// <summary>Opens the files that somebody names; the format is known by content.</summary>
internal static class InputFiles
{
    private static readonly byte[] SqliteMark = "SQLite format 3\0"u8.ToArray();

    public static FileStream Open(string path)
    {
        if (Directory.Exists(path))
            throw new RefusedException(Refusal.Unreadable, $"{path} is a folder. Name a file in it.");
        if (!File.Exists(path))
            throw new RefusedException(Refusal.NotFound, $"There is no file {path}.");
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
    }

    /// <summary>Opens a file as its kind of import takes it; the request says what the person called it.</summary>
    /// <remarks>
    /// What came over a network and may nest, expand or run is read by a process of its own. Tables of text may not: they are flat, and
    /// their packing is bounded.
    /// </remarks>
    public static ImportFile OpenImport(
        ImportForm form,
        string path,
        ImportRequest request,
        CancellationToken cancel,
        FileReaders? readers = null,
        string sender = ""
    ) =>
        form switch
        {
            ImportForm.Boundaries when readers is not null => new(new LayerProcess(readers, path, request.Table, sender)),
            ImportForm.Rows when readers is not null && !FeatureFile.IsTable(request.FileName, Open(path)) => new(
                new TableProcess(readers, new(path, request.FileName) { Crs = request.Crs, Sender = sender })
            ),
            ImportForm.Boundaries => new(OpenFeatures(path, request.Table, name: request.FileName, cancel: cancel)),
            ImportForm.Csv => new(new CsvTable(OpenTable(path, request.FileName))),
            _ => new(OpenRows(path, request.Crs, cancel, request.FileName)),
        };

    /// <summary>Opens a CSV file; an upload says what the person called it.</summary>
    public static CsvReader OpenTable(string path, string? name = null) => new(name ?? Path.GetFileName(path), Open(path));

    /// <summary>Opens a table of rows: a CSV file, or the features or records of any other format.</summary>
    public static ITableSource OpenRows(string path, string? crs, CancellationToken cancel, string? name = null)
    {
        var reader = OpenFeatures(path, name: name, takesRecords: true, cancel: cancel);
        if (reader.Format != FileFormat.Csv)
            return new FeatureTable(name ?? Path.GetFileName(path), reader, crs, cancel);
        reader.Dispose();
        return new CsvTable(OpenTable(path, name));
    }

    /// <summary>Opens boundaries or points; the parts of a shapefile are found beside it.</summary>
    public static IFeatureReader OpenFeatures(
        string path,
        string? table = null,
        CoordinateColumns? columns = null,
        string? name = null,
        bool takesRecords = false,
        CancellationToken cancel = default
    )
    {
        return IsSqlite(path)
            ? GeoPackageFeatures.Open(path, table, name, cancel: cancel)
            : FeatureFile.Open(name ?? Path.GetFileName(path), Open(path), ending => Sibling(path, ending), null, columns, takesRecords);
    }

    /// <summary>Whether a file is a database of SQLite, as a GeoPackage is.</summary>
    public static bool IsSqlite(string path)
    {
        using var content = Open(path);
        Span<byte> head = stackalloc byte[16];
        return content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.SequenceEqual(SqliteMark);
    }

    private static FileStream? Sibling(string path, string ending)
    {
        foreach (var candidate in new[] { Path.ChangeExtension(path, ending), Path.ChangeExtension(path, ending.ToUpperInvariant()) })
            if (File.Exists(candidate))
                return Open(candidate);
        return null;
    }
}
