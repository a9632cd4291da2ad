namespace TurfMap.Formats;

/// <summary>The formats that are told apart by content.</summary>
public enum FileFormat
{
    /// <summary>None of the others.</summary>
    Unknown,

    /// <summary>RFC 7946: a feature collection, one feature or one geometry.</summary>
    GeoJson,

    /// <summary>RFC 8142 or one feature per line.</summary>
    GeoJsonSequence,

    /// <summary>A list of plain JSON objects, alone or as a member of one: what Open311 answers.</summary>
    JsonRecords,

    /// <summary>TopoJSON, quantised or not.</summary>
    TopoJson,

    /// <summary>Text with a delimiter.</summary>
    Csv,

    /// <summary>The .shp of an ESRI shapefile.</summary>
    Shapefile,

    /// <summary>An SQLite file; a GeoPackage when it has the tables of one.</summary>
    GeoPackage,
}
