using System.Diagnostics;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using TurfMap.Formats;
using TurfMap.Spatial.Tiles;
using TurfMap.Tests;

namespace TurfMap.Benchmarks.Density;

/// <summary>
/// Tiles of New York's tracts with valid polygons, not simplified, beside NetTopologySuite's overlay with whole coordinates.
/// </summary>
internal static class ShapeTiles
{
    public static void Run(int rounds)
    {
        if (RealData.Find("data", "nyc", "tracts_2010.geojson.gz") is not { } path)
            return;
        var areas = PolygonFile.Read(path);
        var watch = Stopwatch.StartNew();
        TileShape[] shapes = [.. areas.Select(TileShape.Of)];
        Console.WriteLine(
            $"\n{areas.Count:N0} tracts put on the map in {watch.ElapsedMilliseconds} ms\n\n| zoom | corners in the tile's "
                + "shapes | ms for a tile | shapes that needed snap rounding | NTS overlay ms | x |\n|---|---|---|---|---|---|"
        );
        foreach (var zoom in new[] { 10, 12, 14, 16 })
        {
            var tile = TileId.Holding(new(-73.95, 40.72), zoom);
            var moved = areas.Select(area => Moved(area, tile)).ToArray();
            var ours = new List<double>();
            var theirs = new List<double>();
            var (corners, slow) = (0, 0);
            for (var round = 0; round <= rounds; round++)
            {
                ours.Add(Timing.Seconds(() => (corners, slow) = Write(shapes, tile)));
                theirs.Add(Timing.Seconds(() => Overlay(moved)));
            }
            Console.WriteLine(
                $"| {zoom} | {corners:N0} | {Timing.Median(ours.Skip(1)) * 1000:0.00} | {slow} | "
                    + $"{Timing.Median(theirs.Skip(1)) * 1000:0.00} | "
                    + $"{Timing.Median(theirs.Zip(ours, (a, b) => a / b).Skip(1)):0.0} |"
            );
        }
    }

    private static (int Corners, int Slow) Write(TileShape[] shapes, TileId tile)
    {
        var writer = new VectorTileWriter();
        var layer = writer.Layer("tracts");
        var (corners, slow) = (0, 0);
        for (var i = 0; i < shapes.Length; i++)
        {
            var shape = shapes[i].In(tile, 4096, 64, out var snapped);
            slow += snapped ? 1 : 0;
            if (shape.IsEmpty)
                continue;
            corners += shape.Coordinates.Length / 2;
            layer.Tag("code", i).AddPolygons(shape.Coordinates.Span, shape.Ends.Span);
        }
        return writer.ToArray().Length > 0 ? (corners, slow) : (0, slow);
    }

    private static Geometry Moved(Geometry area, TileId tile)
    {
        var moved = area.Copy();
        foreach (var at in moved.Coordinates)
            (at.X, at.Y) = (
                (WebMercator.X(at.X) * (1 << tile.Zoom) - tile.X) * 4096,
                (WebMercator.Y(at.Y) * (1 << tile.Zoom) - tile.Y) * 4096
            );
        moved.GeometryChanged();
        return moved;
    }

    private static void Overlay(Geometry[] areas)
    {
        var box = areas[0].Factory.ToGeometry(new Envelope(-64, 4160, -64, 4160));
        foreach (var area in areas)
            if (area.EnvelopeInternal.Intersects(box.EnvelopeInternal))
                OverlayNG.Overlay(area, box, SpatialFunction.Intersection, new PrecisionModel(1));
    }
}
