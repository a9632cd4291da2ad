namespace TurfMap.Formats;

/// <summary>
/// How much one file may ask of the reader. Beyond a limit the file is refused with a sentence; nothing is cut off silently.
/// </summary>
public sealed record ReadingLimits
{
    /// <summary>The limits that a city's own files stay far below.</summary>
    public static ReadingLimits Default { get; } = new();

    /// <summary>Bytes after unpacking .gz or .zip. Default 64 GiB.</summary>
    public long MaxBytesUnpacked { get; init; } = 64L << 30;

    /// <summary>
    /// Unpacked bytes per packed byte, looked at only once <see cref="RatioFloorBytes"/> have been unpacked. Default 200.
    /// </summary>
    public double MaxRatio { get; init; } = 200;

    /// <summary>Unpacked bytes up to which any ratio is taken. Default 64 MiB.</summary>
    public long RatioFloorBytes { get; init; } = 64L << 20;

    /// <summary>Entries in one .zip. Default 10,000.</summary>
    public int MaxZipEntries { get; init; } = 10_000;

    /// <summary>Brackets within brackets in a JSON text. Default 64.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Geometry collections within each other. Default 8.</summary>
    public int MaxCollectionDepth { get; init; } = 8;

    /// <summary>Records in one file. Default 100 million.</summary>
    public long MaxFeatures { get; init; } = 100_000_000;

    /// <summary>Vertices of one shape. Default 4 million.</summary>
    public int MaxVerticesPerFeature { get; init; } = 4_000_000;

    /// <summary>Rings or parts of one shape. Default 200,000.</summary>
    public int MaxPartsPerFeature { get; init; } = 200_000;

    /// <summary>Bytes of one feature or one CSV record as written. Default 256 MiB; a CSV record is held to 16 MiB.</summary>
    public int MaxBytesPerFeature { get; init; } = 256 << 20;

    /// <summary>Bytes of one CSV record as written: what an unclosed quote may swallow. Default 16 MiB.</summary>
    public int MaxBytesPerRecord { get; init; } = 16 << 20;

    /// <summary>Columns of a table. Default 10,000.</summary>
    public int MaxColumns { get; init; } = 10_000;

    /// <summary>Bytes of a document that has to be held whole (TopoJSON, a .zip that cannot be read at random). Default 256 MiB.</summary>
    public int MaxBytesHeld { get; init; } = 256 << 20;

    /// <summary>Notes kept; beyond this they are only counted. Default 1,000.</summary>
    public int MaxNotes { get; init; } = 1_000;
}
