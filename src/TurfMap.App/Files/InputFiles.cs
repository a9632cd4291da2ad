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
    public static ImportFile OpenImport(ImportForm form, string path, ImportRequest request, CancellationToken cancel) =>
        form switch
        {
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
        var content = Open(path);
        Span<byte> head = stackalloc byte[16];
        var read = content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        content.Position = 0;
        if (head[..read].SequenceEqual(SqliteMark))
        {
            content.Dispose();
            return GeoPackageFeatures.Open(path, table, name, cancel: cancel);
        }
        return FeatureFile.Open(name ?? Path.GetFileName(path), content, ending => Sibling(path, ending), null, columns, takesRecords);
    }

    private static FileStream? Sibling(string path, string ending)
    {
        foreach (var candidate in new[] { Path.ChangeExtension(path, ending), Path.ChangeExtension(path, ending.ToUpperInvariant()) })
            if (File.Exists(candidate))
                return Open(candidate);
        return null;
    }
}
