using TurfMap.Domain.Geography;
using TurfMap.Storage.Sql;

namespace TurfMap.Storage.Queries;

/// <summary>Layers with their vintages, areas and lines, and numbers about areas.</summary>
public sealed class GeographyQueries
{
    private static readonly Dictionary<string, object?> NoAttributes = [];

    private readonly Engine engine;
    private readonly Freshness freshness;

    internal GeographyQueries(Engine engine, Freshness freshness) => (this.engine, this.freshness) = (engine, freshness);

    /// <summary>All layers, in the order in which they were first imported.</summary>
    public Task<IReadOnlyList<Layer>> ListLayersAsync(CancellationToken cancel) => engine.ListAsync(Layers, freshness, cancel);

    /// <summary>All vintages that stand, by layer and date.</summary>
    public Task<IReadOnlyList<Vintage>> ListVintagesAsync(CancellationToken cancel) => engine.ListAsync(Vintages, freshness, cancel);

    /// <summary>The areas of one vintage, without their attributes.</summary>
    public Task<IReadOnlyList<Area>> ReadAreasAsync(long vintage, CancellationToken cancel) =>
        engine.ListAsync(session => Areas(session, vintage), freshness, cancel);

    /// <summary>The measures that stand under one of some names, letter case aside, by area, name and year.</summary>
    public Task<IReadOnlyList<Measure>> ListMeasuresAsync(IReadOnlyList<string> names, CancellationToken cancel) =>
        engine.ListAsync(
            session =>
                names.Count == 0
                    ? []
                    : session.List(
                        "SELECT area_code, name, value, margin_of_error, year, source FROM measure WHERE superseded_by IS "
                            + $"NULL AND lower(name) IN ({string.Join(", ", names.Select((_, i) => $"@n{i}"))}) ORDER BY "
                            + "area_code, name, year",
                        row => new Measure(
                            row.Text("area_code"),
                            row.Text("name"),
                            row.Real("value"),
                            row.RealOrNull("margin_of_error"),
                            (int?)row.WholeOrNull("year"),
                            row.TextOrNull("source")
                        ),
                        [.. names.Select((name, i) => ($"@n{i}", (object?)name.ToLowerInvariant()))]
                    ),
            freshness,
            cancel
        );

    /// <summary>Layers and vintages; the areas and lines of a vintage that is known are not read again.</summary>
    internal static (IReadOnlyList<Layer> Layers, IReadOnlyList<VintageLayer> Vintages) Read(
        Session session,
        IReadOnlyList<VintageLayer> before
    )
    {
        var layers = Layers(session);
        var (byKey, known) = (layers.ToDictionary(layer => layer.Key, StringComparer.Ordinal), before.ToDictionary(one => one.Vintage.Id));
        var vintages = new List<VintageLayer>();
        foreach (var vintage in Vintages(session))
            if (byKey.TryGetValue(vintage.Layer, out var layer))
                vintages.Add(
                    known.TryGetValue(vintage.Id, out var same) && same.Is(layer, vintage)
                        ? same
                        : new VintageLayer(
                            layer,
                            vintage,
                            Areas(session, vintage.Id),
                            layer.Use == LayerUse.Context ? Lines(session, vintage.Id) : []
                        )
                );
        return (layers, vintages);
    }

    private static List<Layer> Layers(Session session) =>
        session.List(
            "SELECT key, name, use, overlapping FROM layer WHERE superseded_by IS NULL ORDER BY (SELECT min(fid) FROM "
                + "layer first WHERE first.key = layer.key)",
            row => new Layer(row.Text("key"), row.Text("name"), Enum.Parse<LayerUse>(row.Text("use")), row.Flag("overlapping"))
        );

    private static List<Vintage> Vintages(Session session) =>
        session.List(
            "SELECT * FROM vintage WHERE superseded_by IS NULL ORDER BY layer, valid_from",
            row => new Vintage(
                row.Whole("vintage"),
                row.Text("layer"),
                new(row.Date("valid_from"), row.DateOrNull("valid_to")),
                row.Text("source"),
                (int)row.Whole("areas"),
                new(row.Real("west"), row.Real("east"), row.Real("south"), row.Real("north")),
                row.Moment("recorded_at")
            )
        );

    private static List<Area> Areas(Session session, long vintage) =>
        session.List(
            $"SELECT code, name, {session.Engine.SelectShape("geom")} FROM area WHERE vintage = @vintage AND superseded_by "
                + "IS NULL ORDER BY fid",
            row => new Area(row.Text("code"), row.Text("name"), session.Engine.ReadShape(row, 2), NoAttributes),
            ("@vintage", vintage)
        );

    private static List<MapLine> Lines(Session session, long vintage) =>
        session.List(
            $"SELECT name, rank, {session.Engine.SelectShape("geom")} FROM map_line WHERE vintage = @vintage AND "
                + "superseded_by IS NULL ORDER BY number",
            row => new MapLine(row.Text("name"), Enum.Parse<LineRank>(row.Text("rank")), session.Engine.ReadShape(row, 2)),
            ("@vintage", vintage)
        );
}
