using System.Buffers.Binary;
using TurfMap.Domain.Geography;

namespace TurfMap.App.Hosting.Jobs;

/// <summary>
/// The points of a job for the map, kept in a file: their number and that of the layers, then longitudes, latitudes, rows, and for each
/// layer the area numbers, little-endian.
/// </summary>
internal static class JobPoints
{
    private const int HeadBytes = 8;

    public static void Write(string path, PointSample sample, int layers)
    {
        using var writer = new BinaryWriter(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16));
        writer.Write(sample.Points.Count);
        writer.Write(layers);
        foreach (var point in sample.Points)
            writer.Write(point.Lon);
        foreach (var point in sample.Points)
            writer.Write(point.Lat);
        foreach (var point in sample.Points)
            writer.Write((int)point.Row);
        for (var layer = 0; layer < layers; layer++)
            foreach (var point in sample.Points)
                writer.Write(point.Areas[layer]);
    }

    /// <summary>Opens the points with the areas of one layer: n, then n longitudes, n latitudes, n area numbers, n row numbers.</summary>
    public static async Task<byte[]> ReadAsync(string path, int layer, CancellationToken cancel)
    {
        await using var file = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.Read | FileShare.Delete,
            1,
            FileOptions.Asynchronous
        );
        var head = new byte[HeadBytes];
        await file.ReadExactlyAsync(head, cancel);
        var count = BinaryPrimitives.ReadInt32LittleEndian(head);
        var answer = new byte[4 + count * 24];
        head.AsSpan(0, 4).CopyTo(answer);
        await file.ReadExactlyAsync(answer.AsMemory(4, count * 16), cancel);
        await file.ReadExactlyAsync(answer.AsMemory(4 + count * 20, count * 4), cancel);
        file.Position = HeadBytes + count * (20L + layer * 4L);
        await file.ReadExactlyAsync(answer.AsMemory(4 + count * 16, count * 4), cancel);
        return answer;
    }
}
