using TurfMap.App.Hosting;
using TurfMap.Domain.City;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Records;
using TurfMap.Spatial;

namespace TurfMap.App.Http.Records;

/// <summary>
/// What a request asks of cases or of events: those that the asker may see, those that the filter lets through, and those that a density is
/// of. Every list, map and chart begins here, so all agree.
/// </summary>
/// <param name="Of">Cases, or events.</param>
/// <param name="City">The city.</param>
/// <param name="Model">The city as this request sees it.</param>
/// <param name="Today">The day of the request.</param>
/// <param name="Held">All of them in columns, and what was made of these.</param>
/// <param name="Seen">What the asker may see of them.</param>
/// <param name="Query">The query as it came.</param>
/// <param name="Filter">The filter.</param>
/// <param name="Chosen">What it lets through.</param>
internal sealed record RecordQueryContext(
    RecordSet Of,
    HostedCity City,
    CityModel Model,
    DateOnly Today,
    LoadedRecords Held,
    VisibleRecords Seen,
    CaseQuery Query,
    CaseFilter Filter,
    CaseSelection Chosen
)
{
    private const int SinksTold = 20;
    private readonly Lazy<DensityInput> drawn = new(() => Seen.Draw(Chosen, Query.Sinks == true));

    /// <summary>What a density is of.</summary>
    public DensityInput Drawn => drawn.Value;

    /// <summary>The time that is looked at; null when nothing in it has a date.</summary>
    public CasePeriod? Period { get; } = CasePeriod.Of(Held.Columns, Chosen, Filter);

    /// <summary>The areas of a record's place, in force on the record's own day.</summary>
    public IReadOnlyDictionary<string, string>? AreasOf(LonLat? place, DateOnly? day) => Model.AreasOf(place, day, Today);

    /// <summary>A layer that is answered on the day that is asked by; refuses when there is none.</summary>
    public VintageLayer Layer(string key)
    {
        _ = Seen.Layer(key);
        return Seen.City.Answered.First(layer => layer.Layer.Key == key);
    }

    /// <summary>The question of a request.</summary>
    public static async Task<RecordQueryContext> OfAsync(
        HttpContext http,
        HostedCity city,
        TimeProvider clock,
        RecordSet of,
        CaseQuery query,
        CaseFilter? instead = null
    ) => For(await RecordQueryKey.OfAsync(http, city, clock, of, query, instead));

    /// <summary>The question whose key is known, of the same view of the city.</summary>
    public static RecordQueryContext For(RecordQueryKey key) =>
        new(key.Of, key.City, key.Model, key.Today, key.Held, key.Seen, key.Query, key.Filter, key.Seen.Select(key.Filter));

    /// <summary>What every answer says of itself: how many, of when, how complete, and what was left out.</summary>
    public CasesAboutView About()
    {
        var (cases, all, chosen) = (Held.Columns, Seen.All, Chosen);
        // Of what the asker may see, so that the day says nothing of others' cases.
        var newest = DateRange.Of(all, cases.Opened).Last;
        return new(
            Of.Name,
            chosen.Count,
            Drawn.Unplaced,
            Drawn.Outside,
            Drawn.Rough,
            Drawn.AtSinks,
            Drawn.AtSinks == 0 ? [] : [.. Sinks()],
            Drawn.Cases.Count,
            Period?.From,
            Period?.To,
            Period is { } time ? Math.Round(time.Months, 2) : null,
            CaseColumns.Date(newest),
            all.Count,
            BitSet.CountBoth(all.Bits, cases.Placeless),
            DateRange.Of(chosen, cases.Opened).Undated,
            $"EPSG:{cases.Plane.Crs.Epsg}",
            [cases.Plane.Middle.X, cases.Plane.Middle.Y]
        );
    }

    /// <summary>Those at which chosen cases lie, with how many of these: a sink in somebody else's turf is none of the asker's.</summary>
    private IEnumerable<DefaultLocationView> Sinks()
    {
        var (cases, marked) = (Held.Columns, Held.Columns.AtSinks);
        return Chosen
            .After()
            .Where(i => (marked[i >> 6] >> i & 1) != 0)
            .CountBy(i => (cases.X[i], cases.Y[i]))
            .OrderByDescending(one => one.Value)
            .ThenBy(one => one.Key)
            .Take(SinksTold)
            .Select(one => (Place: cases.Plane.ToLonLat(one.Key.Item1, one.Key.Item2), one.Value))
            .Select(one => new DefaultLocationView(Math.Round(one.Place.Longitude, 6), Math.Round(one.Place.Latitude, 6), one.Value));
    }
}

/// <summary>What an answer about cases or events is of.</summary>
internal sealed record CasesAboutView(
    string Of,
    int Count,
    int Unplaced,
    int Outside,
    int Rough,
    int AtSinks,
    IReadOnlyList<DefaultLocationView> Sinks,
    int Drawn,
    DateOnly? From,
    DateOnly? To,
    double? Months,
    DateOnly? Newest,
    int All,
    int AllUnplaced,
    int Undated,
    string Crs,
    double[] Origin
);

/// <summary>A point at which too many lie to be true.</summary>
internal sealed record DefaultLocationView(double Lon, double Lat, int Cases);
