using NetTopologySuite.Geometries;
using TurfMap.Domain.Cases;
using TurfMap.Spatial;
using TurfMap.Spatial.Density;

namespace TurfMap.Domain.Gaps;

/// <summary>Cases counted in hexagons of the city's plane: 1,320 feet from flat to flat, from a published origin, so that two pictures can be laid side by side.</summary>
public sealed class HexCounts
{
    /// <summary>A quarter of a mile, in metres of the international foot.</summary>
    public const double FlatToFlatMetres = 1320 * 0.3048;

    private const double SquareMile = 1609.344 * 1609.344;

    private readonly HexBin bin;
    private readonly CityPlane plane;

    private HexCounts(HexBin bin, CityPlane plane) => (this.bin, this.plane) = (bin, plane);

    /// <summary>The lattice over a city, and the hexagon of each case.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="bounds">The city, in degrees: cases beyond it are in no hexagon.</param>
    public static HexCounts Build(CaseColumns cases, Envelope bounds)
    {
        var corners = new[] { (bounds.MinX, bounds.MinY), (bounds.MinX, bounds.MaxY), (bounds.MaxX, bounds.MinY), (bounds.MaxX, bounds.MaxY) }
            .Select(corner => cases.Plane.ToPlane(new LonLat(corner.Item1, corner.Item2))).ToArray();
        var grid = new HexGrid(0, 0, FlatToFlatMetres);
        var extent = grid.Over(corners.Min(corner => corner.X), corners.Min(corner => corner.Y), corners.Max(corner => corner.X), corners.Max(corner => corner.Y));
        return new(extent.Bin(cases.X, cases.Y), cases.Plane);
    }

    /// <summary>The hexagons that hold a chosen case, and how many are in none: without a place, or beyond the city.</summary>
    public (IReadOnlyList<HexCount> Hexagons, int Outside) Count(CaseSelection chosen)
    {
        var counts = new int[bin.Extent.Count];
        var outside = bin.CountInto(counts, chosen.Bits);
        return ([.. counts.Index().Where(one => one.Item > 0).Select(one => new HexCount(bin.Extent[one.Index], one.Item))], outside);
    }

    /// <summary>The same month by month.</summary>
    public HexFrames Frames(CaseColumns cases, CaseSelection chosen, CasePeriod? period) => HexFrames.Of(bin, cases, chosen, period);

    /// <summary>The middle of a hexagon in degrees.</summary>
    public LonLat Centre(Hexagon hexagon) => bin.Extent.Grid.Centre(hexagon) is var (x, y) ? plane.ToLonLat(x, y) : default;

    /// <summary>The corners of a hexagon in degrees, the first one again at the end.</summary>
    public LonLat[] Corners(Hexagon hexagon)
    {
        var corners = bin.Extent.Grid.Corners(hexagon);
        return [.. corners.Append(corners[0]).Select(corner => plane.ToLonLat(corner.X, corner.Y))];
    }

    /// <summary>Cases for each square mile and month.</summary>
    /// <param name="count">Cases in one hexagon.</param>
    /// <param name="months">The length of the period; more than 0.</param>
    public double Density(int count, double months) => count / (bin.Extent.Grid.Area / SquareMile) / months;
}

/// <summary>How many cases a hexagon holds.</summary>
public readonly record struct HexCount(Hexagon Hexagon, int Cases);
