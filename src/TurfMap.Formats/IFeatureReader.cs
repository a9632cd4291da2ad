namespace TurfMap.Formats;

/// <summary>
/// Reads a file record by record. One pass, one thread; memory does not grow with the file (TopoJSON excepted, which is held whole).
/// </summary>
/// <remarks>
/// Reading throws <see cref="UnreadableException"/> and nothing else for whatever the file may hold. Disposing closes the streams it was
/// given.
/// </remarks>
public interface IFeatureReader : IDisposable
{
    /// <summary>The format found in the content.</summary>
    FileFormat Format { get; }

    /// <summary>
    /// The coordinate system the file itself names: the text of a .prj, the name in an old GeoJSON "crs" member, "EPSG:n"; null when it
    /// names none.
    /// </summary>
    /// <remarks>
    /// For GeoJSON known at once when it stands before the features (as it nearly always does); else after the last feature, with a note.
    /// </remarks>
    string? DeclaredCrs { get; }

    /// <summary>What was repaired or passed over so far. Grows while reading, up to <see cref="ReadingLimits.MaxNotes"/>.</summary>
    IReadOnlyList<FormatNote> Notes { get; }

    /// <summary>How many notes there were in all, also those beyond the limit.</summary>
    long NoteCount { get; }

    /// <summary>Bytes taken from the stream as given (packed), for progress.</summary>
    long BytesRead { get; }

    /// <summary>The records in the order of the file. May be walked once.</summary>
    /// <param name="cancel">Looked at between records.</param>
    /// <exception cref="UnreadableException">The file, or the record that comes next, cannot be read.</exception>
    IEnumerable<Feature> Read(CancellationToken cancel = default);
}
