using NetTopologySuite.Geometries;
using TurfMap.Domain.City;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Records;
using TurfMap.Spatial;
using TurfMap.Statistics;

namespace TurfMap.Domain.Figures;

/// <summary>How residents of a layer's areas are known.</summary>
public enum ResidentsBy
{
    /// <summary>Nothing says who lives there.</summary>
    Unknown,

    /// <summary>The source counted these areas themselves.</summary>
    Own,

    /// <summary>Those of the units are added up, each where the point for its label lies.</summary>
    Units,
}

/// <summary>
/// The ground of a layer's areas: square miles, residents, and the pieces that both are of when only a part of the city is looked at.
/// </summary>
/// <remarks>
/// Square miles are those of the boundaries in the city's plane, water within them included. Residents of units are added up by where their
/// label points lie, so a unit is never cut;
/// an area without a unit's label point in it has none that are known. A layer of its own numbers is one whose every area has one, under a
/// code that no other layer uses.
/// </remarks>
public sealed class AreaDenominators
{
    private const double SquareMile = 1609.344 * 1609.344;
    private readonly Piece[] pieces;
    private readonly Lazy<NeighbourLists?> neighbours;

    private AreaDenominators(VintageLayer layer, double[] squareMiles, double[]? residents, ResidentsBy by, Piece[] pieces)
    {
        (Layer, SquareMiles, Residents, By, this.pieces) = (layer, squareMiles, residents, by, pieces);
        neighbours = new(() => layer.Shapes.Topology is { } topology ? QueenNeighbours.Of(topology) : null);
    }

    /// <summary>The layer.</summary>
    public VintageLayer Layer { get; }

    /// <summary>The size of each area.</summary>
    public IReadOnlyList<double> SquareMiles { get; }

    /// <summary>Who lives in each area, NaN where that is not known; null when it is known of none.</summary>
    public IReadOnlyList<double>? Residents { get; }

    /// <summary>How the residents are known.</summary>
    public ResidentsBy By { get; }

    /// <summary>Which areas touch, also at a corner; null where areas may overlap.</summary>
    public NeighbourLists? Neighbours => neighbours.Value;

    /// <summary>The ground of an answered layer.</summary>
    public static AreaDenominators Build(CityOnDate city, VintageLayer layer, CityPlane plane, Residents? residents)
    {
        var counted = Denominators.Counted(city, residents);
        // Pieces must not be larger than the areas that they are put together to.
        var pieceLayer =
            (counted ?? city.Answered.FirstOrDefault(one => one.Layer.Use == LayerUse.Units)) is { } units
            && units.Areas.Count >= layer.Areas.Count
                ? units
                : layer;
        var pieces = Pieces(pieceLayer, layer, plane, pieceLayer == counted ? residents : null);
        var squareMiles =
            layer == pieceLayer
                ? [.. pieces.Select(piece => piece.SquareMiles)]
                : layer.Areas.Select(area => SquareMilesOf(area.Geometry, plane)).ToArray();
        if (residents is not null && IsOwn(city, layer, residents))
            return new(
                layer,
                squareMiles,
                [.. layer.Areas.Select(area => residents.ByCode[area.Code])],
                ResidentsBy.Own,
                layer == pieceLayer
                    ? [.. pieces.Select((piece, i) => piece with { Residents = residents.ByCode[layer.Areas[i].Code] })]
                    : pieces
            );
        if (counted is null || pieceLayer != counted)
            return new(layer, squareMiles, null, ResidentsBy.Unknown, pieces);
        var sums = Sums(layer.Areas.Count, pieces, piece => piece.Residents);
        return sums.All(double.IsNaN)
            ? new(layer, squareMiles, null, ResidentsBy.Unknown, pieces)
            : new(layer, squareMiles, sums, layer == counted ? ResidentsBy.Own : ResidentsBy.Units, pieces);
    }

    /// <summary>
    /// The same as far as it lies on some ground: areas are then made of the pieces whose label points lie there; NaN is an area without
    /// any.
    /// </summary>
    /// <param name="ground">The ground; none is the whole city.</param>
    public (IReadOnlyList<double> SquareMiles, IReadOnlyList<double>? Residents) Within(IReadOnlyList<AreaMask> ground)
    {
        if (ground.Count == 0)
            return (SquareMiles, Residents);
        var seen = pieces.Where(piece => piece.HasLabel && ground.All(choice => choice.Holds(piece.Label))).ToArray();
        return (
            Sums(SquareMiles.Count, seen, piece => piece.SquareMiles),
            Residents is null ? null : Sums(SquareMiles.Count, seen, piece => piece.Residents)
        );
    }

    private static bool IsOwn(CityOnDate city, VintageLayer layer, Residents residents) =>
        layer.Areas.Count > 0
        && layer.Areas.All(area => residents.ByCode.ContainsKey(area.Code))
        && !city
            .Answered.Where(other => other != layer)
            .SelectMany(other => other.Areas)
            .Select(area => area.Code)
            .Intersect(layer.Areas.Select(area => area.Code), StringComparer.Ordinal)
            .Any();

    private static Piece[] Pieces(VintageLayer of, VintageLayer into, CityPlane plane, Residents? residents) =>
        [
            .. of.Areas.Select(
                (area, i) =>
                    new Piece(
                        of.Shapes.Labels[i],
                        of == into ? i
                            : double.IsNaN(of.Shapes.Labels[i].Longitude) ? -1
                            : into.Placing.Index.Find(of.Shapes.Labels[i]),
                        SquareMilesOf(area.Geometry, plane),
                        residents is not null && residents.ByCode.TryGetValue(area.Code, out var people) ? people : double.NaN
                    )
            ),
        ];

    private static double[] Sums(int areas, Piece[] pieces, Func<Piece, double> of)
    {
        var sums = new double[areas];
        Array.Fill(sums, double.NaN);
        foreach (var piece in pieces)
            if (piece.Area >= 0 && of(piece) is var value && !double.IsNaN(value))
                sums[piece.Area] = double.IsNaN(sums[piece.Area]) ? value : sums[piece.Area] + value;
        return sums;
    }

    /// <summary>By the corners in the plane; overlapping parts count twice.</summary>
    private static double SquareMilesOf(Geometry geometry, CityPlane plane)
    {
        var squareMetres = 0.0;
        for (var part = 0; part < geometry.NumGeometries; part++)
            if (geometry.GetGeometryN(part) is Polygon polygon && !polygon.IsEmpty)
            {
                squareMetres += SquareMetres(polygon.ExteriorRing, plane);
                for (var hole = 0; hole < polygon.NumInteriorRings; hole++)
                    squareMetres -= SquareMetres(polygon.GetInteriorRingN(hole), plane);
            }
        return squareMetres / SquareMile;
    }

    private static double SquareMetres(LineString ring, CityPlane plane)
    {
        var points = ring.CoordinateSequence;
        var (startX, startY) = plane.ToPlane(new LonLat(points.GetX(0), points.GetY(0)));
        var (sum, x, y) = (0.0, 0.0, 0.0);
        for (var i = 1; i < points.Count; i++)
        {
            var (nextX, nextY) = plane.ToPlane(new LonLat(points.GetX(i), points.GetY(i)));
            (nextX, nextY) = (nextX - startX, nextY - startY);
            sum += x * nextY - nextX * y;
            (x, y) = (nextX, nextY);
        }
        return Math.Abs(sum) / 2;
    }

    /// <summary>A unit, or the area itself where there are no smaller units.</summary>
    private readonly record struct Piece(LonLat Label, int Area, double SquareMiles, double Residents)
    {
        public bool HasLabel => !double.IsNaN(Label.Longitude);
    }
}
