using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using SampleCity.Areas;
using SampleCity.Arithmetic;
using SampleCity.Ground;

namespace SampleCity.Streets;

/// <summary>A door in a street.</summary>
internal sealed record Address(string Id, int Number, string Street, string Unit, Tract Tract, Coordinate Place)
{
    public string Postcode => $"00{Tract.Place.Borough}{Tract.Place.District:00}";

    public string Line => $"{Number} {Street}";
}

/// <summary>House numbers along the streets: odd on the left, even on the right, thicker where more live.</summary>
internal static class Addresses
{
    public const int Count = 40_000;
    private const double FromMiddle = 15; // metres from the centre line to the door

    public static List<Address> Number(StreetMap map, Fabric fabric)
    {
        var random = new Random64("addresses");
        var locate = new Locating(fabric);
        var green = new STRtree<(string, Polygon)>();
        foreach (var square in map.Squares) green.Insert(square.Shape.EnvelopeInternal, square);
        var doors = new List<(double Draw, int Number, string Street, Tract Tract, Coordinate Place)>();
        var perTract = new int[fabric.Tracts.Count];
        foreach (var street in map.Streets.Where(s => s.Kind != "bridge"))
        {
            var used = new HashSet<(string, int)>();
            foreach (var (line, from) in street.Parts)
            {
                var along = new NetTopologySuite.LinearReferencing.LengthIndexedLine(line);
                foreach (var left in new[] { true, false })
                {
                    for (var at = random.Between(18, 30); at < line.Length - 16; at += random.Between(13, 30))
                    {
                        var door = along.ExtractPoint(at, left ? FromMiddle : -FromMiddle);
                        if (green.Query(new Envelope(door)).Any(s => s.Item2.Intersects(Land.Factory.CreatePoint(door)))) continue;
                        var place = Round6(Warp.ToLonLat(door));
                        var tract = locate.Find(place);
                        if (tract is null || tract.Park is not null) continue;
                        var number = 2 * (int)((from + at) / 12) + (left ? 1 : 2);
                        if (!used.Add((tract.Place.Borough, number))) continue;
                        perTract[tract.Index]++;
                        doors.Add((random.Unit(), number, street.Name, tract, place));
                    }
                }
            }
        }
        return Choose(doors, perTract, random);
    }

    /// <summary>As many as wanted, drawn so that a tract has doors in proportion to its residents.</summary>
    private static List<Address> Choose(List<(double Draw, int Number, string Street, Tract Tract, Coordinate Place)> doors, int[] perTract, Random64 random)
    {
        var chosen = doors.OrderBy(d => d.Draw * perTract[d.Tract.Index] / Math.Max(1, d.Tract.Population + 300)).Take(Count)
            .OrderBy(d => d.Tract.Place.Borough).ThenBy(d => d.Street, StringComparer.Ordinal).ThenBy(d => d.Number).ToList();
        return [.. chosen.Select((d, i) => new Address($"A{i + 1:00000}", d.Number, d.Street, UnitOf(d.Tract, random), d.Tract, d.Place))];
    }

    private static string UnitOf(Tract tract, Random64 random) =>
        random.Chance(Math.Min(0.4, tract.Population / tract.Km2 / 60000)) ? $"{1 + random.Below(9)}{(char)('A' + random.Below(6))}" : "";

    public static Coordinate Round6(Coordinate at) => new(Math.Round(at.X, 6), Math.Round(at.Y, 6));
}

/// <summary>The tract that holds a place.</summary>
internal sealed class Locating
{
    private readonly STRtree<(Tract, IndexedPointInAreaLocator)> _tree = new();

    public Locating(Fabric fabric)
    {
        foreach (var tract in fabric.Tracts) _tree.Insert(tract.Shape.EnvelopeInternal, (tract, new IndexedPointInAreaLocator(tract.Shape)));
    }

    public Tract? Find(Coordinate place) =>
        _tree.Query(new Envelope(place)).Where(t => t.Item2.Locate(place) == Location.Interior).Select(t => t.Item1).MinBy(t => t.Index);
}
