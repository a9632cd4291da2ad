using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using TurfMap.App.Access;
using TurfMap.App.Hosting;
using TurfMap.App.Http.Shared;
using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Geography;
using TurfMap.Spatial;

namespace TurfMap.App.Http.Who;

/// <summary>Which areas and turf a place is in, and who covers it: one place with everything about it, or many in binary.</summary>
internal static class WhoRoutes
{
    private const double LookMetres = 1000;
    private const int PointsAtOnce = 4096;
    private static readonly JsonWriterOptions Unchecked = new() { SkipValidation = true };

    public static void MapWho(this IEndpointRouteBuilder routes, HostedCity city)
    {
        var api = routes.MapGroup("/api").RequireAuthorization(nameof(Permission.LookUp)).WithTags("Who");
        // Asked more than all others together: what it needs is looked up once, not in a scope for each request.
        var (live, answers, clock) = (city.Live, new WhoAnswersByDate(), routes.ServiceProvider.GetRequiredService<TimeProvider>());
        api.MapGet(
                "/who",
                (HttpContext http, Degrees? lon = null, Degrees? lat = null, string? at = null) =>
                    Who(http, live, answers, clock, lon?.Value, lat?.Value, at)
            )
            .WithSummary("Every district of a place on a date with margin and status, its turf, its liaison and backup, and a sentence")
            .WithDescription("`lon`, `lat` and `at`, a date")
            .Produces<WhoView>();
        api.MapPost("/layers/{layer}/place", Place)
            .TakesFiles()
            .WithSummary("The area of each of many points, in binary")
            .WithDescription("Send pairs of little-endian doubles (longitude, latitude). The answer is one int32 each; -1 is no area")
            .Accepts<byte[]>("application/octet-stream")
            .Produces(200, contentType: "application/octet-stream");
    }

    private static async Task Who(
        HttpContext http,
        LiveCity live,
        WhoAnswersByDate answers,
        TimeProvider clock,
        double? lon,
        double? lat,
        string? at
    )
    {
        var place = Check(lon, lat);
        var date = AsOf.Read(at, clock);
        var snapshot = live.Snapshot;
        var options = new PlacingOptions(snapshot.Profile.PositionErrorMetres, LookMetres, LookMetres);
        var view = answers.Of(snapshot.On(date), http.SeesStaff()).Of(place, date, options);
        using var answer = new PooledText();
        using (var writer = new Utf8JsonWriter(answer, Unchecked))
            JsonSerializer.Serialize(writer, view, WhoJsonContext.Default.WhoView);
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = answer.Written.Length;
        await http.Response.BodyWriter.WriteAsync(answer.Written, http.RequestAborted);
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
            : throw new BadInputException(
                $"The place is not understood: {string.Join(" ", wrong.Select(one => one.Item2))} Ask with ?lon=-73.98&lat=40.75.",
                [.. wrong]
            );
    }

    /// <summary>Streams: points are answered as they arrive, in constant memory.</summary>
    private static async Task Place(HttpContext http, HostedCity city, TimeProvider clock, string layer, string? at = null)
    {
        var index = city.Live.Snapshot.InForce(layer, AsOf.Read(at, clock)).Placing.Index;
        if (http.Request.ContentLength is { } length && length % 16 != 0)
            throw new BadInputException(
                "The body must be pairs of 8-byte little-endian numbers (longitude, latitude): its length is not a multiple of 16.",
                ("body", "A multiple of 16 bytes is needed.")
            );
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
