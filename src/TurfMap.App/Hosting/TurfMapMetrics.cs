using System.Diagnostics.Metrics;
using TurfMap.App.Hosting.Jobs;
using TurfMap.Domain.Importing;

namespace TurfMap.App.Hosting;

/// <summary>What an operator watches of the cities, beside what the framework measures of requests, connections and memory.</summary>
/// <remarks>
/// Labels are the keys of cities, states and kinds: few, and none of them from a person. Nothing is measured while nobody listens.
/// </remarks>
internal sealed class TurfMapMetrics
{
    public const string MeterName = "TurfMap";

    private readonly Histogram<double> readDuration;
    private readonly Counter<long> importedRows;

    public TurfMapMetrics(IMeterFactory meters, Func<IReadOnlyList<HostedCity>> cities)
    {
        var meter = meters.Create(MeterName);
        readDuration = meter.CreateHistogram(
            "turfmap.city.read.duration",
            "s",
            "How long a change of a city took to be read",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] }
        );
        importedRows = meter.CreateCounter<long>("turfmap.import.rows", "{row}", "Rows of files that were imported, taken or not");
        meter.CreateObservableGauge("turfmap.cities", () => States(cities()), "{city}", "Cities by state");
        meter.CreateObservableGauge("turfmap.city.change", () => Changes(cities()), "{change}", "The change that a city is answered as of");
        meter.CreateObservableGauge("turfmap.jobs", () => Jobs(cities()), "{job}", "Files that are placed, by state");
    }

    public void Read(string city, TimeSpan duration) => readDuration.Record(duration.TotalSeconds, OfCity(city));

    public void Imported(string city, string kind, ImportReport report)
    {
        importedRows.Add(report.Taken, OfCity(city), new("turfmap.import.kind", kind), new("turfmap.import.result", "taken"));
        importedRows.Add(
            Math.Max(0, report.Rows - report.Taken),
            OfCity(city),
            new("turfmap.import.kind", kind),
            new("turfmap.import.result", "left_out")
        );
    }

    private static IEnumerable<Measurement<int>> States(IReadOnlyList<HostedCity> cities) =>
        Enum.GetValues<CityState>()
            .Select(state => new Measurement<int>(
                cities.Count(city => city.State == state && city.Live.Waiting is null),
                Label("turfmap.city.state", state.ToString())
            ))
            .Append(new(cities.Count(city => city.Live.Waiting is not null), Label("turfmap.city.state", "waiting")));

    private static IEnumerable<Measurement<long>> Changes(IReadOnlyList<HostedCity> cities) =>
        cities.Where(city => city.Live.IsReady).Select(city => new Measurement<long>(city.Live.Snapshot.Version, OfCity(city.Key)));

    private static IEnumerable<Measurement<int>> Jobs(IReadOnlyList<HostedCity> cities) =>
        from city in cities
        from state in Enum.GetValues<JobState>()
        select new Measurement<int>(city.Jobs.Count(state), OfCity(city.Key), Label("turfmap.job.state", state.ToString()));

    /// <summary>A city alone has no key.</summary>
    private static KeyValuePair<string, object?> OfCity(string key) => new("turfmap.city", key.Length == 0 ? "city" : key);

    private static KeyValuePair<string, object?> Label(string name, string value) => new(name, value.ToLowerInvariant());
}
