using SampleCity.Contents;

namespace SampleCity.Writing;

/// <summary>What was made, in a few lines.</summary>
internal static class Summary
{
    public static string Of(City city)
    {
        var tracts = city.Fabric.Tracts;
        var vertices = tracts.Select(t => t.Shape.NumPoints).Order().ToList();
        string Loads(Plan plan)
        {
            var loads = tracts.GroupBy(t => plan.Turf[t.Index]).OrderBy(g => g.Key).Select(g => g.Sum(t => t.Population)).ToList();
            return string.Join(' ', loads.Select(l => $"{100 * l / loads.Average():0}"));
        }
        var changed = Enumerable.Range(0, Turfs.Count).Count(g => tracts.Any(t => city.Before.Turf[t.Index] == g != (city.Now.Turf[t.Index] == g)));
        return $"""
            {city.Places.Count} neighbourhoods, {tracts.Count} tracts of {tracts.Sum(t => t.Km2):0} km2, {tracts.Sum(t => t.Population):N0} residents, pieces {string.Join(' ', Turfs.Pieces(city.Fabric).Select(p => p.Count))}
            vertices {vertices.Sum():N0}, a tract {vertices[0]} / {vertices[vertices.Count / 20]} / {vertices[vertices.Count / 2]} / {vertices[vertices.Count * 19 / 20]} / {vertices[^1]} (least, 5 %, median, 95 %, most)
            boroughs {string.Join(' ', tracts.GroupBy(t => t.Place.Borough).OrderBy(g => g.Key).Select(g => $"{g.Key}:{g.Count()}"))}
            districts {string.Join(' ', tracts.GroupBy(t => t.District).OrderBy(g => g.Key).Select(g => $"{g.Key}:{g.Count()}"))}
            wards {string.Join(' ', tracts.GroupBy(t => t.Ward).OrderBy(g => g.Key).Select(g => $"{g.Key}:{g.Sum(t => t.Population):N0}"))}
            turfs before, % of the mean: {Loads(city.Before)}
            turfs now,    % of the mean: {Loads(city.Now)}; {changed} turfs and {tracts.Count(t => city.Before.Turf[t.Index] != city.Now.Turf[t.Index])} tracts changed
            {city.Streets.Streets.Count} streets, {city.Addresses.Count:N0} addresses, {city.Measures.Count:N0} measures, {city.Partners.Count} partners, {city.Cases.Count:N0} cases ({city.Cases.Count(c => c.Closed is null)} open), {city.Events.Count:N0} events
            """;
    }
}
