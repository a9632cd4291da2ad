using System.Text.Json;
using NetTopologySuite.Geometries;

namespace TurfMap.Formats.TopoJson;

/// <summary>Builds shapes from the arcs of a topology (TopoJSON 1.0).</summary>
internal sealed class TopoShapes
{
    /// <summary>Two neighbors share an arc, in each of the layers that a topology is made of.</summary>
    private const int UsesOfAnArc = 32;

    /// <summary>Positions that any file may make of its arcs.</summary>
    private const int FreeVertices = 100_000;

    private readonly ReadingLimits limits;
    private readonly Func<string, UnreadableException> wrong;
    private readonly Action<string> collapsed;
    private readonly (double X, double Y) scale = (1, 1),
        shift = (0, 0);
    private readonly bool quantised;
    private readonly List<Coordinate[]> arcs = [];
    private readonly long most;
    private int vertices;
    private long allVertices;

    public TopoShapes(JsonElement root, ReadingLimits limits, Func<string, UnreadableException> wrong, Action<string> collapsed)
    {
        (this.limits, this.wrong, this.collapsed) = (limits, wrong, collapsed);
        if (root.ValueKind != JsonValueKind.Object)
            throw wrong("The topology is not an object.");
        if (root.TryGetProperty("transform", out var transform) && transform.ValueKind == JsonValueKind.Object)
        {
            quantised = true;
            if (!transform.TryGetProperty("scale", out var scales) || !transform.TryGetProperty("translate", out var shifts))
                throw wrong("The \"transform\" of the topology has no \"scale\" and \"translate\". Export the file again.");
            (scale, shift) = (Pair(scales), Pair(shifts));
        }
        if (!root.TryGetProperty("arcs", out var list) || list.ValueKind != JsonValueKind.Array)
            throw wrong("The topology has no \"arcs\". Export the file again.");
        foreach (var arc in list.EnumerateArray())
            arcs.Add(Arc(arc));
        most = UsesOfAnArc * arcs.Sum(arc => (long)arc.Length) + FreeVertices;
    }

    public static string? TypeOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
            ? type.GetString()
            : null;

    public Geometry? Read(JsonElement shape)
    {
        vertices = 0;
        return Read(shape, 0);
    }

    private Geometry? Read(JsonElement shape, int depth)
    {
        if (depth > limits.MaxCollectionDepth)
            throw wrong(
                $"Geometry collections are nested more than {limits.MaxCollectionDepth} deep. Export the shapes as plain "
                    + "polygons, lines or points."
            );
        if (shape.ValueKind != JsonValueKind.Object)
            throw wrong("A shape of the topology is not an object.");
        var factory = Shapes.Factory;
        switch (TypeOf(shape))
        {
            case null when !shape.TryGetProperty("type", out var none) || none.ValueKind == JsonValueKind.Null:
                return null;
            case "Point":
                return factory.CreatePoint(Position(Member(shape, "coordinates")));
            case "MultiPoint":
                return factory.CreateMultiPointFromCoords([.. Items(Member(shape, "coordinates")).Select(Position)]);
            case "LineString":
                return factory.CreateLineString(Line(Member(shape, "arcs"), 2));
            case "MultiLineString":
                return factory.CreateMultiLineString([.. Items(Member(shape, "arcs")).Select(l => factory.CreateLineString(Line(l, 2)))]);
            case "Polygon":
                return Polygon(Member(shape, "arcs"));
            case "MultiPolygon":
                return factory.CreateMultiPolygon([.. Items(Member(shape, "arcs")).Select(Polygon).Where(p => !p.IsEmpty)]);
            case "GeometryCollection":
                return factory.CreateGeometryCollection([
                    .. Items(Member(shape, "geometries")).Select(g => Read(g, depth + 1)).OfType<Geometry>(),
                ]);
            default:
                throw wrong("A shape has a type that TopoJSON does not know. Export the file again.");
        }
    }

    private Polygon Polygon(JsonElement rings)
    {
        LinearRing? shell = null;
        var holes = new List<LinearRing>();
        var first = true;
        foreach (var item in Items(rings))
        {
            var ring = Closed(Line(item, 1));
            if (ring.Length < 4)
                collapsed($"A ring has shrunk to {ring.Length} positions, as happens when a topology is simplified; it was left out.");
            else if (first)
                shell = Shapes.Factory.CreateLinearRing(ring);
            else
                holes.Add(Shapes.Factory.CreateLinearRing(ring));
            first = false;
        }
        return shell is null ? Shapes.Factory.CreatePolygon() : Shapes.Factory.CreatePolygon(shell, [.. holes]);
    }

    private Coordinate[] Closed(Coordinate[] ring) =>
        ring[0].Equals2D(ring[^1]) ? ring : throw wrong("The arcs of a ring do not close. Export the file again.");

    /// <summary>
    /// Joins arcs; a negative number means the arc of its complement, backwards. Where arcs meet the place is taken once.
    /// </summary>
    private Coordinate[] Line(JsonElement indexes, int least)
    {
        var line = new List<Coordinate>();
        foreach (var item in Items(indexes))
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt32(out var index))
                throw wrong("A shape names an arc by something that is not a whole number.");
            var arc = index < 0 ? ~index : index;
            if (arc >= arcs.Count)
                throw wrong(
                    $"A shape names the arc {arc}, but there are only {arcs.Count}. The file was cut off or damaged; export it again."
                );
            var places = arcs[arc];
            if ((allVertices += places.Length) > most)
                throw wrong(
                    $"The shapes use each arc more than {UsesOfAnArc} times: they have over {most:N0} positions, far more than the file "
                        + "holds. Export the layers one by one."
                );
            if ((vertices += places.Length) > limits.MaxVerticesPerFeature)
                throw wrong($"The shape has more than {limits.MaxVerticesPerFeature:N0} positions. Simplify it at the source.");
            for (var i = line.Count == 0 ? 0 : 1; i < places.Length; i++)
                line.Add((index < 0 ? places[^(i + 1)] : places[i]).Copy());
        }
        return line.Count >= least
            ? [.. line]
            : throw wrong(
                $"A {(least == 2 ? "line" : "ring")} has {line.Count} positions; it needs at least {least}. Correct or "
                    + "delete the shape at the source."
            );
    }

    private Coordinate[] Arc(JsonElement arc)
    {
        var places = new List<Coordinate>();
        double x = 0,
            y = 0;
        foreach (var item in Items(arc))
        {
            var (dx, dy) = Pair(item);
            (x, y) = quantised ? (x + dx, y + dy) : (dx, dy);
            places.Add(Place(x, y));
        }
        return [.. places];
    }

    private Coordinate Position(JsonElement item)
    {
        var (x, y) = Pair(item);
        return Place(x, y);
    }

    private Coordinate Place(double x, double y)
    {
        if (quantised)
            (x, y) = (x * scale.X + shift.X, y * scale.Y + shift.Y);
        return double.IsFinite(x) && double.IsFinite(y)
            ? new Coordinate(x, y)
            : throw wrong("A coordinate is not a number. Export the file again.");
    }

    private (double X, double Y) Pair(JsonElement item)
    {
        if (
            item.ValueKind == JsonValueKind.Array
            && item.GetArrayLength() >= 2
            && item[0].ValueKind == JsonValueKind.Number
            && item[1].ValueKind == JsonValueKind.Number
            && item[0].TryGetDouble(out var x)
            && item[1].TryGetDouble(out var y)
            && double.IsFinite(x)
            && double.IsFinite(y)
        )
            return (x, y);
        throw wrong("A position of the topology is not a pair of numbers. Export the file again.");
    }

    private JsonElement Member(JsonElement shape, string name) =>
        shape.TryGetProperty(name, out var value)
            ? value
            : throw wrong($"A shape of the topology has no \"{name}\". Export the file again.");

    private JsonElement.ArrayEnumerator Items(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray()
            : throw wrong("A list in the topology is missing where one is needed. Export the file again.");
}
