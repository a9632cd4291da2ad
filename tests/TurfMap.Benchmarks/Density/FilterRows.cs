using System.Diagnostics;
using TurfMap.Domain.Access;
using TurfMap.Domain.City;
using TurfMap.Domain.Density;
using TurfMap.Domain.Figures;
using TurfMap.Domain.Records;
using TurfMap.Spatial.Tiles;

namespace TurfMap.Benchmarks.Density;

/// <summary>
/// What the server does for a map of hexagons under a filter, with the types it does it with; how long it takes to be ready, and how much
/// memory stays.
/// </summary>
internal sealed class FilterRows
{
    private readonly CaseColumns _cases;
    private readonly HexCounts _hexagons;
    private readonly CityOnDate _city;
    private readonly int _count;

    public FilterRows(MadeUpCity points)
    {
        var source = new CaseCity(points);
        (_city, _count) = (source.City(), Math.Max(1, points.Count));
        Console.WriteLine(
            $"\n| to be ready, {points.Count:N0} cases | ms of processors | ms by the clock | bytes that stay for each case "
                + "|\n|---|---|---|---|"
        );
        _cases = Made("columns, case by case", source.Columns);
        _hexagons = Made("hexagon of each case", () => HexCounts.Build(_cases, source.Bounds));
        Made("unit of each case", () => _cases.AreasIn(_city.Plan!.Units));
        Order = Made("order of tiles", () => TilePoints.Build(points.Longitude, points.Latitude));
        Made("corners of all hexagons", () => _hexagons.Corners(_hexagons.Count(All()).Hexagons[0].Hexagon));
    }

    public TilePoints Order { get; }

    /// <summary>Each filter in turn, round by round; the middle of the rounds.</summary>
    public void Run(int rounds)
    {
        var seen = new VisibleRecords(_cases, _city, _city, CaseCity.Today, CaseScope.All);
        var own = new VisibleRecords(_cases, _city, _city, CaseCity.Today, CaseScope.OfTurfsOf("L3"));
        var year = CaseFilter.None with { From = new(2024, 1, 1), To = new(2025, 1, 1) };
        string[] many = [.. Enumerable.Range(0, 12).Select(i => $"kind {i * 7}")];
        (string Name, VisibleRecords Seen, CaseFilter Filter)[] filters =
        [
            ("none", seen, CaseFilter.None),
            ("one kind, the most frequent", seen, CaseFilter.None with { Kinds = ["kind 0"] }),
            ("12 kinds", seen, CaseFilter.None with { Kinds = many }),
            ("a year", seen, year),
            ("open", seen, CaseFilter.None with { IsOpen = true }),
            ("past their day", seen, CaseFilter.None with { IsOverdue = true }),
            ("one turf", seen, CaseFilter.None with { Turf = "T13" }),
            ("a liaison's own", own, CaseFilter.None),
            (
                "everything at once",
                own,
                year with
                {
                    Kinds = many,
                    Statuses = ["open", "closed"],
                    Languages = ["", "es", "am"],
                    IsOpen = true,
                    IsOverdue = true,
                    Turf = "T10",
                    Liaison = "L3",
                }
            ),
        ];
        var times = filters.Select(_ => (Choose: new List<double>(), Count: new List<double>(), Period: new List<double>())).ToArray();
        var told = new (int Cases, int Hexagons, long Bytes)[filters.Length];
        for (var round = 0; round <= rounds; round++)
        for (var i = 0; i < filters.Length; i++)
        {
            var (before, watch) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
            var chosen = filters[i].Seen.Select(filters[i].Filter);
            var afterChoice = watch.Elapsed.TotalMilliseconds;
            var (hexagons, _) = _hexagons.Count(chosen);
            var (afterCount, bytes) = (watch.Elapsed.TotalMilliseconds, GC.GetAllocatedBytesForCurrentThread() - before);
            CasePeriod.Of(_cases, chosen, filters[i].Filter);
            told[i] = (chosen.Count, hexagons.Count, bytes);
            if (round == 0)
                continue;
            times[i].Choose.Add(afterChoice);
            times[i].Count.Add(afterCount - afterChoice);
            times[i].Period.Add(watch.Elapsed.TotalMilliseconds - afterCount);
        }
        Console.WriteLine(
            "\n| filter, one thread | cases | hexagons | ms to choose | ms to count in hexagons | ms for the period | ms "
                + "together, of 60 | KiB taken |\n|---|---|---|---|---|---|---|---|"
        );
        for (var i = 0; i < filters.Length; i++)
        {
            double choose = Timing.Median(times[i].Choose),
                count = Timing.Median(times[i].Count),
                period = Timing.Median(times[i].Period);
            Console.WriteLine(
                $"| {filters[i].Name} | {told[i].Cases:N0} | {told[i].Hexagons:N0} | {choose:0.0} | {count:0.0} | "
                    + $"{period:0.0} | {choose + count + period:0.0} | {told[i].Bytes / 1024:N0} |"
            );
        }
    }

    /// <summary>All cases counted by one thing, and as a surface that is blank where fewer than five constituents are.</summary>
    public void RunWhole(int rounds)
    {
        var seen = new VisibleRecords(_cases, _city, _city, CaseCity.Today, CaseScope.All);
        var all = seen.Select(CaseFilter.None);
        var window = SurfaceWindow.Build(SurfaceLand.Build(_city, _cases.Plane), _cases.Plane, 2640);
        var issues = Made("which cases repeat each other", () => SurfaceIssues.Build(_cases));
        var first = issues.First(all);
        List<(string Name, Action Work)> works =
        [
            .. CaseGroups.Ways.Append("area:units").Select(way => ($"counts by {way}", (Action)(() => CaseGroups.Count(seen, all, way)))),
        ];
        works.Add(("the first of each issue", () => issues.First(all)));
        works.Add(
            (
                $"surface of {window.RadiusFeet:N0} feet ({window.Kernel.Raster.Columns} x {window.Kernel.Raster.Rows}), "
                    + "blank below five constituents, in classes",
                () => Surface.PerArea(_cases, first, window, 60, 5)
            )
        );
        Console.WriteLine("\n| all cases | ms by the clock |\n|---|---|");
        foreach (var (name, work) in works)
        {
            var times = new List<double>();
            for (var round = 0; round <= rounds; round++)
            {
                var watch = Stopwatch.StartNew();
                work();
                if (round > 0)
                    times.Add(watch.Elapsed.TotalMilliseconds);
            }
            Console.WriteLine($"| {name} | {Timing.Median(times):0.0} |");
        }
    }

    private CaseSelection All() => new VisibleRecords(_cases, _city, _city, CaseCity.Today, CaseScope.All).Select(CaseFilter.None);

    private T Made<T>(string name, Func<T> make)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (watch, core) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var made = make();
        var (clock, spent) = (watch.Elapsed.TotalMilliseconds, (Environment.CpuUsage.TotalTime - core).TotalMilliseconds);
        Console.WriteLine(
            $"| {name} | {spent:0} | {clock:0} | {(GC.GetTotalMemory(forceFullCollection: true) - before) / (double)_count:0.0} |"
        );
        return made;
    }
}
