using NetTopologySuite.Geometries;
using TurfMap.Domain;
using TurfMap.Domain.Layers;
using TurfMap.Domain.People;
using TurfMap.Domain.Turfs;
using TurfMap.Formats;

namespace TurfMap.Storage.GeoPackage;

/// <summary>What the reading rooms ask of the embedded store.</summary>
internal sealed class Rooms(GeoPackageFile file) : ICityStore, ILayerStore, ILiaisonStore, IPlanStore
{
    private static readonly Dictionary<string, object?> NoAttributes = [];

    public Task<CityProfile?> FindProfileAsync(CancellationToken cancel) => Task.Run(() =>
    {
        using var connection = file.Read();
        var settings = connection.List("SELECT key, value FROM setting", row => (row.Text("key"), row.Text("value"))).ToDictionary();
        return settings.TryGetValue("city_name", out var name)
            ? new CityProfile(name, settings.GetValueOrDefault("city_note"), settings.GetValueOrDefault("city_sample") == "1",
                double.TryParse(settings.GetValueOrDefault("position_error_m"), out var error) ? error : CityProfile.Unnamed.PositionErrorMetres)
            : null;
    }, cancel);

    public Task SaveProfileAsync(CityProfile profile, CancellationToken cancel) => file.WriteAsync((connection, transaction) =>
    {
        foreach (var (key, value) in new[] { ("city_name", profile.Name), ("city_note", profile.Note ?? ""), ("city_sample", profile.IsSample ? "1" : "0"), ("position_error_m", $"{profile.PositionErrorMetres:R}") })
            connection.Run("INSERT INTO setting (key, value) VALUES (@key, @value) ON CONFLICT (key) DO UPDATE SET value = excluded.value", transaction, ("@key", key), ("@value", value));
        return Imports.NextVersion(connection, transaction);
    }, cancel);

    public Task<long> ReadVersionAsync(CancellationToken cancel) => Task.Run(() =>
    {
        using var connection = file.Read();
        return long.Parse(connection.Scalar<string>("SELECT value FROM setting WHERE key = 'version'") ?? "0");
    }, cancel);

    public Task<IReadOnlyList<Layer>> ListLayersAsync(CancellationToken cancel) => List(
        "SELECT key, name, use, overlapping FROM layer WHERE superseded_by IS NULL ORDER BY (SELECT min(fid) FROM layer first WHERE first.key = layer.key)",
        row => new Layer(row.Text("key"), row.Text("name"), Enum.Parse<LayerUse>(row.Text("use")), row.Whole("overlapping") != 0), cancel);

    public Task<IReadOnlyList<Vintage>> ListVintagesAsync(CancellationToken cancel) => List(
        "SELECT * FROM vintage WHERE superseded_by IS NULL ORDER BY layer, valid_from",
        row => new Vintage(
            row.Whole("vintage"), row.Text("layer"), new(row.Date("valid_from"), row.DateOrNull("valid_to")), row.Text("source"), (int)row.Whole("areas"),
            new Envelope(row.Real("west"), row.Real("east"), row.Real("south"), row.Real("north")), row.Moment("recorded_at")), cancel);

    public Task<IReadOnlyList<Area>> ReadAreasAsync(long vintage, CancellationToken cancel) => List(
        "SELECT code, name, geom FROM area WHERE vintage = @vintage AND superseded_by IS NULL ORDER BY fid",
        row => new Area(row.Text("code"), row.Text("name"), GeoPackageGeometry.Read((byte[])row["geom"]), NoAttributes), cancel, ("@vintage", vintage));

    public Task<IReadOnlyList<Liaison>> ListLiaisonsAsync(CancellationToken cancel) => List(
        "SELECT * FROM liaison WHERE superseded_by IS NULL ORDER BY id",
        row => new Liaison(
            row.Text("id"), row.Text("name"), row.Text("languages").Split(';', StringSplitOptions.RemoveEmptyEntries), row.RealOrNull("hours_per_week"),
            row.TextOrNull("home_unit"), row.TextOrNull("phone"), row.TextOrNull("email"), row.DateOrNull("since")), cancel);

    public Task<IReadOnlyList<Plan>> ListPlansAsync(CancellationToken cancel) => Task.Run<IReadOnlyList<Plan>>(() =>
    {
        using var connection = file.Read();
        var turfs = connection.List("SELECT plan, code, name FROM turf WHERE superseded_by IS NULL ORDER BY fid", row => (Plan: row.Text("plan"), Turf: new Turf(row.Text("code"), row.Text("name"))))
            .ToLookup(row => row.Plan, row => row.Turf);
        var assignments = connection.List("SELECT plan, unit, turf FROM assignment WHERE superseded_by IS NULL", row => (Plan: row.Text("plan"), Unit: row.Text("unit"), Turf: row.Text("turf")))
            .ToLookup(row => row.Plan);
        return connection.List("SELECT * FROM plan WHERE superseded_by IS NULL ORDER BY valid_from", row => new Plan(
            row.Text("key"), row.Text("name"), row.Whole("unit_vintage"), new(row.Date("valid_from"), row.DateOrNull("valid_to")),
            [.. turfs[row.Text("key")]], assignments[row.Text("key")].ToDictionary(one => one.Unit, one => one.Turf, StringComparer.Ordinal), row.Moment("recorded_at")));
    }, cancel);

    public Task<IReadOnlyList<Placement>> ListPlacementsAsync(CancellationToken cancel) => List(
        "SELECT * FROM placement WHERE superseded_by IS NULL ORDER BY plan, turf, role, valid_from",
        row => new Placement(
            row.Text("plan"), row.Text("turf"), row.Text("liaison"), Enum.Parse<PlacementRole>(row.Text("role")), new(row.Date("valid_from"), row.DateOrNull("valid_to"))), cancel);

    private Task<IReadOnlyList<T>> List<T>(string sql, Func<Microsoft.Data.Sqlite.SqliteDataReader, T> shape, CancellationToken cancel, params (string, object?)[] parameters) =>
        Task.Run<IReadOnlyList<T>>(() =>
        {
            using var connection = file.Read();
            return connection.List(sql, shape, null, parameters);
        }, cancel);
}
