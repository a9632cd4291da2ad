using TurfMap.Formats;

namespace TurfMap.Domain.Importing;

/// <summary>An opened file of an import: the features of a layer, or the rows of a table.</summary>
public sealed class ImportFile : IDisposable
{
    private readonly ILayerSource? layer;
    private readonly ITableSource? rows;

    /// <summary>A file of a layer, read here.</summary>
    public ImportFile(IFeatureReader features)
        : this(new LayerFeatures(features)) { }

    /// <summary>A file of a layer.</summary>
    public ImportFile(ILayerSource layer) => this.layer = layer;

    /// <summary>A file of rows.</summary>
    public ImportFile(ITableSource rows) => this.rows = rows;

    /// <summary>The layer.</summary>
    public ILayerSource Layer => layer ?? throw new InvalidOperationException("The file was opened as a table.");

    /// <summary>The rows of a table.</summary>
    public ITableSource Rows => rows ?? throw new InvalidOperationException("The file was opened as a layer.");

    /// <inheritdoc/>
    public void Dispose()
    {
        layer?.Dispose();
        rows?.Dispose();
    }
}
