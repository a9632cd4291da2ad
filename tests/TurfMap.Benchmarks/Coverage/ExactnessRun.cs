using System.Diagnostics;
using TurfMap.Spatial.Coverage;
using TurfMap.Spatial.Tests.Coverage;
using TurfMap.Tests;

namespace TurfMap.Benchmarks.Coverage;

/// <summary>The long form of the tests: many places on real layers, every answer compared with the plain one.</summary>
internal static class ExactnessRun
{
    private static readonly string[][] Layers =
    [
        ["nyc", "tracts_2010.geojson.gz"],
        ["nyc", "dwillis_community_districts.geojson.gz"],
        ["nyc", "dwillis_boroughs.geojson.gz"],
        ["nyc", "dwillis_city_council.geojson.gz"],
        ["nyc", "council_2013.geojson.gz"],
        ["dc", "ward-2012.geojson.gz"],
        ["dc", "advisory-neighborhood-commission-2013.geojson.gz"],
        ["dc", "single-member-district-2013.geojson.gz"],
        ["la", "nc_boundary_2019.geojson.gz"],
        ["la", "city_council_districts_2012_coarse.geojson"],
    ];

    public static void Run(string[] options)
    {
        Console.WriteLine(
            "| layer | places | on a line | in several areas | in none | differing | seconds |\n|---|---|---|---|---|---|---|"
        );
        foreach (var layer in Layers)
            if ((options.Length == 0 || options.Any(layer[^1].Contains)) && RealData.Find(["data", .. layer]) is { } path)
                Compare(layer[^1], path);
    }

    private static void Compare(string name, string path)
    {
        var watch = Stopwatch.StartNew();
        var areas = PolygonFile.Read(path);
        var index = AreaIndex.Build(areas);
        var oracle = new CoverageOracle(areas);
        int total = 0,
            lines = 0,
            several = 0,
            none = 0,
            differing = 0;
        foreach (var (x, y) in new[] { Places.Anywhere(index.Bounds, 1_000_000, 1), Places.Adversarial(areas, 600_000, 1) })
        {
            int[] vectors = new int[x.Length],
                scalars = new int[x.Length],
                all = new int[64];
            index.Find(x, y, vectors, vectors: true);
            index.Find(x, y, scalars, vectors: false);
            for (var i = 0; i < x.Length; i++)
            {
                var expected = oracle.All(x[i], y[i], out var onLine);
                var first = expected.Count == 0 ? -1 : expected[0];
                var count = index.FindAll(new(x[i], y[i]), all);
                total++;
                lines += onLine ? 1 : 0;
                several += expected.Count > 1 ? 1 : 0;
                none += expected.Count == 0 ? 1 : 0;
                differing += vectors[i] == first && scalars[i] == first && all.AsSpan(0, count).SequenceEqual(expected.ToArray()) ? 0 : 1;
            }
        }
        Console.WriteLine(
            $"| {name} | {total:N0} | {lines:N0} | {several:N0} | {none:N0} | {differing} | {watch.Elapsed.TotalSeconds:0} |"
        );
    }
}
