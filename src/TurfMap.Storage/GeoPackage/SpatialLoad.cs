using System.Runtime.InteropServices;
using NetTopologySuite.Geometries;
using TurfMap.Spatial;
using TurfMap.Storage.Sql;

namespace TurfMap.Storage.GeoPackage;

/// <summary>
/// A row of a spatial index: its box in the single precision that SQLite's R-tree keeps, widened so that it still holds the shape.
/// </summary>
internal readonly record struct Box(long Fid, float West, float East, float South, float North)
{
    public static Box Around(long fid, double west, double east, double south, double north) =>
        new(fid, Down(west), Up(east), Down(south), Up(north));

    private static float Down(double value) => (float)value is var near && near > value ? MathF.BitDecrement(near) : near;

    private static float Up(double value) => (float)value is var near && near < value ? MathF.BitIncrement(near) : near;
}

/// <summary>
/// Fills the spatial index of a table while its trigger for new rows is away: many rows by packing the tree anew, few one by one.
/// </summary>
internal sealed class SpatialLoad
{
    /// <summary>From how many rows on packing is worth it.</summary>
    private const int Many = 5_000;

    /// <summary>Packing holds every box of the table in memory, 24 bytes each; beyond this many, rows go in one by one.</summary>
    private const int Most = 4_000_000;

    private readonly List<Box> boxes = [];
    private readonly Session session;
    private readonly Table table;

    public SpatialLoad(Session session, Table table)
    {
        (this.session, this.table) = (session, table);
        session.Run(RTree.DropInsertTrigger(table.Name));
    }

    public void Put(long fid, object? shape)
    {
        if (shape is LonLat place)
            boxes.Add(Box.Around(fid, place.Longitude, place.Longitude, place.Latitude, place.Latitude));
        else if (shape is Geometry { IsEmpty: false, EnvelopeInternal: var box })
            boxes.Add(Box.Around(fid, box.MinX, box.MaxX, box.MinY, box.MaxY));
        if (boxes.Count > Most)
            Flush();
    }

    public void Finish()
    {
        Flush();
        session.Run(RTree.CreateInsertTrigger(table.Name));
    }

    private void Flush()
    {
        var standing = session.Scalar<long>($"SELECT count(*) FROM rtree_{table.Name}_geom_rowid");
        if (boxes.Count >= Many && standing <= 3L * boxes.Count && standing + boxes.Count <= Most * 2L)
        {
            if (standing > 0)
                boxes.AddRange(
                    session.Stream(
                        $"SELECT id, minx, maxx, miny, maxy FROM rtree_{table.Name}_geom",
                        row => new Box(row.GetInt64(0), row.GetFloat(1), row.GetFloat(2), row.GetFloat(3), row.GetFloat(4))
                    )
                );
            PackedRTree.Write(session, $"rtree_{table.Name}_geom", CollectionsMarshal.AsSpan(boxes));
        }
        else
        {
            using var put = new Prepared(session, $"INSERT INTO rtree_{table.Name}_geom VALUES (?, ?, ?, ?, ?)");
            foreach (var box in boxes)
            {
                put.Bind(1, box.Fid);
                put.Bind(2, (double)box.West);
                put.Bind(3, (double)box.East);
                put.Bind(4, (double)box.South);
                put.Bind(5, (double)box.North);
                put.Run();
            }
        }
        boxes.Clear();
    }
}
