using System.CommandLine;
using System.IO.Compression;
using TurfMap.App.Files;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Importing;

namespace TurfMap.App.Commands;

/// <summary><c>assign</c>: points to areas, straight from files.</summary>
internal static class AssignCommand
{
    public static Command Build(Option<bool> quiet)
    {
        var points = new Option<string>("--points")
        {
            Description = "The CSV file of points, also .gz",
            Required = true,
            HelpName = "FILE",
        };
        var areas = new Option<string[]>("--areas")
        {
            Description = "A file of boundaries, as [NAME=]FILE[:CODE_FIELD]. May be given several times",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
            HelpName = "[NAME=]FILE[:FIELD]",
        };
        var outFile = new Option<string>("--out")
        {
            Description = "The file to write; .gz compresses it, - is standard output",
            Required = true,
            HelpName = "FILE",
        };
        var lon = new Option<string?>("--lon") { Description = "The column of longitudes; found by its name when not given" };
        var lat = new Option<string?>("--lat") { Description = "The column of latitudes" };
        var x = new Option<string?>("--x") { Description = "The column of eastings, with --crs" };
        var y = new Option<string?>("--y") { Description = "The column of northings, with --crs" };
        var wkt = new Option<string?>("--wkt") { Description = "The column of WKT points" };
        var crs = new Option<string?>("--crs") { Description = "The coordinate system of --x and --y, such as EPSG:2263" };
        var areasCrs = new Option<string?>("--areas-crs")
        {
            Description = "The coordinate system of the boundary files, when they do not name it",
        };
        var overlapping = new Option<string[]>("--overlapping")
        {
            Description = "The names of layers whose areas may overlap",
            AllowMultipleArgumentsPerToken = true,
            HelpName = "NAME",
        };
        var error = new Option<double>("--position-error")
        {
            Description = "In meters. A point that is nearer to a boundary is marked edge",
            HelpName = "METERS",
            DefaultValueFactory = _ => 5,
        };
        var snap = new Option<double>("--snap")
        {
            Description = "In meters. A point outside gets the nearest area within this distance (status outside, negative margin)",
            HelpName = "METERS",
            DefaultValueFactory = _ => 0,
        };
        var limit = new Option<double>("--margin-limit")
        {
            Description = "In meters. The margin stays empty when the boundary is farther away",
            HelpName = "METERS",
            DefaultValueFactory = _ => 250,
        };
        var command = new Command(
            "assign",
            "Copy a file of points and add the area of each layer, its margin and its status. It needs no store"
        )
        {
            points,
            areas,
            outFile,
            lon,
            lat,
            x,
            y,
            wkt,
            crs,
            areasCrs,
            overlapping,
            error,
            snap,
            limit,
        };
        command.SetAction(
            (parsed, cancel) =>
            {
                var terminal = Terminal.Open(parsed.GetValue(quiet));
                return terminal.RunAsync(() =>
                    RunAsync(
                        new(
                            parsed.GetValue(points)!,
                            parsed.GetValue(areas)!,
                            parsed.GetValue(outFile)!,
                            parsed.GetValue(areasCrs),
                            parsed.GetValue(overlapping) ?? []
                        ),
                        new(
                            parsed.GetValue(lon),
                            parsed.GetValue(lat),
                            parsed.GetValue(x),
                            parsed.GetValue(y),
                            parsed.GetValue(wkt),
                            null,
                            parsed.GetValue(crs)
                        ),
                        new(
                            Metres(parsed.GetValue(error), error),
                            Metres(parsed.GetValue(snap), snap),
                            Metres(parsed.GetValue(limit), limit)
                        ),
                        terminal,
                        cancel
                    )
                );
            }
        );
        return command;
    }

    private sealed record Files(string Points, string[] Areas, string Out, string? AreasCrs, string[] Overlapping);

    private static async Task<int> RunAsync(
        Files files,
        PointColumns columns,
        PlacingOptions placing,
        Terminal terminal,
        CancellationToken cancel
    )
    {
        using var csv = InputFiles.OpenTable(files.Points);
        var (found, crs) = columns.Resolve(csv);
        var layers = await Task.WhenAll(
            files.Areas.Select(AreaFile.Parse).Select(area => Task.Run(() => Load(area, files, terminal, cancel), cancel))
        );
        if (layers.GroupBy(layer => layer.Key).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new RefusedException(Refusal.Invalid, $"Two layers are named {twice.Key}. Name one of them otherwise: NAME=FILE.");
        terminal.BytesTotal = new FileInfo(files.Points).Length;
        var summary = await WriteAsync(
            files.Out,
            output => AssignFile.RunAsync(csv, new(found, crs, layers, [], placing), output, null, terminal, cancel)
        );
        foreach (var note in csv.Notes)
            terminal.Complain("  note: " + note.Sentence);
        Say(summary, found.Explanation, files.Out == "-" ? terminal.Complain : terminal.Say);
        return ExitCode.Done;
    }

    private static PlacingLayer Load(AreaFile area, Files files, Terminal terminal, CancellationToken cancel)
    {
        var report = new ImportReport();
        var overlapping = files.Overlapping.Contains(area.Name);
        using var reader = InputFiles.OpenFeatures(area.Path, cancel: cancel);
        var areas = new LayerFile(
            new(Path.GetFileName(area.Path), area.CodeField, null, files.AreasCrs, overlapping) { SkipsCoverageCheck = true },
            report
        )
            .Read(reader, null, cancel)
            .Areas;
        foreach (var problem in report.Problems.Where(problem => problem.Severity > ProblemSeverity.Note).Take(10))
            terminal.Complain($"  {area.Name}: {problem.Sentence}");
        return PlacingLayer.Build(area.Name, area.Name, overlapping, areas.Select(one => (one.Code, one.Name, one.Geometry)), cancel);
    }

    /// <summary>The result takes its name only when it is whole.</summary>
    private static async Task<AssignSummary> WriteAsync(string path, Func<Stream, Task<AssignSummary>> write)
    {
        if (path == "-")
            return await write(Console.OpenStandardOutput());
        // A device is written to as it is: giving it a file's name would put the file in its place.
        if (path.StartsWith("/dev/", StringComparison.Ordinal))
        {
            await using var device = File.OpenWrite(path);
            return await write(device);
        }
        var unfinished = path + ".part";
        try
        {
            AssignSummary summary;
            await using (var file = File.Create(unfinished))
            await using (
                var output = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
                    ? new GZipStream(file, CompressionLevel.Fastest)
                    : (Stream)file
            )
                summary = await write(output);
            File.Move(unfinished, path, overwrite: true);
            return summary;
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    private static IEnumerable<string> StatusCounts(AssignSummary summary, int layer) =>
        Enum.GetValues<PlaceStatus>()
            .Where(status => summary.Count(layer, status) > 0)
            .Select(status => $"{summary.Count(layer, status):N0} {status.Word()}");

    private static void Say(AssignSummary summary, string explanation, Action<string> say)
    {
        say($"{summary.Rows:N0} rows. Coordinates: {explanation}");
        for (var i = 0; i < summary.Layers.Count; i++)
            say($"  {summary.Layers[i].Key}: " + $"{string.Join(", ", StatusCounts(summary, i))}");
    }

    private static double Metres(double metres, Option<double> option) =>
        metres >= 0 && double.IsFinite(metres)
            ? metres
            : throw new RefusedException(Refusal.Invalid, $"{option.Name} must be metres, 0 or more.");
}
