using TurfMap.App.Hosting;
using TurfMap.App.Http.Records;
using TurfMap.App.Http.Shared;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Figures;
using TurfMap.Domain.Records;

namespace TurfMap.App.Http.Figures;

/// <summary>Hot spots as GeoJSON: hexagons with their shape, areas of a layer by their code.</summary>
internal static class HotSpotsAnswer
{
    private const string OnHexagons = "hexagons";

    public static async Task<IResult> OfAsync(
        HttpContext http,
        HostedCity city,
        TimeProvider clock,
        RecordSet of,
        string? on,
        CaseQuery query
    )
    {
        var key = await RecordQueryKey.OfAsync(http, city, clock, of, query);
        var (asked, question) = (RecordQueryContext.For(key), $"{key.Tag} {on}");
        var ground = await city.Denominators.OfAsync(key.Model, http.RequestAborted);
        var view =
            string.IsNullOrEmpty(on) || on == OnHexagons
                ? await Hexagons(asked, ground, question)
                : await Areas(asked, ground, on, question);
        return TypedResults.Json(view, FiguresJsonContext.Default.HotSpotsView, MapPayload.GeoJson);
    }

    /// <summary>On rates where it is known who lives there, else on counts.</summary>
    private static async Task<HotSpotsView> Hexagons(RecordQueryContext asked, Denominators city, string question)
    {
        var (hexagons, restricted, words) = (
            city.Hexagons(asked.Seen.City),
            asked.Seen.AreaConstraints(asked.Filter),
            new HotSpotSentences(asked.Of.Name, null)
        );
        var found = await Find(
            asked,
            question,
            () =>
            {
                var counts = new int[hexagons.Hexagons.Count];
                foreach (var (hexagon, cases) in asked.Held.Hexagons.Count(asked.Drawn.Cases).Hexagons)
                    if (hexagons.NumberOf(hexagon) is >= 0 and var number)
                        counts[number] = cases;
                return HotSpots.Find(
                    counts,
                    hexagons.HasResidents ? hexagons.ResidentsWithin(restricted) : null,
                    hexagons.Within(restricted),
                    hexagons.Neighbours,
                    words,
                    CancellationToken.None
                );
            }
        );
        return View(
            asked,
            OnHexagons,
            found,
            city.Residents is { } residents && found.ByRate
                ? ResidentsView.Of(residents, "spread evenly over the ground of each unit", DisclosureRule.LeastResidentsOfTest)
                : null,
            spot =>
            {
                var hexagon = hexagons.Hexagons[spot.Number];
                return ($"{hexagon.Q},{hexagon.R}", $"{hexagon.Q},{hexagon.R}", PolygonView.Of(asked.Held.Hexagons.Corners(hexagon)));
            }
        );
    }

    private static async Task<HotSpotsView> Areas(RecordQueryContext asked, Denominators city, string on, string question)
    {
        var ground = city.Of(asked.Seen.City, asked.Layer(on.StartsWith("area:", StringComparison.Ordinal) ? on["area:".Length..] : on));
        var (layer, words) = (ground.Layer.Placing, new HotSpotSentences(asked.Of.Name, ground.Layer.Layer.Name));
        if (ground.Residents is null)
            throw new RefusedException(Refusal.Invalid, words.NoResidents);
        if (ground.Neighbours is not { } neighbours)
            throw new RefusedException(
                Refusal.Invalid,
                $"Areas of {layer.Name} may overlap, so none has neighbours to be compared with. Ask on another layer, or on hexagons."
            );
        var found = await Find(
            asked,
            question,
            () =>
            {
                var (squareMiles, residents) = ground.Within(asked.Seen.AreaConstraints(asked.Filter));
                var counts = asked.Drawn.Cases.CountBy(asked.Held.Columns.AreasIn(layer), layer.Codes.Count + 1)[1..];
                return HotSpots.Find(
                    counts,
                    residents,
                    [.. squareMiles.Select(size => !double.IsNaN(size))],
                    neighbours,
                    words,
                    CancellationToken.None
                );
            }
        );
        return View(
            asked,
            layer.Key,
            found,
            ResidentsView.Of(city.Residents, ground.By, DisclosureRule.LeastResidentsOfTest),
            spot => (layer.Codes[spot.Number], layer.Names[spot.Number], null)
        );
    }

    /// <summary>Beside the request, and not stopped with it: whoever asks the same meanwhile waits for it.</summary>
    private static async Task<HotSpots> Find(RecordQueryContext asked, string question, Func<HotSpots> find) =>
        asked.Held.Cache.Find<HotSpots>(question) ?? await Task.Run(() => asked.Held.Cache.GetOrMake(question, find, spots => spots.Bytes));

    private static HotSpotsView View(
        RecordQueryContext asked,
        string on,
        HotSpots found,
        ResidentsView? residents,
        Func<HotSpot, (string Id, string Name, PolygonView? Shape)> place
    ) =>
        new(
            "FeatureCollection",
            on,
            found.Tested,
            found.ByRate ? "rate" : "count",
            HotSpots.FalseDiscoveryRate,
            HotSpots.Permutations,
            HotSpots.Seed,
            "queen",
            Sentence(asked.Of.Name, found),
            residents,
            [
                .. found
                    .Spots.Select(spot => (Spot: spot, Place: place(spot)))
                    .Select(one => new HotSpotFeatureView(
                        "Feature",
                        one.Place.Id,
                        new(
                            one.Place.Name,
                            one.Spot.Cases,
                            one.Spot.Expected,
                            one.Spot.IsMore ? "more" : "fewer",
                            one.Spot.Sureness,
                            one.Spot.Sentence
                        ),
                        one.Place.Shape
                    )),
            ],
            asked.About()
        );

    private static string Sentence(string of, HotSpots found) =>
        !found.Varies ? $"The {found.Tested} places differ no more than chance would give."
        : found.Spots.Count == 0 ? $"None of {found.Tested} places stands out from its surroundings by more than chance."
        : $"Of {found.Tested} places, {found.Spots.Count(spot => spot.IsMore)} have more {of} than chance would give, "
            + $"{found.Spots.Count(spot => !spot.IsMore)} have fewer.";
}
