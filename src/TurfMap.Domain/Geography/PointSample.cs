namespace TurfMap.Domain.Geography;

/// <summary>Keeps points of a file for a map: all of them while there are few, else every second, fourth, eighth … row.</summary>
/// <remarks>The same file gives the same sample.</remarks>
public sealed class PointSample(int capacity, int layers)
{
    private readonly List<(long Row, double Lon, double Lat, int[] Areas)> points = [];
    private long step = 1;
    private long rows;

    /// <summary>The points kept: their row from 1, place, and area in each layer (-1 is none).</summary>
    public IReadOnlyList<(long Row, double Lon, double Lat, int[] Areas)> Points => points;

    /// <summary>One row in how many is kept.</summary>
    public long Step => step;

    internal void Add(PointBlock block)
    {
        for (var i = 0; i < block.Count; i++, rows++)
        {
            if (rows % step != 0 || block.Given[i] != PlaceStatus.Inside)
                continue;
            if (points.Count == capacity)
            {
                step *= 2;
                points.RemoveAll(point => (point.Row - 1) % step != 0);
                if (rows % step != 0)
                    continue;
            }
            var areas = new int[layers];
            for (var layer = 0; layer < layers; layer++)
                areas[layer] = block.Answer(layer, i) is { Status: PlaceStatus.Inside or PlaceStatus.Edge } answer ? answer.Area : -1;
            points.Add((rows + 1, block.Lons[i], block.Lats[i], areas));
        }
    }
}
