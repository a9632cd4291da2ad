using System.Text;
using NetTopologySuite.Geometries;
using SampleCity.Areas;

namespace SampleCity.Writing;

/// <summary>city.json: what the files are and in which order they are taken in.</summary>
internal static class Manifest
{
    private static readonly string[] Imports =
    [
        """{"kind":"layer","file":"boroughs.geojson","layer":"boroughs","name":"Boroughs","code":"code","label":"name","valid_from":"2020-01-01","use":"answers"}""",
        """{"kind":"layer","file":"wards-2014.geojson","layer":"wards","name":"Wards","code":"ward","label":"name","valid_from":"2014-01-01","use":"answers"}""",
        """{"kind":"layer","file":"wards-2024.zip","layer":"wards","name":"Wards","code":"WARD","label":"NAME","valid_from":"2024-01-01","use":"answers"}""",
        """{"kind":"layer","file":"districts.geojson","layer":"districts","name":"Community districts","code":"code","label":"name","valid_from":"2020-01-01","use":"answers"}""",
        """{"kind":"layer","file":"tracts.geojson.gz","layer":"tracts","name":"Tracts","code":"tract","label":"name","valid_from":"2020-01-01","use":"units"}""",
        """{"kind":"layer","file":"water.geojson","layer":"water","name":"Water","code":"name","label":"name","valid_from":"2020-01-01","use":"context"}""",
        """{"kind":"layer","file":"parks.geojson","layer":"parks","name":"Parks","code":"code","label":"name","valid_from":"2020-01-01","use":"context"}""",
        """{"kind":"layer","file":"streets.geojson.gz","layer":"streets","name":"Streets","label":"name","valid_from":"2020-01-01","use":"context"}""",
        """{"kind":"liaisons","file":"liaisons.csv"}""",
        """{"kind":"plan","file":"plan-2024.csv","name":"Turf plan 2024","valid_from":"2024-01-01"}""",
        """{"kind":"plan","file":"plan-2025.csv","name":"Turf plan 2025","valid_from":"2025-09-01"}""",
        """{"kind":"addresses","file":"addresses.csv.gz"}""",
        """{"kind":"measures","file":"measures.csv"}""",
        """{"kind":"partners","file":"partners.csv"}""",
        """{"kind":"cases","file":"cases.csv.gz"}""",
        """{"kind":"events","file":"events.csv"}""",
    ];

    public static byte[] Write(IReadOnlyList<Tract> tracts)
    {
        var bounds = new Envelope();
        foreach (var tract in tracts) bounds.ExpandToInclude(tract.Shape.EnvelopeInternal);
        var text = new StringBuilder("{\n")
            .Append("  \"name\": \"Port Merrow\",\n  \"note\": \"An invented city: no place, person or organisation in it is real.\",\n")
            .Append($"  \"bounds\": [{bounds.MinX:0.#####}, {bounds.MinY:0.#####}, {bounds.MaxX:0.#####}, {bounds.MaxY:0.#####}],\n  \"position_error_m\": 10,\n  \"imports\": [\n    ")
            .AppendJoin(",\n    ", Imports).Append("\n  ]\n}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
