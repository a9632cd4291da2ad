using System.Runtime.InteropServices;
using NetTopologySuite.Geometries;

namespace TurfMap.Spatial.Tiles;

/// <summary>A shape on the square of the web map, ready to be cut to tiles.</summary>
/// <remarks>
/// <para>A cut shape is within half a unit of the true one. Rounding can make the lines of a polygon meet or cross; then the polygon is
/// made valid again by
/// snap rounding, which moves lines by up to a unit and drops what collapses, and takes ten times as long. Simplify shapes for the zoom
/// first: it is seldom needed then.</para>
/// <para>Never changed, safe to share between threads. Cutting takes O(n log n) for n corners near the tile.</para>
/// </remarks>
public sealed class TileShape
{
    private readonly TileGeometryKind _kind;

    // closed rings on the square, the shell first, shells of positive area and holes of negative
    private readonly List<List<double[]>> _polygons = [];
    private readonly List<double[]> _lines = [];
    private readonly Envelope _bounds = new();

    private readonly TileGeometry _nothing;

    private TileShape(TileGeometryKind kind) => (_kind, _nothing) = (kind, TileGeometry.Of(kind, []));

    /// <summary>Puts a shape on the map.</summary>
    /// <param name="geometry">Points, lines or polygons (valid ones) in degrees; collections of one kind. Not changed.</param>
    /// <exception cref="ArgumentException">The shape is a mixture, or a coordinate is not finite.</exception>
    public static TileShape Of(Geometry geometry)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        var shape = new TileShape(
            geometry.Dimension switch
            {
                Dimension.Point => TileGeometryKind.Points,
                Dimension.Curve => TileGeometryKind.Lines,
                _ => TileGeometryKind.Polygons,
            }
        );
        shape.Add(geometry);
        return shape;
    }

    /// <summary>The part of the shape in a tile.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="extent">The side of the tile in its own coordinates.</param>
    /// <param name="buffer">How far beyond its sides the shape is wanted, so that lines are drawn through; in the tile's
    /// coordinates.</param>
    /// <returns>The part; empty when nothing is in the tile. Points on its western and northern sides are in it, on the others
    /// not.</returns>
    public TileGeometry In(TileId tile, int extent = 4096, int buffer = 64) => In(tile, extent, buffer, out _);

    /// <param name="tile">The tile.</param>
    /// <param name="extent">The side of the tile in its own coordinates.</param>
    /// <param name="buffer">How far beyond its sides.</param>
    /// <param name="snapped">Whether lines met and the slow way was gone.</param>
    internal TileGeometry In(TileId tile, int extent, int buffer, out bool snapped)
    {
        snapped = false;
        tile.Check();
        ArgumentOutOfRangeException.ThrowIfLessThan(extent, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(buffer);
        double scale = (double)extent * (1 << tile.Zoom),
            left = (double)tile.X * extent,
            top = (double)tile.Y * extent;
        var box = new TileBox(-buffer, extent + buffer);
        // Half a unit more: what rounding would bring into the box.
        if (
            _bounds.IsNull
            || _bounds.MaxX * scale - left < box.Low - 1
            || _bounds.MinX * scale - left > box.High + 1
            || _bounds.MaxY * scale - top < box.Low - 1
            || _bounds.MinY * scale - top > box.High + 1
        )
            return _nothing;
        var whole =
            _bounds.MinX * scale - left > box.Low
            && _bounds.MaxX * scale - left < box.High
            && _bounds.MinY * scale - top > box.Low
            && _bounds.MaxY * scale - top < box.High;
        double[] Local(double[] world)
        {
            var local = new double[world.Length];
            for (var i = 0; i < world.Length; i += 2)
                (local[i], local[i + 1]) = (world[i] * scale - left, world[i + 1] * scale - top);
            return local;
        }
        return TileGeometry.Of(
            _kind,
            _kind switch
            {
                TileGeometryKind.Points => Points(_lines.Select(Local), box),
                TileGeometryKind.Lines => Lines(_lines.Select(Local), box),
                _ => Polygons(_polygons.ConvertAll(polygon => polygon.ConvertAll(Local)), box, whole, out snapped),
            }
        );
    }

    private static List<int[]> Points(IEnumerable<double[]> points, TileBox box) =>
        [
            .. points
                .Where(point => point[0] >= box.Low && point[0] < box.High && point[1] >= box.Low && point[1] < box.High)
                .Select(point => new[] { (int)Math.Floor(point[0]), (int)Math.Floor(point[1]) }),
        ];

    private static List<int[]> Lines(IEnumerable<double[]> lines, TileBox box)
    {
        var parts = new List<int[]>();
        foreach (var line in lines)
        foreach (var piece in LineCut.Pieces(line, box))
        {
            var whole = new List<int>(piece.Count);
            for (var i = 0; i < piece.Count; i += 2)
            {
                var (x, y) = ((int)Math.Floor(piece[i] + 0.5), (int)Math.Floor(piece[i + 1] + 0.5));
                if (whole.Count == 0 || whole[^2] != x || whole[^1] != y)
                    whole.AddRange([x, y]);
            }
            if (whole.Count >= 4)
                parts.Add([.. whole]);
        }
        return parts;
    }

    private static List<int[]> Polygons(List<List<double[]>> polygons, TileBox box, bool whole, out bool snapped)
    {
        var rings = new List<int[]>();
        var known = true;
        void Add(ReadOnlySpan<double> ring)
        {
            if (WholeRings.Round(ring) is { } rounded)
                rings.Add(rounded);
        }
        foreach (var polygon in polygons)
            if (whole)
                polygon.ForEach(ring => Add(ring.AsSpan(0, ring.Length - 2)));
            else
                foreach (var ring in PolygonCut.Rings(polygon, box) ?? Unknown(out known))
                    Add(CollectionsMarshal.AsSpan(ring));
        var arranged = known ? WholeRings.Arrange(rings) : null;
        snapped = arranged is null;
        return arranged ?? SnapRounding.Rings(polygons, box);
    }

    private static List<List<double>> Unknown(out bool known)
    {
        known = false;
        return [];
    }

    private void Add(Geometry geometry)
    {
        if (geometry.IsEmpty)
            return;
        switch (geometry)
        {
            case Polygon polygon when _kind == TileGeometryKind.Polygons:
                List<double[]> rings = [World(polygon.ExteriorRing.CoordinateSequence, true)];
                for (var i = 0; i < polygon.NumInteriorRings; i++)
                    rings.Add(World(polygon.GetInteriorRingN(i).CoordinateSequence, false));
                _polygons.Add(rings);
                break;
            case LineString line when _kind == TileGeometryKind.Lines:
                _lines.Add(World(line.CoordinateSequence, null));
                break;
            case Point point when _kind == TileGeometryKind.Points:
                _lines.Add(World(point.CoordinateSequence, null));
                break;
            case GeometryCollection collection:
                for (var i = 0; i < collection.NumGeometries; i++)
                    Add(collection.GetGeometryN(i));
                break;
            default:
                throw new ArgumentException(
                    $"A {geometry.GeometryType} among {_kind.ToString().ToLowerInvariant()} cannot be put on a tile."
                );
        }
    }

    /// <param name="degrees">A line in degrees.</param>
    /// <param name="positive">For a ring: which sign its area is to have, y southwards.</param>
    private double[] World(CoordinateSequence degrees, bool? positive)
    {
        var world = new double[2 * degrees.Count];
        // North is up in degrees and down here, so a ring that runs against the clock there runs with it here.
        var turn = positive is { } sign && NetTopologySuite.Algorithm.Area.OfRingSigned(degrees) > 0 != sign;
        for (var i = 0; i < degrees.Count; i++)
        {
            var from = turn ? degrees.Count - 1 - i : i;
            double x = WebMercator.X(degrees.GetX(from)),
                y = WebMercator.Y(degrees.GetY(from));
            if (!double.IsFinite(x) || !double.IsFinite(y))
                throw new ArgumentException("A coordinate is not a pair of finite numbers.");
            (world[2 * i], world[2 * i + 1]) = (x, y);
            _bounds.ExpandToInclude(x, y);
        }
        return world;
    }
}
