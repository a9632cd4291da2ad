using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using TurfMap.Domain.Places;
using TurfMap.Domain.Turfs;
using TurfMap.Spatial;

namespace TurfMap.App.Http;

/// <summary>Which areas and turf a place is in, and who covers it: one place with everything about it, or many in binary.</summary>
internal static class WhoRoutes
{
    private const double LookMetres = 1000;
    private const int PointsAtOnce = 4096;

    public static void MapWho(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").AllowAnonymous().WithTags("Who");
        api.MapGet("/who", Who).WithSummary("Every district of a place on a date, its turf, and who covers it");
        api.MapPost("/layers/{layer}/place", Place).WithSummary("Places many points at once: pairs of little-endian doubles (longitude, latitude) in, a little-endian int32 for each out (-1 is none)")
            .Accepts<byte[]>("application/octet-stream").Produces(200, contentType: "application/octet-stream");
    }

    private static WhoView Who(LiveCity live, TimeProvider clock, double? lon = null, double? lat = null, string? at = null)
    {
        var place = Check(lon, lat);
        var date = AsOf.Read(at, clock);
        var city = live.Snapshot.On(date);
        var answer = city.Who(place, new PlacingOptions(live.Snapshot.Profile.PositionErrorMetres, LookMetres, LookMetres));
        var areas = new WhoAreaView[answer.Layers.Length];
        for (var i = 0; i < areas.Length; i++)
            areas[i] = View(city.Answered[i].Placing, city.Answered[i].Vintage.Period.From, answer.Layers[i], place);
        var turf = answer.Turf < 0 ? null : city.Plan!.Plan.Turfs[answer.Turf];
        var cover = answer.Turf < 0 ? default : city.Cover(answer.Turf);
        return new(
            new(place.Longitude, place.Latitude), $"{date:yyyy-MM-dd}", areas,
            answer.Unit < 0 ? null : new(city.Plan!.Units.Key, city.Plan.Units.Codes[answer.Unit]),
            turf is null ? null : View(city, turf, answer.Turf),
            LiaisonView.Of(cover.Lead), LiaisonView.Of(cover.Backup), WhoSentence.Of(city, answer));
    }

    private static WhoTurfView View(CityOnDate city, Turf turf, int number)
    {
        var plan = city.Plan!.Plan;
        return new(turf.Code, turf.Name, plan.Key, plan.Name, $"{plan.Period.From:yyyy-MM-dd}", plan.Period.To?.ToString("yyyy-MM-dd"), city.Plan.Colours(city.Units!)[number]);
    }

    private static WhoAreaView View(PlacingLayer layer, DateOnly vintage, PlaceInLayer answer, LonLat place)
    {
        var outside = answer.Status == PlaceStatus.Outside;
        var (code, name) = answer.Area < 0 ? (null, null) : (layer.Codes[answer.Area], layer.Names[answer.Area]);
        return new(
            layer.Key, layer.Name, $"{vintage:yyyy-MM-dd}", outside ? null : code, outside ? null : name,
            outside || !double.IsFinite(answer.MarginMetres) ? null : Math.Round(answer.MarginMetres, 2), answer.Status.Word(),
            layer.IsOverlapping && !outside ? Also(layer, place, answer.Area) : [],
            outside && code is not null ? new(code, name!, Math.Round(-answer.MarginMetres, 2)) : null);
    }

    private static AreaView[] Also(PlacingLayer layer, LonLat place, int but)
    {
        var found = ArrayPool<int>.Shared.Rent(layer.Codes.Count);
        var count = layer.Index.FindAll(place, found);
        var also = found.AsSpan(0, count).ToArray().Where(area => area != but).Select(area => new AreaView(layer.Codes[area], layer.Names[area])).ToArray();
        ArrayPool<int>.Shared.Return(found);
        return also;
    }

    private static LonLat Check(double? lon, double? lat)
    {
        var wrong = new List<(string, string)>();
        if (lon is not { } x || !(Math.Abs(x) <= 180))
            wrong.Add(("lon", "A longitude from -180 to 180 is needed."));
        if (lat is not { } y || !(Math.Abs(y) <= 90))
            wrong.Add(("lat", "A latitude from -90 to 90 is needed."));
        return wrong.Count == 0
            ? new(lon!.Value, lat!.Value)
            : throw new BadInputException($"The place is not understood: {string.Join(" ", wrong.Select(one => one.Item2))} Ask with ?lon=-73.98&lat=40.75.", [.. wrong]);
    }

    /// <summary>Streams: points are answered as they arrive, in constant memory.</summary>
    private static async Task Place(HttpContext http, LiveCity live, TimeProvider clock, string layer, string? at = null)
    {
        var index = live.InForce(layer, AsOf.Read(at, clock)).Placing.Index;
        if (http.Request.ContentLength is { } length && length % 16 != 0)
            throw new BadInputException("The body must be pairs of 8-byte little-endian numbers (longitude, latitude): its length is not a multiple of 16.", ("body", "A multiple of 16 bytes is needed."));
        http.Response.ContentType = "application/octet-stream";
        if (http.Request.ContentLength is { } bytes)
            http.Response.ContentLength = bytes / 4;
        var (reader, writer) = (http.Request.BodyReader, http.Response.BodyWriter);
        var (lons, lats) = (new double[PointsAtOnce], new double[PointsAtOnce]);
        while (true)
        {
            var read = await reader.ReadAtLeastAsync(16, http.RequestAborted);
            var buffer = read.Buffer;
            while (buffer.Length >= 16)
            {
                var points = (int)Math.Min(buffer.Length / 16, PointsAtOnce);
                Split(buffer.Slice(0, points * 16L), lons, lats);
                var answer = writer.GetMemory(points * 4);
                index.Find(lons.AsSpan(0, points), lats.AsSpan(0, points), MemoryMarshal.Cast<byte, int>(answer.Span)[..points]);
                writer.Advance(points * 4);
                buffer = buffer.Slice(points * 16L);
            }
            reader.AdvanceTo(buffer.Start, buffer.End);
            await writer.FlushAsync(http.RequestAborted);
            if (read.IsCompleted)
                return;
        }
    }

    private static void Split(in ReadOnlySequence<byte> bytes, double[] lons, double[] lats)
    {
        Span<byte> pair = stackalloc byte[16];
        var at = 0;
        var rest = new SequenceReader<byte>(bytes);
        while (rest.Remaining > 0)
        {
            var numbers = MemoryMarshal.Cast<byte, double>(rest.UnreadSpan);
            if (numbers.Length >= 2)
            {
                var whole = numbers.Length / 2;
                for (var i = 0; i < whole; i++, at++)
                    (lons[at], lats[at]) = (numbers[2 * i], numbers[2 * i + 1]);
                rest.Advance(whole * 16L);
                continue;
            }
            rest.TryCopyTo(pair);
            rest.Advance(16);
            (lons[at], lats[at]) = (BinaryPrimitives.ReadDoubleLittleEndian(pair), BinaryPrimitives.ReadDoubleLittleEndian(pair[8..]));
            at++;
        }
    }
}
