using NetTopologySuite.Geometries;
using SampleCity.Areas;
using SampleCity.Contents;
using SampleCity.Ground;
using SampleCity.Streets;

namespace SampleCity.Writing;

/// <summary>The city as the files a city would bring.</summary>
internal static class Files
{
    public static IEnumerable<(string Name, byte[] Bytes)> Of(City city)
    {
        var tracts = city.Fabric.Tracts;
        var boroughs = Divisions.Boroughs.Select(b => (b.Code, b.Name, Shape: Fabric.Outline(tracts.Where(t => t.Place.Borough == b.Code)))).ToList();
        var districts = tracts.GroupBy(t => t.District).OrderBy(g => g.Key).Select(g => (Code: g.Key, Name: DistrictName(g), Borough: g.First().Place.Borough, Shape: Fabric.Outline(g))).ToList();
        var wards = Enumerable.Range(1, 12).Select(w => (Code: w, Shape: Fabric.Outline(tracts.Where(t => t.Ward == w)))).ToList();
        var oldWards = Enumerable.Range(1, 12).Select(w => (Code: w, Shape: Fabric.Outline(tracts.Where(t => t.OldWard == w)))).ToList();
        Laws.Coverage("tracts", [.. tracts.Select(t => t.Shape)]);
        Laws.Coverage("boroughs", [.. boroughs.Select(b => b.Shape)]);
        Laws.Coverage("districts", [.. districts.Select(d => d.Shape)]);
        Laws.Coverage("wards", [.. wards.Select(w => w.Shape)]);
        Laws.Coverage("wards of 2014", [.. oldWards.Select(w => w.Shape)]);
        Laws.Codes(city.Fabric);
        Laws.Turfs(city.Fabric, city.Before);
        Laws.Turfs(city.Fabric, city.Now);

        yield return ("boroughs.geojson", GeoJson.Write(boroughs.Select(b => (b.Shape, new (string, object)[] { ("code", b.Code), ("name", b.Name) }))));
        yield return ("wards-2014.geojson", GeoJson.Write(oldWards.Select(w => (w.Shape, new (string, object)[] { ("ward", w.Code.ToString()), ("name", $"Ward {w.Code}") }))));
        yield return ("wards-2024.zip", Packing.Zip(Shapefile.Write("wards_2024", [.. wards.Select(w => (w.Shape, new[] { w.Code.ToString(), $"Ward {w.Code}" }))], [("WARD", 4), ("NAME", 24)])));
        yield return ("districts.geojson", GeoJson.Write(districts.Select(d => (d.Shape, new (string, object)[] { ("code", d.Code), ("name", d.Name), ("borough", d.Borough) }))));
        yield return ("tracts.geojson.gz", Packing.Gzip(GeoJson.Write(tracts.OrderBy(t => t.Code, StringComparer.Ordinal).Select(t =>
            (t.Shape, new (string, object)[] { ("tract", t.Code), ("name", t.Park ?? $"{t.Place.Name} {t.Code[^2..]}"), ("district", t.District), ("borough", t.Place.Borough) })))));
        yield return ("water.geojson", GeoJson.Write(city.Land.Waters.Select(w => ((Geometry)Fabric.Bent((Polygon)w.Shape), new (string, object)[] { ("name", w.Name), ("kind", w.Kind) }))));
        yield return ("parks.geojson", GeoJson.Write(tracts.Where(t => t.Park is not null).Select(t => (t.Shape, Name: t.Park!, Kind: "park"))
            .Concat(city.Streets.Squares.Select(s => (Shape: (Geometry)Fabric.Bent(s.Shape), s.Name, Kind: "square"))).Select((p, i) => (p.Shape, new (string, object)[] { ("code", $"G{i + 1:000}"), ("name", p.Name), ("kind", p.Kind) })), "0.######"));
        yield return ("streets.geojson.gz", Packing.Gzip(GeoJson.Write(city.Streets.Streets.Select(s => (Lines(s), new (string, object)[] { ("name", s.Name), ("kind", s.Kind) })), "0.######")));
        foreach (var table in Tables(city)) yield return table;
        yield return ("city.json", Manifest.Write(tracts));
    }

    private static string DistrictName(IEnumerable<Tract> district)
    {
        var names = district.GroupBy(t => t.Place.Name).OrderByDescending(p => p.Sum(t => t.Population)).Select(p => p.Key).Take(2).ToList();
        return string.Join(" and ", names);
    }

    private static Geometry Lines(Street street)
    {
        var lines = street.Parts.Select(p => Fabric.Lettering.CreateLineString([.. Warp.Line(p.Line.Coordinates, 240)])).ToArray();
        return lines.Length == 1 ? lines[0] : Fabric.Lettering.CreateMultiLineString(lines);
    }

    private static IEnumerable<(string, byte[])> Tables(City city)
    {
        var borough = Divisions.Boroughs.ToDictionary(b => b.Code, b => b.Name);
        yield return ("addresses.csv.gz", Packing.Gzip(Csv.Write("id,number,street,unit,borough,postcode,lon,lat",
            city.Addresses.Select(a => new object[] { a.Id, a.Number, a.Street, a.Unit, borough[a.Tract.Place.Borough], a.Postcode, a.Place.X, a.Place.Y }))));
        yield return ("measures.csv", Csv.Write("tract,measure,value,moe,year,source", city.Measures.Select(m => new object[] { m.Tract, m.Name, m.Value, m.Margin, Residents.Year, Residents.Source })));
        yield return ("liaisons.csv", Csv.Write("id,name,languages,hours_per_week,home_unit,phone,email,since",
            city.Liaisons.Select(l => new object[] { l.Id, l.Name, l.Languages, l.HoursPerWeek, l.HomeUnit, l.Phone, l.Email, l.Since })));
        yield return ("plan-2024.csv", PlanTable(city, city.Before));
        yield return ("plan-2025.csv", PlanTable(city, city.Now));
        yield return ("partners.csv", Csv.Write("id,name,kind,services,languages,lon,lat,address,phone,hours,service_area,verified_on,accessible", city.Partners.Select(p => new object[]
            { p.Id, p.Name, p.Kind, p.Services, p.Languages, p.Address.Place.X, p.Address.Place.Y, p.Address.Line, p.Phone, p.Hours, p.ServiceArea, p.VerifiedOn, p.Accessible })));
        yield return ("cases.csv.gz", Packing.Gzip(Csv.Write("id,kind,language,status,opened,due,closed,lon,lat,address,reporter_key", city.Cases.Select(c => new object[]
            { c.Id, c.Kind, c.Language, c.Status, c.Opened, c.Due, (object?)c.Closed ?? "", c.Lon, c.Lat, c.Address, c.Reporter }))));
        yield return ("events.csv", Csv.Write("id,kind,name,starts,ends,place,lon,lat,languages,attendance,status", city.Events.Select(e => new object[]
            { e.Id, e.Kind, e.Name, e.Starts.ToString("yyyy-MM-ddTHH:mm"), e.Ends.ToString("yyyy-MM-ddTHH:mm"), e.Place, e.Lon, e.Lat, e.Languages, e.Attendance, e.Status })));
    }

    private static byte[] PlanTable(City city, Plan plan) => Csv.Write("unit,turf,turf_name,liaison,backup", city.Fabric.Tracts.OrderBy(t => t.Code, StringComparer.Ordinal).Select(t =>
    {
        var turf = plan.Turf[t.Index];
        return new object[] { t.Code, Plan.Code(turf), plan.Names[turf], Liaison.Code(plan.Covers[turf].Lead), Liaison.Code(plan.Covers[turf].Backup) };
    }));
}
