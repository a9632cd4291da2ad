using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using TurfMap.App.Files;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Importing;
using TurfMap.Formats;
using TurfMap.Tests.Files;

namespace TurfMap.Faults;

/// <summary>
/// Reads one changed file after another as a layer and as a table, in a process of its own: what a file does to it, its parent sees. The
/// file under test lies in the folder before it is read, so that it is there when the process is gone.
/// </summary>
/// <remarks>
/// A changed file that made the reader say something new is changed further, so that changes add up where they lead somewhere.
/// </remarks>
internal sealed partial class FuzzReader(string folder, int seed)
{
    /// <summary>The file under test, by its name in the folder.</summary>
    public const string File = "wards.shp",
        Attributes = "wards.dbf";

    /// <summary>Exit codes beside 0, for what the process itself notices.</summary>
    public const int TooSlow = 71,
        TooLarge = 72,
        Surprised = 73;

    /// <summary>The processor time that one file of some kilobytes may take.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private const long MostBytes = 1L << 30;
    private const int MostKept = 400;

    private readonly HashSet<string> answers = new(StringComparer.Ordinal);
    private readonly Stopwatch total = new();
    private TimeSpan begun;
    private volatile bool isReading;

    /// <summary>The formats by name.</summary>
    public static IReadOnlyList<string> Formats { get; } = [.. SampleFile.All.Select(sample => sample.Name), "geopackage"];

    /// <summary>Reads until its time is over, and prints how many files were read and how many different answers they gave.</summary>
    public int Run(string format, TimeSpan time)
    {
        using var watchdog = new Timer(_ => Watch(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        var random = new Random(seed);
        var mutation = new Mutation(random);
        var first = format == "geopackage" ? GeoPackage() : SampleFile.All.First(sample => sample.Name == format);
        var (kept, count) = (new List<SampleFile> { first }, 0L);
        total.Start();
        var slowest = TimeSpan.Zero;
        for (; total.Elapsed < time; count++)
        {
            var from = kept[random.Next(kept.Count)];
            var other = kept[random.Next(kept.Count)].Bytes;
            var changed = new SampleFile(
                format,
                mutation.Of(from.Bytes, other.Length > 0 ? other : first.Bytes),
                from.Attributes is { Length: > 0 } beside && random.Next(2) == 0 ? mutation.Of(beside, first.Bytes) : from.Attributes
            );
            if (changed.Bytes.Length > 1 << 20)
                continue;
            Put(changed);
            begun = Environment.CpuUsage.TotalTime;
            isReading = true;
            var answer = Answer();
            isReading = false;
            var took = Environment.CpuUsage.TotalTime - begun;
            slowest = took > slowest ? took : slowest;
            if (answers.Add(answer) && kept.Count < MostKept)
                kept.Add(changed);
        }
        Console.WriteLine($"{count} {answers.Count} {slowest.TotalSeconds:0.0} {Process.GetCurrentProcess().PeakWorkingSet64 >> 20}");
        return 0;
    }

    /// <summary>Reads the file that lies in a folder, once, and says what came: to look at a finding.</summary>
    public string Answer() => $"{Read(AsLayer)} | {Read(AsTable)}";

    private void Put(SampleFile file)
    {
        System.IO.File.WriteAllBytes(Path.Combine(folder, File), file.Bytes);
        if (file.Attributes is { } beside)
            System.IO.File.WriteAllBytes(Path.Combine(folder, Attributes), beside);
    }

    private string Read(Func<string, string> read)
    {
        try
        {
            return read(Path.Combine(folder, File));
        }
        catch (Exception refused) when (refused is UnreadableException or RefusedException)
        {
            return Shape(refused.Message);
        }
        catch (Exception surprise)
        {
            Console.Error.WriteLine(surprise);
            Environment.Exit(Surprised);
            throw;
        }
    }

    private static string AsLayer(string path)
    {
        using var reader = InputFiles.OpenFeatures(path);
        var report = new ImportReport();
        var content = new LayerFile(new(File) { MayBeLines = true }, report).Read(reader, null, CancellationToken.None);
        return $"{content.Count > 0} {string.Join(' ', report.Problems.Select(problem => Shape(problem.Sentence)).Distinct().Order())}";
    }

    private static string AsTable(string path)
    {
        using var rows = InputFiles.OpenRows(path, crs: null, CancellationToken.None);
        var report = new ImportReport();
        var table = new Table(rows, report, null, null, CancellationToken.None);
        var count = TableImports.Events(table).Count();
        return $"{count > 0} {string.Join(' ', report.Problems.Select(problem => Shape(problem.Sentence)).Distinct().Order())}";
    }

    /// <summary>A sentence without what is the file's own: numbers and quoted text.</summary>
    private static string Shape(string sentence) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(OfTheFile().Replace(sentence, "")))[..6]);

    [GeneratedRegex("\"[^\"]*\"|[0-9]+|[^ -~]")]
    private static partial Regex OfTheFile();

    private void Watch()
    {
        if (isReading && Environment.CpuUsage.TotalTime - begun > Longest)
            Environment.Exit(TooSlow);
        if (Environment.WorkingSet > MostBytes)
            Environment.Exit(TooLarge);
    }

    private SampleFile GeoPackage() => new("geopackage", HostileFile.GeoPackage(folder, "sample.gpkg").Bytes);
}
