using TurfMap.Formats;
using TurfMap.Spatial;

namespace TurfMap.Domain.Importing;

/// <summary>A CSV file as rows; a place stands in its columns.</summary>
public sealed class CsvTable(CsvReader csv) : ITableSource
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Header => csv.Header;

    /// <inheritdoc/>
    public long BytesRead => csv.BytesRead;

    /// <inheritdoc/>
    public IReadOnlyList<FormatNote> Notes => csv.Notes;

    /// <inheritdoc/>
    public bool HasShapes => false;

    /// <inheritdoc/>
    public long Line => csv.Line;

    /// <inheritdoc/>
    public string Row => $"Line {csv.Line}";

    /// <inheritdoc/>
    public LonLat? Place => null;

    /// <inheritdoc/>
    public string? PlaceProblem => null;

    /// <inheritdoc/>
    public bool Read() => csv.Read();

    /// <inheritdoc/>
    public string? Text(int column) => column < csv.FieldCount ? csv.Text(column).Trim() : null;

    /// <inheritdoc/>
    public void Dispose() => csv.Dispose();
}
