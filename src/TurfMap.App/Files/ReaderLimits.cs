namespace TurfMap.App.Files;

/// <summary>What reading one file may cost, and how many are read at once.</summary>
/// <param name="MemoryBytes">Memory of the process that reads.</param>
/// <param name="Processor">Processor time, of all processors together.</param>
/// <param name="OutputBytes">What comes out of the file.</param>
internal sealed record ReaderLimits(long MemoryBytes, TimeSpan Processor, long OutputBytes)
{
    /// <summary>A layer is held in memory by the service, so no more than this comes out of one, whatever the setting.</summary>
    private const long MostBytesOfLayer = 1L << 30;

    /// <summary>How many files are read at once: one a processor, as far as half of the memory goes; at least one.</summary>
    public int AtOnce { get; init; } =
        (int)Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2 / MemoryBytes, 1, Environment.ProcessorCount);

    /// <summary>How much may come out of a layer or a table.</summary>
    public long Output(bool isLayer) => isLayer ? Math.Min(OutputBytes, MostBytesOfLayer) : OutputBytes;
}
