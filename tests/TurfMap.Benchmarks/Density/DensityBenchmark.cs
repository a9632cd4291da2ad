using System.Diagnostics;
using System.Globalization;
using TurfMap.Formats;
using TurfMap.Spatial.Density;
using TurfMap.Spatial.Tiles;

namespace TurfMap.Benchmarks.Density;

/// <summary>
/// Points of a made-up city of 50 by 55 km to hexagons, surfaces and tiles; medians over rounds in which all are asked in turn.
/// </summary>
internal static class DensityBenchmark
{
    /// <summary>How large the made-up city is, in meters.</summary>
    internal const double Width = 50_000,
        Height = 55_000;

    private const double Radius = 800;

    public static void Run(string[] options)
    {
        int Option(string name, int otherwise) =>
            Array.IndexOf(options, name) is >= 0 and var at ? int.Parse(options[at + 1], CultureInfo.InvariantCulture) : otherwise;
        var (points, rounds) = (Option("--points", 5_000_000), Option("--rounds", 5));
        var city = new MadeUpCity(points, Width, Height, seed: 7);
        Console.WriteLine($"{points:N0} points, {rounds} rounds, medians; {Environment.ProcessorCount} processors");
        var filters = new FilterRows(city);
        filters.Run(rounds);
        filters.RunWhole(rounds);
        Console.WriteLine("\n| work | M points/s of one core | ms of processors | ms by the clock |\n|---|---|---|---|");
        Hexagons(city, rounds);
        Surfaces(city, rounds);
        Tiles(city, rounds);
        ShapeTiles.Run(rounds);
        if (options.Contains("--store"))
            StoreReady.Run(city, rounds);
        if (options.Contains("--no-peers"))
            Console.WriteLine("\nThe peers were not asked: --no-peers.");
        else
            new DensityPeers(city, filters.Order, rounds).Run(Over(city));
    }

    private static HexExtent Over(MadeUpCity city) => new HexGrid(0, 0, 402.336).Over(0, 0, city.X.Max(), city.Y.Max());

    private static void Hexagons(MadeUpCity city, int rounds)
    {
        var extent = Over(city);
        var counts = new int[extent.Count];
        double[] xs = Array.ConvertAll(city.X, x => (double)x),
            ys = Array.ConvertAll(city.Y, y => (double)y);
        HexBin? bin = null;
        const int Few = 500_000;
        Show(
            city,
            rounds,
            ($"hexagons ({extent.Count:N0}) from float columns", city.Count, () => extent.CountInto(city.X, city.Y, counts)),
            ("the same, one in three selected", city.Count, () => extent.CountInto(city.X, city.Y, counts, city.Third)),
            ("the same from double columns", city.Count, () => extent.CountInto(xs, ys, counts)),
            ("keeping each point's hexagon", city.Count, () => bin = extent.Bin(city.X, city.Y)),
            ("counts from kept hexagons", city.Count, () => bin!.CountInto(counts)),
            ("the same, one in three selected", city.Count, () => bin!.CountInto(counts, city.Third)),
            ("peer: cube rounding in a plain loop", Few, () => CubeRounding(extent, xs, ys, counts, Few)),
            (
                "peer: point by point, exact",
                Few,
                () =>
                {
                    for (var i = 0; i < Few; i++)
                        counts[extent.NumberOf(xs[i], ys[i])]++;
                }
            )
        );
    }

    /// <summary>The common way: fractional axial coordinates, rounded as a cube (redblobgames.com/grids/hexagons).</summary>
    private static void CubeRounding(HexExtent extent, double[] xs, double[] ys, int[] counts, int points)
    {
        for (var i = 0; i < points; i++)
        {
            double r = ys[i] / extent.Grid.RowHeight,
                q = xs[i] / extent.Grid.FlatToFlat - r / 2,
                s = -q - r;
            double wholeQ = Math.Round(q),
                wholeR = Math.Round(r),
                wholeS = Math.Round(s),
                offQ = Math.Abs(wholeQ - q),
                offR = Math.Abs(wholeR - r),
                offS = Math.Abs(wholeS - s);
            if (offQ > offR && offQ > offS)
                wholeQ = -wholeR - wholeS;
            else if (offR > offS)
                wholeR = -wholeQ - wholeS;
            counts[extent.NumberOf(new((int)wholeQ, (int)wholeR))]++;
        }
    }

    private static void Surfaces(MadeUpCity city, int rounds)
    {
        var raster = PlaneRaster.ForRadius(0, 0, Width, Height, Radius);
        float[] mask = [.. Enumerable.Range(0, raster.Count).Select(i => raster.CentreX(i % raster.Columns) < 45_000 ? 1f : 0)],
            ones = [.. city.X.Select(_ => 1f)];
        var window = KernelWindow.Build(raster, mask, Radius);
        Show(
            city,
            rounds,
            (
                $"kernel surface ({raster.Columns} x {raster.Rows}), two threads",
                city.Count,
                () => KernelSurface.Build(raster, Radius, city.X, city.Y, window: window)
            ),
            ("the same, weighted", city.Count, () => KernelSurface.Build(raster, Radius, city.X, city.Y, ones, window: window)),
            (
                "the same, one in three selected",
                city.Count,
                () => KernelSurface.Build(raster, Radius, city.X, city.Y, selection: city.Third, window: window)
            ),
            ("edge masses of a window, no points", 0, () => KernelWindow.Build(raster, mask, Radius)),
            (
                "surface, and blank where fewer than 5 keys are",
                city.Count,
                () =>
                    KernelSurface
                        .Build(raster, Radius, city.X, city.Y, window: window)
                        .BlankBelow(DistinctWithin.AtLeast(raster, Radius, city.X, city.Y, city.Keys, city.Count), 5)
            ),
            (
                "distinct keys within the disc, lower bound",
                city.Count,
                () => DistinctWithin.AtLeast(raster, Radius, city.X, city.Y, city.Keys, city.Count)
            )
        );
    }

    private static void Tiles(MadeUpCity city, int rounds)
    {
        TilePoints? points = null;
        PointClusters? clusters = null;
        Show(
            city,
            Math.Min(rounds, 3),
            ("points put in the order of tiles", city.Count, () => points = TilePoints.Build(city.Longitude, city.Latitude)),
            ("clusters gathered for all zooms", city.Count, () => clusters = PointClusters.Build(points!).Gather()),
            ("the same, one in three selected", city.Count, () => PointClusters.Build(points!, city.Third).Gather())
        );
        foreach (var zoom in new[] { 9, 12, 16, 18 })
        {
            var tiles = Enumerable
                .Range(0, 200)
                .Select(i => TileId.Holding(new(city.Longitude[i * 31], city.Latitude[i * 31]), zoom))
                .ToArray();
            long bytes = 0;
            Show(
                city,
                rounds,
                (
                    $"200 tiles of clusters at zoom {zoom}, written",
                    0,
                    () =>
                    {
                        bytes = 0;
                        foreach (var tile in tiles)
                        {
                            var writer = new VectorTileWriter();
                            var layer = writer.Layer("cases");
                            foreach (var cluster in clusters!.Of(tile))
                                layer
                                    .Tag("count", cluster.Count)
                                    .AddPoint(cluster.X, cluster.Y, cluster.Point < 0 ? null : (ulong)cluster.Point);
                            bytes += writer.ToArray().Length;
                        }
                    }
                )
            );
        }
    }

    /// <summary>Once to warm up, then round by round.</summary>
    internal static void Show(MadeUpCity? city, int rounds, params (string Name, int Points, Action Work)[] works)
    {
        ArgumentNullException.ThrowIfNull(works);
        var times = works.Select(_ => (Core: new List<double>(), Clock: new List<double>())).ToArray();
        for (var round = 0; round <= rounds; round++)
        for (var i = 0; i < works.Length; i++)
        {
            // Of all threads: a surface takes two.
            var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            works[i].Work();
            var core = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            if (round == 0)
                continue;
            times[i].Core.Add(core);
            times[i].Clock.Add(watch.Elapsed.TotalMilliseconds);
        }
        for (var i = 0; i < works.Length; i++)
            Console.WriteLine(
                $"| {works[i].Name} | {(works[i].Points == 0 ? "" : $"{works[i].Points * 1e-6 / Timing.Median(times[i].Core):0.0}")} "
                    + $"| {Timing.Median(times[i].Core) * 1000:0.0} | {Timing.Median(times[i].Clock):0.0} |"
            );
    }
}
