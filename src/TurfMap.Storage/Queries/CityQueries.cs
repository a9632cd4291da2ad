using TurfMap.Domain.Changes;
using TurfMap.Domain.City;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Partners;
using TurfMap.Domain.Plans;
using TurfMap.Domain.Staff;
using TurfMap.Storage.Sql;

namespace TurfMap.Storage.Queries;

/// <summary>What the rooms ask of a store, in SQL that both engines understand.</summary>
internal sealed class CityQueries(Engine engine, Edits edits, Freshness freshness)
    : ICityStore,
        ILayerStore,
        IMeasureStore,
        ILiaisonStore,
        IPartnerStore,
        IPlanStore
{
    private static readonly Dictionary<string, object?> NoAttributes = [];

    public Task<Versioned<CityProfile>?> FindProfileAsync(CancellationToken cancel) =>
        edits.FindAsync(Catalogue.Profile, "city", RowMappers.Profile, cancel);

    public Task<Versioned<CityProfile>> SaveProfileAsync(
        CityProfile profile,
        Expected expected,
        ChangeRequest by,
        CancellationToken cancel
    ) =>
        edits.SaveAsync(
            Catalogue.Profile,
            "the city's profile",
            "city",
            RowMappers.ProfileColumns,
            RowMappers.Row(profile),
            profile,
            expected,
            by,
            cancel
        );

    public Task<long> ReadVersionAsync(CancellationToken cancel) => engine.ReadAsync(StampRows.ReadChange, freshness, cancel);

    public Task<Stamps> ReadStampsAsync(CancellationToken cancel) => engine.ReadAsync(StampRows.Read, freshness, cancel);

    public Task<IReadOnlyList<Layer>> ListLayersAsync(CancellationToken cancel) => ReadAsync(Layers, cancel);

    public Task<IReadOnlyList<Vintage>> ListVintagesAsync(CancellationToken cancel) => ReadAsync(Vintages, cancel);

    public Task<IReadOnlyList<Area>> ReadAreasAsync(long vintage, CancellationToken cancel) =>
        ReadAsync(session => Areas(session, vintage), cancel);

    public Task<IReadOnlyList<Measure>> ListMeasuresAsync(IReadOnlyList<string> names, CancellationToken cancel) =>
        ReadAsync(
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
            cancel
        );

    public Task<IReadOnlyList<Liaison>> ListLiaisonsAsync(CancellationToken cancel) => ReadAsync(Liaisons, cancel);

    public Task<Versioned<Liaison>?> FindLiaisonAsync(string id, CancellationToken cancel) =>
        edits.FindAsync(Catalogue.Liaison, id, RowMappers.Liaison, cancel);

    public Task<Versioned<Liaison>> SaveLiaisonAsync(Liaison liaison, Expected expected, ChangeRequest by, CancellationToken cancel) =>
        edits.SaveAsync(
            Catalogue.Liaison,
            $"liaison {liaison.Id}",
            liaison.Id,
            RowMappers.LiaisonColumns,
            RowMappers.Row(liaison),
            liaison,
            expected,
            by,
            cancel
        );

    private IEnumerable<string> PartnerColumns() =>
        RowMappers.PartnerColumns.Select(column => column == "geom" ? engine.SelectShape(column) : column);

    public Task<IReadOnlyList<Partner>> ListPartnersAsync(CancellationToken cancel) =>
        ReadAsync<Partner>(
            session =>
                session.List(
                    $"SELECT {string.Join(", ", PartnerColumns())} FROM partner WHERE superseded_by IS NULL ORDER BY name, id",
                    row => RowMappers.Partner(engine, row)
                ),
            cancel
        );

    public Task<Versioned<Partner>?> FindPartnerAsync(string id, CancellationToken cancel) =>
        edits.FindAsync(Catalogue.Partner, id, row => RowMappers.Partner(engine, row), cancel);

    public Task<Versioned<Partner>> SavePartnerAsync(Partner partner, Expected expected, ChangeRequest by, CancellationToken cancel) =>
        edits.SaveAsync(
            Catalogue.Partner,
            $"partner {partner.Id}",
            partner.Id,
            RowMappers.PartnerColumns,
            RowMappers.Row(partner),
            partner,
            expected,
            by,
            cancel
        );

    public Task<IReadOnlyList<Plan>> ListPlansAsync(CancellationToken cancel) => ReadAsync(Plans, cancel);

    public Task<IReadOnlyList<Placement>> ListPlacementsAsync(CancellationToken cancel) => ReadAsync(Placements, cancel);

    /// <summary>Everything the look-ups need, as of one moment; only the parts that changed since are read.</summary>
    /// <param name="before">What was read before; null reads everything.</param>
    /// <param name="cancel">Stops the reading.</param>
    public Task<CityModel> ReadModelAsync(CityModel? before, CancellationToken cancel) =>
        engine.ReadAsync(
            session =>
            {
                var (version, stamps) = (StampRows.ReadChange(session), StampRows.Read(session));
                // Another store has taken the place of this one: its numbers say nothing of what was known.
                if (before is not null && Stamps.Followed.All(part => before.Stamps[part] != stamps[part]))
                    before = null;
                bool Stands(CityPart part) => before is not null && before.Stamps[part] == stamps[part];
                var profile = Stands(CityPart.Profile) ? before!.Profile : Profile(session);
                var (layers, vintages) = Stands(CityPart.Geography)
                    ? (before!.Layers, before.Vintages)
                    : Geography(session, before?.Vintages ?? []);
                var (plans, placements) = Stands(CityPart.Plans)
                    ? (before!.Plans, before.Placements)
                    : (Plans(session), Placements(session));
                IReadOnlyList<Liaison> liaisons = Stands(CityPart.Staff) ? [.. before!.Liaisons] : Liaisons(session);
                return new CityModel(profile, version, vintages, layers, plans, placements, liaisons, stamps, before);
            },
            freshness,
            cancel
        );

    private static CityProfile Profile(Session session) =>
        session.List("SELECT * FROM profile WHERE superseded_by IS NULL", RowMappers.Profile).FirstOrDefault() ?? CityProfile.Unnamed;

    /// <summary>Layers and vintages; the areas and lines of a vintage that is known are not read again.</summary>
    private static (IReadOnlyList<Layer> Layers, IReadOnlyList<VintageLayer> Vintages) Geography(
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

    private static List<Liaison> Liaisons(Session session) =>
        session.List("SELECT * FROM liaison WHERE superseded_by IS NULL ORDER BY id", RowMappers.Liaison);

    private static List<Plan> Plans(Session session)
    {
        var turfs = session
            .List(
                "SELECT plan, code, name FROM turf WHERE superseded_by IS NULL ORDER BY fid",
                row => (Plan: row.Text("plan"), Turf: new Turf(row.Text("code"), row.Text("name")))
            )
            .ToLookup(row => row.Plan, row => row.Turf);
        var assignments = session
            .List(
                "SELECT plan, unit, turf FROM assignment WHERE superseded_by IS NULL",
                row => (Plan: row.Text("plan"), Unit: row.Text("unit"), Turf: row.Text("turf"))
            )
            .ToLookup(row => row.Plan);
        return session.List(
            "SELECT * FROM plan WHERE superseded_by IS NULL ORDER BY valid_from",
            row => new Plan(
                row.Text("key"),
                row.Text("name"),
                row.Whole("unit_vintage"),
                new(row.Date("valid_from"), row.DateOrNull("valid_to")),
                [.. turfs[row.Text("key")]],
                assignments[row.Text("key")].ToDictionary(one => one.Unit, one => one.Turf, StringComparer.Ordinal),
                row.Moment("recorded_at")
            )
        );
    }

    private static List<Placement> Placements(Session session) =>
        session.List(
            "SELECT * FROM placement WHERE superseded_by IS NULL ORDER BY plan, turf, role, valid_from",
            row => new Placement(
                row.Text("plan"),
                row.Text("turf"),
                row.Text("liaison"),
                Enum.Parse<PlacementRole>(row.Text("role")),
                new(row.Date("valid_from"), row.DateOrNull("valid_to"))
            )
        );

    private Task<IReadOnlyList<T>> ReadAsync<T>(Func<Session, List<T>> read, CancellationToken cancel) =>
        engine.ReadAsync<IReadOnlyList<T>>(session => read(session), freshness, cancel);
}
