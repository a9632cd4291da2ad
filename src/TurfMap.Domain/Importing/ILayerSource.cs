using TurfMap.Domain.Geography;
using TurfMap.Formats;

namespace TurfMap.Domain.Importing;

/// <summary>A file that can be read as a layer: here, or in a process of its own.</summary>
public interface ILayerSource : IDisposable
{
    /// <summary>Reads the whole layer, once; the report says what was repaired.</summary>
    Task<LayerContent> ReadAsync(
        LayerFileOptions options,
        ImportReport report,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel
    );
}

/// <summary>A layer that is read here.</summary>
public sealed class LayerFeatures(IFeatureReader reader) : ILayerSource
{
    /// <inheritdoc/>
    public Task<LayerContent> ReadAsync(
        LayerFileOptions options,
        ImportReport report,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel
    ) => Task.Run(() => new LayerFile(options, report).Read(reader, progress, cancel), cancel);

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();
}
