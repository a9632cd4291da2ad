using System.Buffers;
using NetTopologySuite.Geometries;
using TurfMap.Domain.Records;
using TurfMap.Spatial;
using TurfMap.Spatial.Density;

namespace TurfMap.Domain.Density;

/// <summary>
/// Cases counted in hexagons of the city's plane: 1,320 feet from flat to flat, from a published origin, so that two pictures can be laid
/// side by side.
/// </summary>
/// <remarks>
/// 2 bytes for each case, 4 in a city of more than 65,534 hexagons; and 112 for each hexagon once corners are asked for. A count takes no
/// memory but its answer's.
/// </remarks>
public sealed class HexCounts
{
    /// <summary>A quarter of a mile, in metres of the international foot.</summary>
    public const double FlatToFlatMetres = 1320 * 0.3048;

    /// <summary>A square of some 800 km.</summary>
    private const int Most = 4_000_000;

    private const double SquareMile = 1609.344 * 1609.344;
    private const int CornersEach = 7;

    private readonly HexBin bin;
    private readonly CityPlane plane;
    private readonly Lazy<LonLat[]> corners;

    private HexCounts(HexBin bin, CityPlane plane) => (this.bin, this.plane, corners) = (bin, plane, new(AllCorners));

    /// <summary>The lattice over a city, and the hexagon of each case.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="bounds">The city, in degrees: cases beyond it are in no hexagon.</param>
    public static HexCounts Build(CaseColumns cases, Envelope bounds)
    {
        var extent = CityHexagons.Over(new HexGrid(0, 0, FlatToFlatMetres), cases.Plane, bounds, Most);
        return new(extent.Bin(cases.X, cases.Y), cases.Plane);
    }

    /// <summary>
    /// The hexagons that hold a chosen case, by number, and how many cases are in none: without a place, or beyond the city.
    /// </summary>
    public (IReadOnlyList<HexCount> Hexagons, int Outside) Count(CaseSelection chosen)
    {
        var rented = ArrayPool<int>.Shared.Rent(bin.Extent.Count);
        var counts = rented.AsSpan(0, bin.Extent.Count);
        counts.Clear();
        var outside = bin.CountInto(counts, chosen.Bits);
        var hexagons = new HexCount[counts.Length - counts.Count(0)];
        for (int number = 0, at = 0; at < hexagons.Length; number++)
            if (counts[number] > 0)
                hexagons[at++] = new(bin.Extent[number], counts[number]);
        ArrayPool<int>.Shared.Return(rented);
        return (hexagons, outside);
    }

    /// <summary>The same month by month.</summary>
    public HexFrames Frames(CaseColumns cases, CaseSelection chosen, CasePeriod? period) => HexFrames.Of(bin, cases, chosen, period);

    /// <summary>The middle of a hexagon in degrees.</summary>
    public LonLat Centre(Hexagon hexagon) => bin.Extent.Grid.Centre(hexagon) is var (x, y) ? plane.ToLonLat(x, y) : default;

    /// <summary>
    /// The corners of a hexagon in degrees, the first one again at the end. Those of all hexagons of the city are found when first asked
    /// for.
    /// </summary>
    public LonLat[] Corners(Hexagon hexagon)
    {
        if (bin.Extent.NumberOf(hexagon) is >= 0 and var number)
            return corners.Value.AsSpan(CornersEach * number, CornersEach).ToArray();
        var found = bin.Extent.Grid.Corners(hexagon);
        return [.. found.Append(found[0]).Select(corner => plane.ToLonLat(corner.X, corner.Y))];
    }

    /// <summary>Cases for each square mile and month.</summary>
    /// <param name="count">Cases in one hexagon.</param>
    /// <param name="months">The length of the period; more than 0.</param>
    public double Density(int count, double months) => count / (bin.Extent.Grid.Area / SquareMile) / months;

    private LonLat[] AllCorners()
    {
        var all = new LonLat[CornersEach * bin.Extent.Count];
        for (var number = 0; number < bin.Extent.Count; number++)
        {
            var found = bin.Extent.Grid.Corners(bin.Extent[number]);
            for (var i = 0; i < CornersEach; i++)
                all[CornersEach * number + i] = plane.ToLonLat(found[i % 6].X, found[i % 6].Y);
        }
        return all;
    }
}

/// <summary>How many cases a hexagon holds.</summary>
public readonly record struct HexCount(Hexagon Hexagon, int Cases);
