using System.Text.Json;
using NetTopologySuite.Geometries;
using TurfMap.App.Hosting;
using TurfMap.App.Http.Shared;
using TurfMap.Domain.City;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Plans;
using TurfMap.Domain.Staff;
using TurfMap.Formats;
using TurfMap.Spatial;
using TurfMap.Spatial.Tiles;

namespace TurfMap.App.Http.Geography;

/// <summary>
/// GeoJSON and tiles for the map, made once for each vintage or plan and zoom, and kept packed.
/// </summary>
internal static class MapPayloads
{
    /// <summary>The areas of a layer; an empty collection when none are in force.</summary>
    public static MapPayload Areas(HostedCity hosted, CityModel snapshot, Layer layer, DateOnly date, int? zoom)
    {
        var vintage = snapshot.On(date).InForce.FirstOrDefault(vintage => vintage.Layer.Key == layer.Key);
        var level = Level(zoom);
        return Get(
            hosted,
            $"a{MadeOf(layer, vintage)}-{level}",
            writer =>
            {
                var shapes = vintage?.Shapes.AtZoom(level) ?? [];
                Collection(
                    writer,
                    shapes.Count,
                    i => shapes[i],
                    i => vintage!.Areas[i].Code,
                    i =>
                    {
                        writer.WriteString("code", vintage!.Areas[i].Code);
                        writer.WriteString("name", vintage.Areas[i].Name);
                        Label(writer, vintage.Shapes.Labels[i]);
                    }
                );
            }
        );
    }

    /// <summary>The turfs of the plan in force, with the plan itself beside them.</summary>
    public static MapPayload Turfs(HostedCity hosted, CityModel snapshot, DateOnly date, int? zoom, bool forStaff)
    {
        var city = snapshot.On(date);
        var level = Level(zoom);
        if (city.Plan is not { } plan || city.Units is not { } units)
            return Get(hosted, "t-none", writer => Collection(writer, 0, null!, null!, null!, () => writer.WriteNull("plan")));
        // Placements turn on dates of their own, so the day belongs to the key.
        return Get(
            hosted,
            $"t{snapshot.Generation}.{snapshot.DatesChange}-{date:yyyyMMdd}-{level}{(forStaff ? "" : "-names")}",
            writer =>
            {
                var outlines = TurfShapes.Outlines(plan, units, level);
                var labels = TurfShapes.Labels(outlines);
                var colours = plan.Colours(units);
                var size = plan.TurfOfUnit.ToArray().Where(turf => turf >= 0).CountBy(turf => turf).ToDictionary();
                Collection(
                    writer,
                    outlines.Count,
                    i => outlines[i],
                    i => plan.Plan.Turfs[i].Code,
                    i =>
                    {
                        writer.WriteString("code", plan.Plan.Turfs[i].Code);
                        writer.WriteString("name", plan.Plan.Turfs[i].Name);
                        writer.WriteNumber("colour", colours[i]);
                        writer.WriteNumber("units", size.GetValueOrDefault(i));
                        Label(writer, labels[i]);
                        Person(writer, "lead", city.Cover(i).Lead, forStaff);
                        Person(writer, "backup", city.Cover(i).Backup, forStaff);
                    },
                    () => Plan(writer, plan.Plan)
                );
            }
        );
    }

    /// <summary>A vector tile of a layer; an empty one where nothing is, or when no boundaries are in force.</summary>
    public static MapPayload Tile(HostedCity hosted, CityModel snapshot, Layer layer, DateOnly date, TileId tile)
    {
        var vintage = snapshot.On(date).InForce.FirstOrDefault(vintage => vintage.Layer.Key == layer.Key);
        var key = $"v{MadeOf(layer, vintage)}-{tile.Zoom}-{tile.X}-{tile.Y}";
        return Get(hosted, key, MapPayload.VectorTile, gzip => gzip.Write(vintage?.Tiles.Tile(tile)));
    }

    /// <summary>
    /// What outlines and tiles of a layer are made of. Vintages never change, so this stands until another one is in force, whatever else
    /// changes; a number may come again after a backup was restored, but not recorded at the same moment.
    /// </summary>
    private static string MadeOf(Layer layer, VintageLayer? vintage) =>
        vintage is null
            ? $"0-{layer.Key}"
            : $"{vintage.Vintage.Id}.{vintage.Vintage.RecordedAt.UtcTicks}-{layer.Key}-{layer.Use}{(layer.IsOverlapping ? "-over" : "")}";

    private static int? Level(int? zoom) => zoom is not { } z || z >= LayerShapes.FullZoom ? null : Math.Max(z, 0);

    private static MapPayload Get(HostedCity hosted, string key, Action<Utf8JsonWriter> write) =>
        Get(
            hosted,
            key,
            MapPayload.GeoJson,
            gzip =>
            {
                using var writer = new Utf8JsonWriter(gzip);
                write(writer);
            }
        );

    private static MapPayload Get(HostedCity hosted, string key, string type, Action<Stream> write) =>
        hosted.Cache.GetOrMake(key, () => new MapPayload($"{hosted.Mark}-{key}", type, MapPayload.Pack(write)), payload => payload.Bytes);

    private static void Collection(
        Utf8JsonWriter writer,
        int count,
        Func<int, Geometry> shape,
        Func<int, string> id,
        Action<int> properties,
        Action? more = null
    )
    {
        writer.WriteStartObject();
        writer.WriteString("type", "FeatureCollection");
        more?.Invoke();
        writer.WriteStartArray("features");
        for (var i = 0; i < count; i++)
        {
            writer.WriteStartObject();
            writer.WriteString("type", "Feature");
            writer.WriteString("id", id(i));
            writer.WriteStartObject("properties");
            properties(i);
            writer.WriteEndObject();
            writer.WritePropertyName("geometry");
            GeoJsonGeometry.Write(writer, shape(i), 6);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Plan(Utf8JsonWriter writer, Plan plan)
    {
        writer.WriteStartObject("plan");
        writer.WriteString("key", plan.Key);
        writer.WriteString("name", plan.Name);
        writer.WriteString("validFrom", $"{plan.Period.From:yyyy-MM-dd}");
        writer.WriteString("validTo", plan.Period.To?.ToString("yyyy-MM-dd"));
        writer.WriteString("recordedAt", plan.RecordedAt);
        writer.WriteEndObject();
    }

    private static void Label(Utf8JsonWriter writer, LonLat label)
    {
        if (!double.IsFinite(label.Longitude))
            return;
        writer.WriteStartArray("label");
        writer.WriteNumberValue(Math.Round(label.Longitude, 6));
        writer.WriteNumberValue(Math.Round(label.Latitude, 6));
        writer.WriteEndArray();
    }

    private static void Person(Utf8JsonWriter writer, string name, Liaison? liaison, bool forStaff)
    {
        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, LiaisonView.Of(liaison, forStaff), SharedJsonContext.Default.LiaisonView);
    }
}
