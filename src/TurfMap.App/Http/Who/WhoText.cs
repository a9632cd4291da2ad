using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TurfMap.App.Http.Shared;
using TurfMap.Domain.City;
using TurfMap.Domain.Geography;
using TurfMap.Formats;
using TurfMap.Spatial;

namespace TurfMap.App.Http.Who;

/// <summary>
/// The answers of <c>who</c> as text: what is the same for every place of an area or turf is written once, and a request only puts the
/// pieces together.
/// </summary>
/// <remarks>
/// The pieces come from the same records that describe the answer, so that the shape stands in one place: <see cref="WhoView"/>.
/// </remarks>
internal sealed class WhoText
{
    private readonly CityOnDate city;
    private readonly bool forStaff;
    private readonly byte[][][] areas;
    private readonly byte[][][] names;
    private readonly byte[][] outsides;
    private readonly byte[][] units;
    private readonly byte[][] turfs;
    private readonly byte[][] sentences;
    private readonly byte[][] words = [.. Enum.GetValues<PlaceStatus>().Select(status => Json(status.Word()))];

    public WhoText(CityOnDate city, bool forStaff)
    {
        (this.city, this.forStaff) = (city, forStaff);
        areas =
        [
            .. city.Answered.Select(layer =>
                layer.Areas.Select(area => Open(Head(layer.Placing, layer.Vintage.Period.From, area.Code, area.Name))).ToArray()
            ),
        ];
        names = [.. city.Answered.Select(layer => layer.Areas.Select((_, i) => Inside(WhoSentence.Area(layer.Placing, i))).ToArray())];
        outsides = [.. city.Answered.Select(layer => Open(Head(layer.Placing, layer.Vintage.Period.From, null, null)))];
        units = city.Plan is { } plan
            ? [.. plan.Units.Codes.Select(code => Json(new UnitView(plan.Units.Key, code), WhoJsonContext.Default.UnitView))]
            : [];
        turfs = [Covered(-1), .. Enumerable.Range(0, city.Plan?.Plan.Turfs.Count ?? 0).Select(Covered)];
        sentences =
        [
            Inside(WhoSentence.Turf(city, -1)),
            .. Enumerable.Range(0, city.Plan?.Plan.Turfs.Count ?? 0).Select(turf => Inside(WhoSentence.Turf(city, turf))),
        ];
    }

    /// <summary>The whole answer for a place.</summary>
    public void Write(IBufferWriter<byte> output, LonLat place, DateOnly date, PlacingOptions options)
    {
        var answer = city.Who(place, options);
        output.Write("{\"place\":{\"lon\":"u8);
        Number(output, place.Longitude);
        output.Write(",\"lat\":"u8);
        Number(output, place.Latitude);
        output.Write("},\"at\":\""u8);
        Date(output, date);
        output.Write("\",\"areas\":["u8);
        for (var i = 0; i < areas.Length; i++)
        {
            if (i > 0)
                output.Write(","u8);
            Area(output, i, answer.Layers[i], place);
        }
        output.Write("],\"unit\":"u8);
        output.Write(answer.Unit < 0 ? "null"u8 : units[answer.Unit]);
        output.Write(turfs[answer.Turf + 1]);
        output.Write(",\"sentence\":\""u8);
        Sentence(output, answer);
        output.Write("\"}"u8);
    }

    private void Area(IBufferWriter<byte> output, int layer, PlaceInLayer answer, LonLat place)
    {
        var outside = answer.Status == PlaceStatus.Outside;
        output.Write(outside ? outsides[layer] : areas[layer][answer.Area]);
        output.Write(",\"marginMetres\":"u8);
        if (outside || !double.IsFinite(answer.MarginMetres))
            output.Write("null"u8);
        else
            output.Advance(CentimetreText.Write(answer.MarginMetres, output.GetSpan(CentimetreText.MaxLength)));
        output.Write(",\"status\":"u8);
        output.Write(words[(int)answer.Status]);
        output.Write(",\"also\":"u8);
        var placing = city.Answered[layer].Placing;
        output.Write(
            placing.IsOverlapping && !outside ? Json(Also(placing, place, answer.Area), WhoJsonContext.Default.AreaViewArray) : "[]"u8
        );
        output.Write(",\"nearest\":"u8);
        output.Write(
            outside && answer.Area >= 0
                ? Json(
                    new NearestView(placing.Codes[answer.Area], placing.Names[answer.Area], Math.Round(-answer.MarginMetres, 2)),
                    WhoJsonContext.Default.NearestView
                )
                : "null"u8
        );
        output.Write("}"u8);
    }

    private void Sentence(IBufferWriter<byte> output, PlaceAnswer answer)
    {
        var any = false;
        for (var i = 0; i < names.Length; i++)
        {
            if (answer.Layers[i].Status is not (PlaceStatus.Inside or PlaceStatus.Edge))
                continue;
            if (any)
                output.Write(", "u8);
            output.Write(names[i][answer.Layers[i].Area]);
            any = true;
        }
        output.Write(any ? ". "u8 : Inside(WhoSentence.Outside));
        if (any)
            output.Write(sentences[answer.Turf + 1]);
    }

    private static AreaView[] Also(PlacingLayer layer, LonLat place, int but)
    {
        var found = new int[layer.Codes.Count];
        return
        [
            .. found
                .Take(layer.Index.FindAll(place, found))
                .Where(area => area != but)
                .Select(area => new AreaView(layer.Codes[area], layer.Names[area])),
        ];
    }

    private static WhoAreaHead Head(PlacingLayer layer, DateOnly vintage, string? code, string? name) =>
        new(layer.Key, layer.Name, $"{vintage:yyyy-MM-dd}", code, name);

    /// <summary>The members <c>turf</c>, <c>lead</c> and <c>backup</c>.</summary>
    private byte[] Covered(int turf)
    {
        var plan = city.Plan?.Plan;
        var cover = turf < 0 ? default : city.Cover(turf);
        var view = new WhoCover(
            turf < 0
                ? null
                : new WhoTurfView(
                    plan!.Turfs[turf].Code,
                    plan.Turfs[turf].Name,
                    plan.Key,
                    plan.Name,
                    $"{plan.Period.From:yyyy-MM-dd}",
                    plan.Period.To?.ToString("yyyy-MM-dd"),
                    city.Plan!.Colours(city.Units!)[turf]
                ),
            LiaisonView.Of(cover.Lead, forStaff),
            LiaisonView.Of(cover.Backup, forStaff)
        );
        return [.. ","u8, .. Json(view, WhoJsonContext.Default.WhoCover)[1..^1]];
    }

    private static byte[] Open(WhoAreaHead head) => Json(head, WhoJsonContext.Default.WhoAreaHead)[..^1];

    private static byte[] Json<T>(T value, JsonTypeInfo<T> shape) => JsonSerializer.SerializeToUtf8Bytes(value, shape);

    private static byte[] Json(string text) => [.. "\""u8, .. Inside(text), .. "\""u8];

    private static byte[] Inside(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.Default).EncodedUtf8Bytes.ToArray();

    private static void Number(IBufferWriter<byte> output, double number)
    {
        Utf8Formatter.TryFormat(number, output.GetSpan(40), out var written);
        output.Advance(written);
    }

    private static void Date(IBufferWriter<byte> output, DateOnly date)
    {
        date.TryFormat(output.GetSpan(10), out var written, "yyyy-MM-dd");
        output.Advance(written);
    }
}

/// <summary>The texts of the dates that are asked for; they go with their snapshot.</summary>
internal sealed class WhoTexts
{
    private readonly ConditionalWeakTable<CityOnDate, WhoText> staff = [];
    private readonly ConditionalWeakTable<CityOnDate, WhoText> anybody = [];

    public WhoText Of(CityOnDate city, bool forStaff) =>
        forStaff
            ? staff.GetValue(city, static city => new WhoText(city, true))
            : anybody.GetValue(city, static city => new WhoText(city, false));
}
