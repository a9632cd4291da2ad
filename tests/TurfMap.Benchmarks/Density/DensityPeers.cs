using System.Diagnostics;
using TurfMap.Benchmarks.Coverage;
using TurfMap.Formats;
using TurfMap.Spatial;
using TurfMap.Spatial.Density;
using TurfMap.Spatial.Tiles;
using TurfMap.Tests;

namespace TurfMap.Benchmarks.Density;

/// <summary>
/// The same points here, in PostGIS and in supercluster, asked in turn; processor seconds, and the middle of each round's ratio.
/// </summary>
internal sealed class DensityPeers(MadeUpCity city, TilePoints order, int rounds)
{
    private const int Joined = 1_000_000,
        HeatBits = 6;

    private static readonly int[] Zooms = [10, 11, 12, 13, 14];

    private readonly List<string> _rows = [];

    public void Run(HexExtent extent)
    {
        Console.WriteLine($"\nLoad of the machine before: {Load()}");
        var clusters = PointClusters.Build(order).Gather();
        var tiles = Zooms.ToDictionary(zoom => zoom, zoom => Busy(clusters, zoom));
        if (PostgresCluster.Programs is null)
            Console.WriteLine(
                "PostGIS was not asked: there is no PostgreSQL in /usr/lib/postgresql (Debian package postgresql-15-postgis-3)."
            );
        else
            PostGis(extent, clusters, tiles);
        try
        {
            Supercluster(clusters, tiles);
        }
        catch (InvalidOperationException missing)
        {
            Console.WriteLine($"supercluster was not asked: {missing.Message}");
        }
        Console.WriteLine(
            "\n| work | ours, ms of processor | peer | peer's, ms | times faster | floor | aim |\n|---|---|---|---|---|---|---|"
        );
        _rows.ForEach(Console.WriteLine);
        Console.WriteLine($"\nLoad of the machine after: {Load()}");
    }

    private void PostGis(HexExtent extent, PointClusters clusters, Dictionary<int, TileId[]> tiles)
    {
        var watch = Stopwatch.StartNew();
        using var cluster = PostgresCluster.Start(CoverageBenchmark.ForReading);
        using var sql = new SqlPeer(cluster, city, Math.Min(Joined, city.Count));
        Console.WriteLine($"PostGIS loaded in {watch.Elapsed.TotalSeconds:0} s");
        var counts = new int[extent.Count];
        var bin = extent.Bin(city.X, city.Y);
        double width = extent.Grid.FlatToFlat,
            height = extent.Grid.RowHeight;
        CheckHexagons(sql, extent, bin);
        var few = Joined >= city.Count ? 1 : Joined / (double)city.Count;
        Compare(
            "hexagons from places",
            () => Own(() => extent.CountInto(city.X, city.Y, counts)),
            "SQL arithmetic",
            () => sql.Hexagons(width, height, false),
            "50",
            "200"
        );
        Compare(
            "hexagons, the number of each point's kept",
            () => Own(() => bin.CountInto(counts)),
            "SQL arithmetic",
            () => sql.Hexagons(width, height, false),
            "50",
            "200"
        );
        Compare(
            "the same, one in three",
            () => Own(() => bin.CountInto(counts, city.Third)),
            "SQL arithmetic with a where",
            () => sql.Hexagons(width, height, true),
            "50",
            "200"
        );
        Compare(
            $"hexagons from {Math.Min(Joined, city.Count):N0} places",
            () => Own(() => extent.CountInto(city.X, city.Y, counts)) * few,
            "ST_HexagonGrid and a join",
            () => sql.HexagonJoin(width, city.X.Max(), city.Y.Max()),
            "50",
            "200"
        );
        foreach (var zoom in Zooms)
        {
            var tile = tiles[zoom][0];
            CheckHeat(sql, tile);
            Compare(
                $"heat tile of zoom {zoom}, {order.Heat(tile, 0)[0]:N0} points, 64 by 64",
                () => Own(() => order.Heat(tile, HeatBits)),
                "SQL by floor()",
                () => sql.Heat(tile, 1 << HeatBits),
                "40",
                "100"
            );
        }
        foreach (var zoom in Zooms)
        {
            var tile = tiles[zoom][0];
            Compare(
                $"tile of clusters of zoom {zoom} under a new filter, one in three",
                () => Own(() => Write(PointClusters.Build(order, city.Third), tile)),
                "ST_AsMVT of the same clusters, with a where",
                () => sql.ClusterTile(tile, "where third"),
                "8",
                "15"
            );
            Compare(
                $"tile of clusters of zoom {zoom}, all gathered",
                () => Own(() => Write(clusters, tile)),
                "ST_AsMVT of the same clusters",
                () => sql.ClusterTile(tile),
                "8",
                "15"
            );
        }
        foreach (var zoom in new[] { 14, 16 })
        {
            var tile = zoom == 14 ? tiles[14][0] : Busy(clusters, 16)[0];
            Compare(
                $"tile of clusters of zoom {zoom}, not gathered",
                () => Own(() => Write(PointClusters.Build(order), tile)),
                "ST_AsMVT of all points",
                () => sql.PointTile(tile),
                "8",
                "15"
            );
        }
    }

    private void Supercluster(PointClusters clusters, Dictionary<int, TileId[]> tiles)
    {
        using var peer = new SuperclusterPeer(city, city.Count);
        var load = Timing.Median(
            Enumerable
                .Range(0, rounds)
                .Select(_ => Cores(() => PointClusters.Build(TilePoints.Build(city.Longitude, city.Latitude)).Gather()))
        );
        Add(
            $"order of tiles and clusters of {city.Count:N0} points, two threads",
            load,
            "supercluster, load()",
            peer.LoadSeconds,
            peer.LoadSeconds / load,
            "",
            ""
        );
        var again = Timing.Median(Enumerable.Range(0, rounds).Select(_ => Cores(() => PointClusters.Build(order, city.Third).Gather())));
        Add(
            "clusters under a new filter, one in three, two threads",
            again,
            "supercluster, load() of all (it has no filters), by a third",
            peer.LoadSeconds / 3,
            peer.LoadSeconds / 3 / again,
            "",
            ""
        );
        foreach (var zoom in Zooms)
            Compare(
                $"tiles of clusters of zoom {zoom}, {tiles[zoom].Length} of them",
                () => tiles[zoom].Sum(tile => Own(() => Write(clusters, tile))) / tiles[zoom].Length,
                "supercluster, getTile and vt-pbf",
                () => peer.Tile(tiles[zoom]),
                "",
                ""
            );
        Console.WriteLine(
            $"supercluster holds {peer.BytesEach:0} bytes for each point beside the features, {peer.Megabytes:N0} MB with them"
        );
    }

    /// <summary>The tiles of a zoom that hold most points.</summary>
    private TileId[] Busy(PointClusters clusters, int zoom) =>
        [
            .. Enumerable
                .Range(0, 2000)
                .Select(i => TileId.Holding(new LonLat(city.Longitude[i], city.Latitude[i]), zoom))
                .Distinct()
                .OrderByDescending(tile => clusters.Of(tile).Sum(cluster => cluster.Count))
                .Take(20),
        ];

    private static byte[] Write(PointClusters clusters, TileId tile)
    {
        var writer = new VectorTileWriter();
        var layer = writer.Layer("cases");
        foreach (var cluster in clusters.Of(tile))
            layer.Tag("n", cluster.Count).AddPoint(cluster.X, cluster.Y, cluster.Point < 0 ? null : (ulong)cluster.Point);
        return writer.ToArray();
    }

    /// <summary>What is compared must be the same: every hexagon but those that a point stands on the edge of.</summary>
    private void CheckHexagons(SqlPeer sql, HexExtent extent, HexBin bin)
    {
        var theirs = new Dictionary<(int Column, int Row), int>();
        sql.Hexagons(extent.Grid.FlatToFlat, extent.Grid.RowHeight, false, theirs);
        var counts = new int[extent.Count];
        var outside = bin.CountInto(counts);
        foreach (var ((column, row), points) in theirs)
            if (extent.NumberOf(new(column - (row >> 1), row)) is >= 0 and var number)
                counts[number] -= points;
        Console.WriteLine(
            $"Points that SQL puts in another hexagon, of {city.Count:N0}: {counts.Sum(Math.Abs) / 2}; "
                + $"{city.X.Count(x => x == 0)} stand on the city's western side, for a third of which two hexagons are equally "
                + $"near; in none: {outside}"
        );
    }

    private void CheckHeat(SqlPeer sql, TileId tile)
    {
        var theirs = new int[1 << 2 * HeatBits];
        sql.Heat(tile, 1 << HeatBits, theirs);
        var ours = order.Heat(tile, HeatBits);
        Console.WriteLine(
            $"Points that SQL puts in another cell of tile {tile}, of {ours.Sum():N0}: "
                + $"{ours.Zip(theirs, (a, b) => Math.Abs(a - b)).Sum() / 2}"
        );
    }

    private void Compare(string work, Func<double> own, string peer, Func<double> theirs, string floor, string aim)
    {
        var times = Enumerable.Range(0, rounds + 1).Select(_ => (Own: own(), Peer: theirs())).Skip(1).ToArray();
        Add(
            work,
            Timing.Median(times.Select(one => one.Own)),
            peer,
            Timing.Median(times.Select(one => one.Peer)),
            Timing.Median(times.Select(one => one.Peer / one.Own)),
            floor,
            aim
        );
    }

    private void Add(string work, double own, string peer, double theirs, double ratio, string floor, string aim) =>
        _rows.Add($"| {work} | {own * 1000:0.###} | {peer} | {theirs * 1000:0.##} | {ratio:N0} | {floor} | {aim} |");

    /// <summary>Of this thread; what is quick is done until it has taken a while.</summary>
    private static double Own(Action work)
    {
        var (seconds, times) = (0.0, 0);
        for (; seconds < 0.02; times++)
            seconds += Timing.Seconds(work);
        return seconds / times;
    }

    private static double Cores(Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private static string Load() =>
        OperatingSystem.IsLinux() ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]) : "not known";
}
