using System.Diagnostics;
using System.Globalization;
using NetTopologySuite.Geometries;
using TurfMap.Spatial.Coverage;
using TurfMap.Tests;

namespace TurfMap.Benchmarks.Coverage;

/// <summary>
/// Random places to areas, one thread, processor time; each round asks all peers in turn, and ratios are medians over the rounds.
/// </summary>
internal static class CoverageBenchmark
{
    private const int OwnPlaces = 4_000_000;
    private const int PeerPlaces = 200_000;
    private const int MarginPlaces = 400_000;

    private static readonly (string Name, string File)[] Layers =
    [
        ("2,165 tracts", "tracts_2010.geojson.gz"),
        ("71 community districts", "dwillis_community_districts.geojson.gz"),
        ("5 boroughs", "dwillis_boroughs.geojson.gz"),
    ];

    /// <summary>All in memory, one process for each query: the peer at its best.</summary>
    internal static readonly string[] ForReading =
    [
        "fsync=off",
        "shared_buffers=1GB",
        "work_mem=256MB",
        "maintenance_work_mem=512MB",
        "max_parallel_workers_per_gather=0",
        "max_parallel_maintenance_workers=0",
        "autovacuum=off",
        "max_wal_size=4GB",
    ];

    public static void Run(string[] options)
    {
        var at = Array.IndexOf(options, "--rounds");
        var rounds = at >= 0 ? int.Parse(options[at + 1], CultureInfo.InvariantCulture) : 7;
        using var cluster = options.Contains("--no-postgis") || PostgresCluster.Programs is null ? null : PostgresCluster.Start(ForReading);
        var found = Layers
            .Select(layer => (layer.Name, Path: RealData.Find("data", "nyc", layer.File)))
            .Where(layer => layer.Path is not null)
            .ToArray();
        if (found.Length == 0)
            Console.WriteLine("The New York layers are not on this machine; set TURFMAP_SHARED to the folder that holds data/nyc.");
        else
            Console.WriteLine(
                "| layer | corners | places | TurfMap M/s | NTS prepared M/s | NTS locator M/s | PostGIS M/s | x NTS "
                    + "prepared | x NTS locator | x PostGIS | differing |\n|---|---|---|---|---|---|---|---|---|---|---|"
            );
        var indexes = new List<string>();
        foreach (var (name, path) in found)
        {
            var areas = PolygonFile.Read(path!);
            var (index, build) = Build(areas);
            foreach (var inside in new[] { false, true })
                Compare(name, areas, index, cluster, rounds, inside);
            indexes.Add(Describe(name, areas, index, build));
        }
        Console.WriteLine(
            "\n| layer | build ms by the clock, first | median | index MiB | margins M/s, limit 100 m | limit 1,000 m | no "
                + "limit | one by one, M places/s |\n|---|---|---|---|---|---|---|---|"
        );
        indexes.ForEach(Console.WriteLine);
    }

    private static (AreaIndex Index, double[] Milliseconds) Build(IReadOnlyList<Geometry> areas)
    {
        AreaIndex? index = null;
        var times = new double[9];
        for (var i = 0; i < times.Length; i++)
        {
            var watch = Stopwatch.StartNew();
            index = AreaIndex.Build(areas);
            times[i] = watch.Elapsed.TotalMilliseconds;
        }
        return (index!, times);
    }

    private static void Compare(
        string name,
        IReadOnlyList<Geometry> areas,
        AreaIndex index,
        PostgresCluster? cluster,
        int rounds,
        bool inside
    )
    {
        var (x, y) = Places(index, OwnPlaces, inside, seed: 7);
        double[] peerX = x[..PeerPlaces],
            peerY = y[..PeerPlaces];
        var points = peerX.Zip(peerY, (lon, lat) => areas[0].Factory.CreatePoint(new Coordinate(lon, lat))).ToArray();
        var nts = new NtsPeers(areas);
        using var postGis = cluster is null ? null : new PostGisPeer(cluster, areas, peerX, peerY);
        int[] own = new int[OwnPlaces],
            prepared = new int[PeerPlaces],
            located = new int[PeerPlaces];
        var seconds = Enumerable
            .Range(0, rounds + 1)
            .Select(_ =>
                (
                    Own: Timing.Seconds(() => index.Find(x, y, own)) / OwnPlaces,
                    Prepared: Timing.Seconds(() => Ask(points, prepared, nts.Prepared)) / PeerPlaces,
                    Located: Timing.Seconds(() => Ask(points, located, nts.Located)) / PeerPlaces,
                    PostGis: postGis is null ? double.NaN : postGis.Join().Seconds / PeerPlaces
                )
            )
            .Skip(1)
            .ToArray();
        var answers = postGis?.Answers(PeerPlaces) ?? prepared;
        var differing = Enumerable.Range(0, PeerPlaces).Count(i => own[i] != prepared[i] || own[i] != located[i] || own[i] != answers[i]);
        string Rate(IEnumerable<double> each) => $"{1e-6 / Timing.Median(each):0.000}";
        string Ratio(Func<(double Own, double Prepared, double Located, double PostGis), double> peer) =>
            $"{Timing.Median(seconds.Select(round => peer(round) / round.Own)):0}";
        Console.WriteLine(
            $"| {name} | {areas.Sum(area => area.NumPoints):N0} | {(inside ? "inside" : "anywhere in the box")} | "
                + $"{1e-6 / Timing.Median(seconds.Select(s => s.Own)):0.0} "
                + $"| {Rate(seconds.Select(s => s.Prepared))} | {Rate(seconds.Select(s => s.Located))} | "
                + $"{Rate(seconds.Select(s => s.PostGis))} ({postGis?.Plan ?? "not run"}) "
                + $"| {Ratio(s => s.Prepared)} | {Ratio(s => s.Located)} | {Ratio(s => s.PostGis)} | {differing} of {PeerPlaces:N0} |"
        );
    }

    private static void Ask(Point[] points, int[] answers, Func<Point, int> find)
    {
        for (var i = 0; i < points.Length; i++)
            answers[i] = find(points[i]);
    }

    private static string Describe(string name, IReadOnlyList<Geometry> areas, AreaIndex index, double[] build)
    {
        var (x, y) = Places(index, MarginPlaces, inside: true, seed: 11);
        var metres = new double[MarginPlaces];
        var areasFound = 0;
        string Margins(double limit) => $"{MarginPlaces * 1e-6 / MedianSeconds(limit):0.0}";
        double MedianSeconds(double limit) =>
            Timing.Median(Enumerable.Range(0, 5).Select(_ => Timing.Seconds(() => index.MarginMetres(x, y, limit, metres))));
        double OneByOne() =>
            Timing.Seconds(() =>
            {
                for (var i = 0; i < x.Length; i++)
                    areasFound += index.Find(x[i], y[i]);
            });
        OneByOne();
        Margins(100);
        return $"| {name} | {build[0]:0} | {Timing.Median(build):0} | {index.MemoryBytes / 1048576.0:0.0} | {Margins(100)} | "
            + $"{Margins(1000)} | {Margins(double.PositiveInfinity)} "
            + $"| {MarginPlaces * 1e-6 / Timing.Median(Enumerable.Range(0, 5).Select(_ => OneByOne())):0.0} |";
    }

    /// <summary>Places spread evenly over the box of the layer, or over its areas only, in random order.</summary>
    private static (double[] X, double[] Y) Places(AreaIndex index, int count, bool inside, int seed)
    {
        var random = new Random(seed);
        var bounds = index.Bounds;
        double[] x = new double[count],
            y = new double[count];
        for (var i = 0; i < count; i++)
            do
            {
                x[i] = bounds.MinX + random.NextDouble() * bounds.Width;
                y[i] = bounds.MinY + random.NextDouble() * bounds.Height;
            } while (inside && index.Find(x[i], y[i]) < 0);
        return (x, y);
    }
}
