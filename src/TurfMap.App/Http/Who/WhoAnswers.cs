using System.Runtime.CompilerServices;
using TurfMap.App.Http.Shared;
using TurfMap.Domain.City;
using TurfMap.Domain.Geography;
using TurfMap.Spatial;

namespace TurfMap.App.Http.Who;

/// <summary>
/// The answers of <c>who</c> for a city on a date: what is the same for every place of an area or a turf is made once, a request only adds
/// what is said of its place.
/// </summary>
internal sealed class WhoAnswers
{
    private static readonly string[] Statuses = [.. Enum.GetValues<PlaceStatus>().Select(status => status.Word())];

    private readonly CityOnDate city;
    private readonly WhoAreaView[][] areas;
    private readonly WhoAreaView[] outsides;
    private readonly UnitView[] units;
    private readonly Cover[] covers;

    public WhoAnswers(CityOnDate city, bool forStaff)
    {
        this.city = city;
        areas = [.. city.Answered.Select(layer => layer.Areas.Select(area => Area(layer, area.Code, area.Name)).ToArray())];
        outsides = [.. city.Answered.Select(layer => Area(layer, null, null))];
        units = city.Plan is { } plan ? [.. plan.Units.Codes.Select(code => new UnitView(plan.Units.Key, code))] : [];
        covers = [.. Enumerable.Range(-1, 1 + (city.Plan?.Plan.Turfs.Count ?? 0)).Select(turf => CoverOf(turf, forStaff))];
    }

    /// <summary>The whole answer for a place.</summary>
    public WhoView Of(LonLat place, DateOnly date, PlacingOptions options)
    {
        var answer = city.Who(place, options);
        var cover = covers[answer.Turf + 1];
        var found = new WhoAreaView[areas.Length];
        for (var i = 0; i < found.Length; i++)
            found[i] = Area(i, answer.Layers[i], place);
        return new(
            new(place.Longitude, place.Latitude),
            $"{date:yyyy-MM-dd}",
            found,
            answer.Unit < 0 ? null : units[answer.Unit],
            cover.Turf,
            cover.Lead,
            cover.Backup,
            WhoSentence.Of(city, answer, cover.Sentence)
        );
    }

    private WhoAreaView Area(int layer, PlaceInLayer answer, LonLat place)
    {
        var placing = city.Answered[layer].Placing;
        double? margin = double.IsFinite(answer.MarginMetres) ? Math.Round(answer.MarginMetres, 2) : null;
        if (answer.Status == PlaceStatus.Outside)
            return answer.Area < 0
                ? outsides[layer]
                : outsides[layer] with
                {
                    Nearest = new(placing.Codes[answer.Area], placing.Names[answer.Area], -margin ?? 0),
                };
        return areas[layer][answer.Area] with
        {
            MarginMetres = margin,
            Status = Statuses[(int)answer.Status],
            Also = placing.IsOverlapping ? Also(placing, place, answer.Area) : [],
        };
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

    private static WhoAreaView Area(VintageLayer layer, string? code, string? name) =>
        new(
            layer.Placing.Key,
            layer.Placing.Name,
            $"{layer.Vintage.Period.From:yyyy-MM-dd}",
            code,
            name,
            null,
            Statuses[(int)PlaceStatus.Outside],
            [],
            null
        );

    private Cover CoverOf(int turf, bool forStaff)
    {
        var (plan, cover) = (city.Plan?.Plan, turf < 0 ? default : city.Cover(turf));
        return new(
            turf < 0
                ? null
                : new(
                    plan!.Turfs[turf].Code,
                    plan.Turfs[turf].Name,
                    plan.Key,
                    plan.Name,
                    $"{plan.Period.From:yyyy-MM-dd}",
                    plan.Period.To?.ToString("yyyy-MM-dd"),
                    city.Plan!.Colours(city.Units!)[turf]
                ),
            LiaisonView.Of(cover.Lead, forStaff),
            LiaisonView.Of(cover.Backup, forStaff),
            WhoSentence.Turf(city, turf)
        );
    }

    private sealed record Cover(WhoTurfView? Turf, LiaisonView? Lead, LiaisonView? Backup, string Sentence);
}

/// <summary>The answers of the dates that are asked for; they go with their city.</summary>
internal sealed class WhoAnswersByDate
{
    private readonly ConditionalWeakTable<CityOnDate, WhoAnswers> staff = [];
    private readonly ConditionalWeakTable<CityOnDate, WhoAnswers> anybody = [];

    public WhoAnswers Of(CityOnDate city, bool forStaff) =>
        forStaff
            ? staff.GetValue(city, static city => new WhoAnswers(city, true))
            : anybody.GetValue(city, static city => new WhoAnswers(city, false));
}
