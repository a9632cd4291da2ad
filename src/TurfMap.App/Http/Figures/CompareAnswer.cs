using System.Globalization;
using TurfMap.App.Hosting;
using TurfMap.App.Http.Records;
using TurfMap.App.Http.Shared;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Figures;
using TurfMap.Domain.Records;
using TurfMap.Spatial.Density;

namespace TurfMap.App.Http.Figures;

/// <summary>Two periods compared: on hexagons and areas what densities are of, by kind all.</summary>
internal static class CompareAnswer
{
    private const string OnHexagons = "hexagons";
    private const string OnKinds = "kind";
    private const string Example = "Write the first day and the day after the last, for example 2026-01-01..2026-04-01.";

    public static async Task<CompareView> OfAsync(
        HttpContext http,
        HostedCity city,
        TimeProvider clock,
        RecordSet of,
        string? on,
        string? first,
        string? second,
        CaseQuery query
    )
    {
        var (one, other) = (Period("first", first), Period("second", second));
        if (one.From < other.To && other.From < one.To)
            throw new BadInputException(
                "The two periods have days in common, so they cannot be compared. Choose two that do not overlap.",
                ("second", "A period that does not overlap the first is needed.")
            );
        var before = await RecordQueryContext.OfAsync(http, city, clock, of, query, query.Filter() with { From = one.From, To = one.To });
        Within(before, "first", one);
        Within(before, "second", other);
        var filter = before.Filter with { From = other.From, To = other.To };
        RecordQueryContext after = new(
            of,
            city,
            before.Model,
            before.Today,
            before.Held,
            before.Seen,
            query,
            filter,
            before.Seen.Select(filter)
        );
        var hexagons = before.Held.Hexagons;
        var counts = on switch
        {
            null or "" or OnHexagons => Hexagons(before, after),
            OnKinds => Kinds(before, after),
            _ when CaseGroups.LayerOf(on) is { } layer => await Areas(before, after, layer, http.RequestAborted),
            _ => throw new BadInputException(
                "Periods are compared on hexagons, on kind, or on the areas of a layer, such as area:wards.",
                ("on", "hexagons, kind or area:LAYER is needed.")
            ),
        };
        var changes = await Task.Run(() => PeriodChange.Of(counts, Days(one), Days(other)), http.RequestAborted);
        var shapes =
            string.IsNullOrEmpty(on) || on == OnHexagons
                ? changes.Select(change => new ShapeView("Feature", change.Key, PolygonView.Of(hexagons.Corners(Of(change.Key)))))
                : null;
        return new(
            string.IsNullOrEmpty(on) ? OnHexagons : on,
            PeriodChange.FalseDiscoveryRate,
            PeriodChange.Few,
            changes,
            shapes is null ? null : [.. shapes],
            before.About(),
            after.About()
        );
    }

    private static List<(string, string, int, int)> Hexagons(RecordQueryContext before, RecordQueryContext after)
    {
        var second = after.Held.Hexagons.Count(after.Drawn.Cases).Hexagons.ToDictionary(one => one.Hexagon, one => one.Cases);
        var counts = new List<(string, string, int, int)>();
        foreach (var (hexagon, cases) in before.Held.Hexagons.Count(before.Drawn.Cases).Hexagons)
        {
            counts.Add((Key(hexagon), Key(hexagon), cases, second.GetValueOrDefault(hexagon)));
            second.Remove(hexagon);
        }
        counts.AddRange(
            second.OrderBy(one => one.Key.R).ThenBy(one => one.Key.Q).Select(one => (Key(one.Key), Key(one.Key), 0, one.Value))
        );
        return counts;
    }

    private static List<(string, string, int, int)> Kinds(RecordQueryContext before, RecordQueryContext after)
    {
        var (kinds, of) = (before.Held.Columns.Kinds, before.Held.Columns.Kind);
        var (first, second) = (before.Chosen.CountBy(of, kinds.Count), after.Chosen.CountBy(of, kinds.Count));
        return
        [
            .. kinds
                .Index()
                .Where(kind => first[kind.Index] + second[kind.Index] > 0)
                .OrderByDescending(kind => first[kind.Index] + second[kind.Index])
                .ThenBy(kind => kind.Item, StringComparer.Ordinal)
                .Select(kind => (kind.Item, kind.Item, first[kind.Index], second[kind.Index])),
        ];
    }

    /// <summary>The areas that are looked at, also those without a case.</summary>
    private static async Task<List<(string, string, int, int)>> Areas(
        RecordQueryContext before,
        RecordQueryContext after,
        string key,
        CancellationToken cancel
    )
    {
        var layer = before.Layer(key);
        var ground = (await before.City.Denominators.OfAsync(before.Model, cancel))
            .Of(before.Seen.City, layer)
            .Within(before.Seen.AreaConstraints(before.Filter))
            .SquareMiles;
        var (areas, of) = (layer.Placing, before.Held.Columns.AreasIn(layer.Placing));
        var (first, second) = (before.Drawn.Cases.CountBy(of, areas.Codes.Count + 1), after.Drawn.Cases.CountBy(of, areas.Codes.Count + 1));
        return
        [
            .. Enumerable
                .Range(0, areas.Codes.Count)
                .Where(i => !double.IsNaN(ground[i]) || first[i + 1] + second[i + 1] > 0)
                .Select(i => (areas.Codes[i], areas.Names[i], first[i + 1], second[i + 1])),
        ];
    }

    private static string Key(Hexagon hexagon) => string.Create(CultureInfo.InvariantCulture, $"{hexagon.Q},{hexagon.R}");

    private static Hexagon Of(string key) =>
        new(
            int.Parse(key.AsSpan(0, key.IndexOf(',')), CultureInfo.InvariantCulture),
            int.Parse(key.AsSpan(key.IndexOf(',') + 1), CultureInfo.InvariantCulture)
        );

    /// <summary>
    /// A period of which the data holds only a part, or nothing, would show where a file begins or ends and not what changed. A few quiet
    /// days at the end are none of that.
    /// </summary>
    private static void Within(RecordQueryContext asked, string name, (DateOnly From, DateOnly To) period)
    {
        const int Quiet = 7;
        if (
            CasePeriod.Of(asked.Held.Columns, asked.Seen.All, CaseFilter.None) is { } all
            && (period.From < all.From || period.To > all.To.AddDays(Quiet))
        )
            throw new BadInputException(
                $"The {asked.Of} go from {all.From:yyyy-MM-dd} to {all.To.AddDays(-1):yyyy-MM-dd}, and the {name} period is "
                    + "not wholly among these days: it would show where the data begins or ends, not what changed. Choose two "
                    + "periods within them.",
                (name, "A period within the days of the data is needed.")
            );
    }

    private static int Days((DateOnly From, DateOnly To) period) => period.To.DayNumber - period.From.DayNumber;

    private static (DateOnly From, DateOnly To) Period(string name, string? text)
    {
        var days = (text ?? "").Split("..");
        if (days.Length != 2 || !TryDay(days[0], out var from) || !TryDay(days[1], out var to))
            throw new BadInputException(
                $"The {name} period is not understood. {Example}",
                (name, "A period such as 2026-01-01..2026-04-01 is needed.")
            );
        return from < to
            ? (from, to)
            : throw new BadInputException(
                $"The {name} period ends before it begins. {Example}",
                (name, "The day after the last must come after the first day.")
            );
    }

    private static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
