using System.Globalization;
using System.Text.RegularExpressions;
using NetTopologySuite.Geometries;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Plans;
using TurfMap.Spatial;

namespace TurfMap.Domain.City;

/// <summary>Something found by its name: a place, an area, a turf or a liaison.</summary>
public sealed record Found(string Kind, string Label, string Detail, LonLat Place, Envelope? Bounds, string? Layer, string? Code);

/// <summary>Finds areas, turfs and liaisons by name or code, and understands coordinates.</summary>
public static partial class CitySearch
{
    /// <summary>The best matches first: the whole name, then the start of it, then the start of a word, then anywhere.</summary>
    public static IReadOnlyList<Found> Search(this CityOnDate city, string query, int limit = 20)
    {
        query = query.Trim();
        if (query.Length == 0)
            return [];
        return Place(city, query) is { } place
            ? [place]
            :
            [
                .. Areas(city, query)
                    .Concat(Turfs(city, query))
                    .Where(found => found.Rank < int.MaxValue)
                    .OrderBy(found => found.Rank)
                    .ThenBy(found => found.Found.Label.Length)
                    .ThenBy(found => found.Found.Label, StringComparer.Ordinal)
                    .Select(found => found.Found)
                    .Take(limit),
            ];
    }

    private static IEnumerable<(int Rank, Found Found)> Areas(CityOnDate city, string query) =>
        from layer in city.Answered
        from area in layer.Areas.Select((area, i) => (Area: area, Number: i))
        let rank = Math.Min(Rank(area.Area.Name, query), Rank(area.Area.Code, query) is var code && code < 2 ? code : int.MaxValue)
        where rank < int.MaxValue
        let name = area.Area.Name == area.Area.Code ? $"{layer.Layer.Name} {area.Area.Code}" : area.Area.Name
        let box = area.Area.Geometry.EnvelopeInternal
        select (
            rank,
            new Found(
                "area",
                name,
                $"{layer.Layer.Name} {area.Area.Code}",
                Inside(layer, area.Number, box),
                box,
                layer.Layer.Key,
                area.Area.Code
            )
        );

    private static IEnumerable<(int Rank, Found Found)> Turfs(CityOnDate city, string query)
    {
        if (city.Plan is not { } plan || city.Units is not { } units)
            yield break;
        for (var i = 0; i < plan.Plan.Turfs.Count; i++)
        {
            var (turf, cover) = (plan.Plan.Turfs[i], city.Cover(i));
            var byTurf = Math.Min(Math.Min(Rank(turf.Code, query), Rank(turf.Name, query)), Rank($"Turf {turf.Code}", query));
            var people = new[] { cover.Lead, cover.Backup }.Where(person => person is not null).Select(person => person!).ToArray();
            var person = people.OrderBy(person => Rank(person.Name, query)).FirstOrDefault();
            var byPerson = person is null ? int.MaxValue : Rank(person.Name, query);
            if (byTurf == int.MaxValue && byPerson == int.MaxValue)
                continue;
            var (box, place) = Extent(plan, units, i);
            if (byTurf < int.MaxValue)
                yield return (
                    byTurf,
                    new Found(
                        "turf",
                        turf.Name == turf.Code ? $"Turf {turf.Code}" : $"{turf.Code}, {turf.Name}",
                        cover.Lead is { } lead ? $"Turf, covered by {lead.Name}" : "Turf without a liaison",
                        place,
                        box,
                        null,
                        turf.Code
                    )
                );
            if (byPerson < int.MaxValue)
                yield return (
                    byPerson,
                    new Found(
                        "liaison",
                        person!.Name,
                        $"{(person == cover.Lead ? "Covers" : "Backup for")} turf {turf.Code}",
                        place,
                        box,
                        null,
                        turf.Code
                    )
                );
        }
    }

    private static (Envelope Box, LonLat Place) Extent(PlanOnUnits plan, VintageLayer units, int turf)
    {
        var box = new Envelope();
        var inside = -1;
        for (var unit = 0; unit < plan.TurfOfUnit.Length; unit++)
        {
            if (plan.TurfOfUnit[unit] != turf)
                continue;
            box.ExpandToInclude(units.Areas[unit].Geometry.EnvelopeInternal);
            inside = inside < 0 ? unit : inside;
        }
        return inside < 0 ? (box, new LonLat(double.NaN, double.NaN)) : (box, Inside(units, inside, box));
    }

    private static LonLat Inside(VintageLayer layer, int area, Envelope box) =>
        layer.Shapes.Labels[area] is var label && double.IsFinite(label.Longitude) ? label : new LonLat(box.Centre.X, box.Centre.Y);

    private static int Rank(string name, string query)
    {
        var at = name.IndexOf(query, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? int.MaxValue
            : at == 0
                ? name.Length == query.Length ? 0
                    : 1
            : char.IsLetterOrDigit(name[at - 1]) ? 3
            : 2;
    }

    /// <summary>"lon, lat"; also "lat, lon" where only that can lie near the city.</summary>
    private static Found? Place(CityOnDate city, string query)
    {
        var numbers = Numbers().Match(query);
        if (!numbers.Success)
            return null;
        var (a, b) = (
            double.Parse(numbers.Groups[1].Value, CultureInfo.InvariantCulture),
            double.Parse(numbers.Groups[2].Value, CultureInfo.InvariantCulture)
        );
        var bounds = new Envelope();
        foreach (var layer in city.Answered)
            bounds.ExpandToInclude(layer.Vintage.Bounds);
        bounds.ExpandBy(1);
        var swapped = !bounds.Contains(a, b) && bounds.Contains(b, a);
        var place = swapped ? new LonLat(b, a) : new LonLat(a, b);
        return place.IsOnEarth
            ? new Found(
                "place",
                $"{place.Longitude:0.######}, {place.Latitude:0.######}",
                swapped ? "Longitude, latitude (given the other way round)" : "Longitude, latitude",
                place,
                null,
                null,
                null
            )
            : null;
    }

    [GeneratedRegex(@"^\(?\s*(-?\d{1,3}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*\)?$", RegexOptions.NonBacktracking)]
    private static partial Regex Numbers();
}
