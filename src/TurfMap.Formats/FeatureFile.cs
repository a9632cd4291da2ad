using TurfMap.Formats.Csv;
using TurfMap.Formats.GeoJson;
using TurfMap.Formats.Records;
using TurfMap.Formats.Shapefiles;
using TurfMap.Formats.TopoJson;
using TurfMap.Formats.Unpacking;

namespace TurfMap.Formats;

/// <summary>Opens a file of features, whatever its format and packing; both are found in the content.</summary>
public static class FeatureFile
{
    /// <summary>Whether a file is a table of text, plain or packed. Reads its head only; false also for what cannot be told.</summary>
    /// <param name="name">The file as the person knows it, for messages only.</param>
    /// <param name="content">The bytes, plain, .gz or .zip; closed afterwards.</param>
    /// <param name="limits">How much the file may ask for; null for the default.</param>
    public static bool IsTable(string name, Stream content, ReadingLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        try
        {
            using var unpacked = Unpacked.Open(name, content, _ => null, limits ?? ReadingLimits.Default);
            return Recognition.Recognise(unpacked.Content.Head) == FileFormat.Csv;
        }
        catch (UnreadableException)
        {
            return false;
        }
        finally
        {
            content.Dispose();
        }
    }

    /// <summary>Opens a file and reads its head.</summary>
    /// <param name="name">The file as the person knows it, for messages only.</param>
    /// <param name="content">The bytes, plain, .gz or .zip; closed with the reader. A .zip needs a stream that can seek, else it is held in
    /// memory.</param>
    /// <param name="sibling">Gives a companion of a shapefile by its ending (".dbf", ".prj", ".cpg"), or null.</param>
    /// <param name="limits">How much the file may ask for; null for the default.</param>
    /// <param name="columns">For a table: where its coordinates stand; null to find out from header and values.</param>
    /// <param name="takesRecords">Whether plain JSON records, which have no shape, are taken too.</param>
    /// <exception cref="UnreadableException">Empty, unknown, damaged, or a GeoPackage (which needs SQLite and is read by the
    /// store).</exception>
    public static IFeatureReader Open(
        string name,
        Stream content,
        Func<string, Stream?> sibling,
        ReadingLimits? limits = null,
        CoordinateColumns? columns = null,
        bool takesRecords = false
    )
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(sibling);
        limits ??= ReadingLimits.Default;
        Unpacked? unpacked = null;
        try
        {
            unpacked = Unpacked.Open(name, content, sibling, limits);
            var head = unpacked.Content.Head;
            var format = Recognition.Recognise(head);
            return format switch
            {
                FileFormat.GeoJson or FileFormat.GeoJsonSequence => new GeoJsonReader(unpacked, format, limits),
                FileFormat.JsonRecords when takesRecords => new JsonRecordReader(unpacked, limits),
                FileFormat.TopoJson => new TopoJsonReader(unpacked, limits),
                FileFormat.Csv when CsvFeatureReader.LooksLikeJsonScalar(head) => throw new UnreadableException(
                    unpacked.Name,
                    "The file holds a single JSON value, no features. Export it again as GeoJSON."
                ),
                FileFormat.Csv => new CsvFeatureReader(unpacked, limits, columns),
                FileFormat.Shapefile => new ShapefileReader(unpacked, limits),
                FileFormat.GeoPackage => throw new UnreadableException(
                    unpacked.Name,
                    "This is a GeoPackage or another SQLite file; it is read by importing it as a layer, not as a plain file."
                ),
                _ => throw new UnreadableException(unpacked.Name, Recognition.Explain(head)),
            };
        }
        catch
        {
            unpacked?.Dispose();
            content.Dispose();
            throw;
        }
    }
}
