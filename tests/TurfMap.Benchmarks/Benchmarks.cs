using TurfMap.Benchmarks.Coverage;
using TurfMap.Benchmarks.Density;
using TurfMap.Benchmarks.WholeProgram;

namespace TurfMap.Benchmarks;

/// <summary>Measurements by name: <c>dotnet run -c Release --project tests/TurfMap.Benchmarks -- NAME [options]</c>.</summary>
internal static class Benchmarks
{
    private static readonly (string Name, string What, Action<string[]> Run)[] All =
    [
        ("coverage", "places to areas against NetTopologySuite and PostGIS; options: --rounds N, --no-postgis", CoverageBenchmark.Run),
        (
            "density",
            "5,000,000 cases under filters to hexagons, kernel surfaces and tiles beside PostGIS and supercluster, and "
                + "tiles of tracts; options: --points N, --rounds N, --no-peers, --store (also into a GeoPackage and back)",
            DensityBenchmark.Run
        ),
        ("assign", "1,000,000 CSV points to three layers, and a layer of tracts into a store, as whole processes", AssignBenchmark.Run),
        (
            "edits",
            "a changed partner over HTTP, on the sample city and beside 1,000,000 cases, with plain SQL as the peer, and when another "
                + "program on the store has seen it; option: --cases N",
            EditsBenchmark.Run
        ),
        (
            "columns",
            "5,000,000 cases from CSV into a GeoPackage and back into columns: size of the store, seconds, bytes for each case; "
                + "options: --points N, --rounds N",
            StoreReady.Run
        ),
        ("service", "who beside a trivial endpoint, and places in binary, under load from wrk", ServiceBenchmark.Run),
        (
            "stores",
            "1,000,000 GeoJSON points into a file and into PostGIS beside ogr2ogr, and the start of the service on a full "
                + "store; options: --rounds N",
            StoreBenchmark.Run
        ),
        (
            "coverage-exact",
            "1,000,000 random and 600,000 adversarial places per layer, each answer compared with NetTopologySuite's; "
                + "options: parts of file names",
            ExactnessRun.Run
        ),
    ];

    public static int Main(string[] args)
    {
        foreach (var (name, _, run) in All)
            if (args.Length > 0 && args[0] == name)
            {
                run(args[1..]);
                return 0;
            }
        Console.Error.WriteLine("Name a benchmark:");
        foreach (var (name, what, _) in All)
            Console.Error.WriteLine($"  {name, -16} {what}");
        return 2;
    }
}
